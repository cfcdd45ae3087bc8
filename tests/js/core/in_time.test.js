import test from "node:test";
import assert from "node:assert/strict";
import { isInTime } from "../../../assets/js/core/in_time.js";

const ASKED = { number: 5, answered: 2 }; // the last question is the fifth, what is shown the answer to the second
const OF_3 = { shows: "sample:3" };

test("the answer to the last question is shown, whatever it is about and even if it is that there is none", () => {
  for (const view of [OF_3, { shows: "drawn:1" }, {}, null])
    assert.equal(isInTime(ASKED, { number: 5, view }, "sample:3"), true);
});

test("what was asked before that is shown meanwhile, if it is about the selected digit or about none", () => {
  for (const number of [3, 4]) {
    assert.equal(isInTime(ASKED, { number, view: OF_3 }, "sample:3"), true);
    assert.equal(isInTime(ASKED, { number, view: {} }, "sample:3"), true);
    assert.equal(isInTime(ASKED, { number, view: OF_3 }, "sample:4"), false);
  }
});

test("why there was no answer to an earlier question concerns nobody any more", () => {
  assert.equal(isInTime(ASKED, { number: 4, view: null }, "sample:3"), false);
});

test("nothing that is older than what is shown comes back, nor the same once more", () => {
  for (const number of [0, 1, 2]) assert.equal(isInTime(ASKED, { number, view: OF_3 }, "sample:3"), false);
  assert.equal(isInTime({ number: 5, answered: 5 }, { number: 5, view: OF_3 }, "sample:3"), false);
});

test("an answer to a question of nobody is left alone", () => {
  assert.equal(isInTime(ASKED, { number: 6, view: OF_3 }, "sample:3"), false);
  assert.equal(isInTime({ number: 0, answered: 0 }, { number: 4, view: OF_3 }, "sample:3"), false);
});
