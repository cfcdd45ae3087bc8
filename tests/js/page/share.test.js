import test from "node:test";
import assert from "node:assert/strict";
import { lostWords } from "../../../assets/js/page/share.js";

test("the dialog says what is too large for the link", () => {
  const [none, both] = [new URLSearchParams(""), new URLSearchParams("drawing=1&group=2")];
  assert.equal(lostWords(none, { drawn: false, group: false }), "");
  assert.equal(lostWords(both, { drawn: true, group: true }), "");
  assert.match(
    lostWords(none, { drawn: false, group: true }),
    /^The group is too large for a link, which leaves it out/,
  );
  assert.match(lostWords(none, { drawn: true, group: true }), /^The drawing and the group are too large .* them out/);
});
