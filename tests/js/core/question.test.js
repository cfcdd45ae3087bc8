import test from "node:test";
import assert from "node:assert/strict";
import { questionOf } from "../../../assets/js/core/question.js";
import { select } from "../../../assets/js/core/selection.js";
import { choose } from "../../../assets/js/core/settings.js";
import { get, set } from "../../../assets/js/core/store.js";
import { standIn } from "../given.js";

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
