"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const { Gate } = require("../../assets/js/gate.js");

test("only one question is under way, however many are asked", () => {
  let sent = 0;
  const gate = new Gate(() => (sent += 1));
  for (let k = 0; k < 10; k++) gate.ask();
  assert.equal(sent, 1);
});

test("what was asked meanwhile is sent once, when the answer has come", () => {
  let sent = 0;
  const gate = new Gate(() => (sent += 1));
  for (let k = 0; k < 10; k++) gate.ask();
  gate.answered();
  assert.equal(sent, 2);
  gate.answered();
  assert.equal(sent, 2);
  gate.ask();
  assert.equal(sent, 3);
});

test("a question is put together when it is sent, so it is the newest", () => {
  const sent = [];
  let newest = 0;
  const gate = new Gate(() => sent.push(newest));
  for (newest = 1; newest <= 5; newest++) gate.ask();
  newest = 5;
  gate.answered();
  assert.deepEqual(sent, [1, 5]);
});
