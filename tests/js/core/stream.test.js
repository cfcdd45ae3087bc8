import test from "node:test";
import assert from "node:assert/strict";
import { Gate } from "../../../assets/js/core/stream.js";

const SOON_MS = 200;

test("only one question is under way, however many are asked", () => {
  let sent = 0;
  const gate = new Gate(() => (sent += 1), SOON_MS);
  for (let k = 0; k < 10; k++) gate.ask();
  assert.equal(sent, 1);
});

test("what was asked meanwhile is sent once, when the answer has come", () => {
  let sent = 0;
  const gate = new Gate(() => (sent += 1), SOON_MS);
  for (let k = 0; k < 10; k++) gate.ask();
  gate.answered();
  assert.equal(sent, 2);
  gate.answered();
  assert.equal(sent, 2);
  gate.ask();
  assert.equal(sent, 3);
});

test("the newest question is the one that waits, if one does", () => {
  const gate = new Gate(() => {}, SOON_MS);
  assert.equal(gate.newest, 0);
  gate.ask();
  assert.equal(gate.newest, 1);
  gate.ask();
  gate.ask();
  assert.equal(gate.newest, 2);
  gate.answered();
  assert.equal(gate.newest, 2);
});

test("an answer that does not come counts as lost after a while", async () => {
  let sent = 0;
  const gate = new Gate(() => (sent += 1), 5);
  gate.ask();
  gate.ask();
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(sent, 2);
});

test("an answer to a question that was given up does not count for the next", () => {
  /** @type {number[]} */
  const sent = [];
  const gate = new Gate((number) => sent.push(number), SOON_MS);
  gate.ask();
  gate.answered(); // given up
  gate.ask();
  gate.ask();
  gate.answered(1);
  assert.deepEqual(sent, [1, 2]);
  gate.answered(2);
  assert.deepEqual(sent, [1, 2, 3]);
});

test("a question is put together when it is sent, so it is the newest", () => {
  /** @type {number[]} */
  const sent = [];
  let newest = 0;
  const gate = new Gate(() => sent.push(newest), SOON_MS);
  for (newest = 1; newest <= 5; newest++) gate.ask();
  newest = 5;
  gate.answered();
  assert.deepEqual(sent, [1, 5]);
});
