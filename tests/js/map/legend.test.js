import test from "node:test";
import assert from "node:assert/strict";
import { buttons, listed, perRow } from "../../../assets/js/map/legend.js";

test("every group has a button with its name and colour, and the Tab key stops at one of them", () => {
  const html = buttons({ names: ["7", "a < b"], colours: ["#ff0000", "#00ff00"], members: [[], []] });
  assert.equal(html.split("<button").length - 1, 2);
  assert.match(html, /data-group="1".*fill="#00ff00".*a &#60; b/s);
  assert.equal(html.split('tabindex="0"').length - 1, 1);
});

test("buttons that fit stand in one row, whatever the widest of them needs", () => {
  assert.equal(perRow(Array(10).fill(30), 318), 10);
  assert.equal(perRow([100, 10, 10], 124), 3);
});

test("buttons that do not fit break evenly", () => {
  assert.equal(perRow(Array(10).fill(30), 317), 5, "5 and 5, not 9 and 1");
  assert.equal(perRow(Array(10).fill(30), 130), 4, "4, 4 and 2");
  assert.equal(perRow(Array(5).fill(100), 420), 3);
});

test("however narrow it is, a row has a button", () => assert.equal(perRow([50, 50], 10), 1));

test("of many groups the largest have a button, and the rest are counted", () => {
  const members = Array.from({ length: 1000 }, (_, k) => Array(k).fill(0));
  assert.deepEqual(listed({ members }).slice(0, 2), [999, 998]);
  const html = buttons({ names: members.map(String), colours: members.map(() => "#000000"), members });
  assert.equal(html.split("<button").length - 1, 12);
  assert.match(html, /and 988 more/);
});
