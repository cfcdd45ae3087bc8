import test from "node:test";
import assert from "node:assert/strict";
import { questionOf } from "../../../assets/js/core/question.js";
import { select } from "../../../assets/js/core/selection.js";
import { choose } from "../../../assets/js/core/settings.js";
import { get, set } from "../../../assets/js/core/store.js";
import { onPage, standIn } from "../given.js";

test("there is no question about a digit before one is selected, or about a drawing before it has landed", () => {
  assert.equal(questionOf(["digit"]), null);
  select("drawn:1");
  assert.equal(questionOf(["digit"]), null);
  set("drawn", standIn({ shows: "drawn:1", image: "AA", kind: "picture", origin: 4, predicted: 3 }));
  assert.deepEqual(questionOf(["digit"]), {
    digit: { selection: "drawn:1", drawing: { shows: "drawn:1", image: "AA", kind: "picture", origin: 4 } },
  });
});

test("a question holds what the view needs and nothing else", () => {
  select("sample:3");
  choose({
    "map-projection": "pca",
    "map-x": "1",
    "map-y": "2",
    "map-unit-x": "8",
    "map-unit-y": "9",
    "why-count": "10",
  });
  assert.deepEqual(questionOf(["digit", "pin", "map", "why-count"]), {
    "digit": { selection: "sample:3" },
    "pin": null,
    "map": { projection: "pca", x: "1", y: "2", unit_x: "8", unit_y: "9" },
    "why-count": "10",
  });
  assert.deepEqual(questionOf([]), {});
});

test("a choice that nobody knows is not asked about", () => assert.equal(questionOf(["toString"]), null));

test("another digit's units are as they are", () => {
  set("scales", { 5: 0 });
  select("sample:3");
  assert.deepEqual(get("scales"), { 5: 0 });
  select("sample:4");
  assert.deepEqual(get("scales"), {});
});

test("what is said of a group is made once, until it or what it is compared with is another", () => {
  const [one, other] = ["one", "other"].map((name, k) => ({ name, members: [k] }));
  onPage({ files: standIn({ count: 8 }) });
  set("group", one);
  const ask = () => /** @type {any} */ (questionOf(["group"])).group;
  const first = ask();
  assert.deepEqual(first, { chosen: { name: "one", members: first.chosen.members }, against: null });
  assert.equal(ask(), first);
  set("kept", [other]);
  set("against", "kept:other");
  assert.equal(ask().against.name, "other");
  set("group", other);
  assert.equal(ask().chosen.name, "other");
  set("group", null);
  assert.equal(questionOf(["group"]), null);
});
