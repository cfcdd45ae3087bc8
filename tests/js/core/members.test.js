import test from "node:test";
import assert from "node:assert/strict";
import * as members from "../../../assets/js/core/members.js";
import { bytesOf } from "../../../assets/js/core/base64.js";

const BUILD = "points-1a2b.bin";

test("sets are joined, taken away and met, in ascending order", () => {
  assert.deepEqual(members.union([1, 10, 11], [2, 10]), [1, 2, 10, 11]);
  assert.deepEqual(members.difference([1, 2, 10], [2, 3]), [1, 10]);
  assert.deepEqual(members.intersection([1, 2, 10], [2, 10, 11]), [2, 10]);
  assert.deepEqual(
    members.those(5, (index) => index % 2),
    [1, 3],
  );
});

test("every image has a bit, the first of a byte the lowest", () => {
  assert.deepEqual([...bytesOf(members.bitsOf([0, 9, 16], 17))], [1, 2, 1]);
  assert.equal(bytesOf(members.bitsOf([], 100_000)).length, 12_500);
});

test("members come back from the text of a link, however many images there are", () => {
  for (const some of [[0], [3, 4, 5, 69_999], members.those(1400, (index) => index > 2)])
    assert.deepEqual(members.readMembers(members.membersText(some, BUILD) ?? "", BUILD, 70_000), {
      members: some,
      problem: "",
    });
});

test("what is too much for a link has no text", () => {
  const text = members.membersText(
    members.those(members.MOST_CHARACTERS - 5, () => true),
    BUILD,
  );
  assert.ok(text && text.length <= members.MOST_CHARACTERS);
  assert.equal(
    members.membersText(
      members.those(members.MOST_CHARACTERS, () => true),
      BUILD,
    ),
    null,
  );
  assert.equal(members.membersText([], BUILD), null);
});

test("a text that is no group's, or of something else, is told as such", () => {
  const text = members.membersText([7, 300], BUILD) ?? "";
  /** @param {string} said @param {string} build @param {number} count */
  const problem = (said, build = BUILD, count = 1000) => members.readMembers(said, build, count).problem;
  assert.match(problem(text, "points-ffff.bin"), /another build/);
  assert.match(problem(text, BUILD, 300), /names No. 300; the last one is 299/);
  assert.match(problem("A".repeat(10_000)), /10000 characters/);
  for (const damaged of ["", "A", "AAAA", text.slice(0, -1), text.slice(1), `${text}A`, text.replace("H", "I"), "<b>"])
    assert.notEqual(problem(damaged), "", damaged);
});
