import test from "node:test";
import assert from "node:assert/strict";
import { content, effectInWords, keptRow } from "../../../assets/js/panels/group_frame.js";
import { panel } from "../../../assets/js/panels/group.js";
import { count, onPage } from "../given.js";

const ROW = { unit: 7, effect: -0.5, ends: [-0.6, -0.4], mean: 0.25, other: 1.5 };
/** @type {import("../../../assets/js/types/views.js").GroupView} */
const VIEW = {
  name: "some",
  count: 30,
  total: 100,
  against: "<b>the rest",
  others: 70,
  summary: ["30 of 100."],
  classes: [{ index: 3, name: "3", labelled: 20, read: 19, share: 0.66, usual: 0.1 }],
  mean: "",
  spread: "",
  averaged: 30,
  units: [ROW],
  note: "",
  together: "They are.",
};

onPage({ terms: {} });

test("a panel draws what is declared in Python", () => {
  assert.deepEqual([panel.name, Object.keys(panel.views ?? {})], ["group", ["group-body"]]);
});

test("an effect is told as shares of pairs, from whichever side has more", () => {
  assert.match(effectInWords(ROW, "the rest"), /one from the rest and one from the group.* in 75 of 100/);
  assert.match(
    effectInWords({ ...ROW, effect: 1 }, "the rest"),
    /one from the group and one from the rest.* in 100 of 100/,
  );
  assert.match(effectInWords(ROW, "x"), /−0.60 to −0.40/);
  assert.doesNotMatch(effectInWords({ ...ROW, ends: null }, "x"), /95 of 100/);
});

test("names are text, never markup", () => {
  const html = content(VIEW) + keptRow([{ name: '<i>"', members: [1] }], { name: "<u>", members: [1] }, 'kept:<i>"');
  for (const sign of ["<b>the", '<i>"', "<u>"]) assert.equal(count(html, sign), 0, sign);
  assert.match(html, /selected/);
});

test("a mean of some says of how many; without units stands why", () => {
  assert.doesNotMatch(content(VIEW), /by lot/);
  assert.match(content({ ...VIEW, averaged: 20 }), /of 20 by lot/);
  const bare = content({ ...VIEW, units: [], note: "nothing to compare it with" });
  assert.match(bare, /nothing to compare it with/);
  assert.doesNotMatch(bare, /<table/);
});

test("a group that is selected is not offered as what it is compared with", () => {
  const kept = [
    { name: "a", members: [1] },
    { name: "b", members: [2] },
  ];
  const html = keptRow(kept, kept[0], "rest");
  assert.equal(count(html, 'value="kept:b"'), 1);
  assert.equal(count(html, 'value="kept:a"'), 0);
  assert.equal(count(html, "data-group-forget"), 2);
});
