import test from "node:test";
import assert from "node:assert/strict";
import { lostWords } from "../../../assets/js/page/share.js";

test("the dialog says what is too large for the link", () => {
  const [none, both] = [new URLSearchParams(""), new URLSearchParams("drawing=1&group=2")];
  assert.equal(lostWords(none, { drawn: false, filter: false, group: false }), "");
  assert.equal(lostWords(both, { drawn: true, filter: false, group: true }), "");
  assert.match(
    lostWords(none, { drawn: false, filter: false, group: true }),
    /^The group is too large for a link, which leaves it out/,
  );
  assert.match(
    lostWords(none, { drawn: true, filter: false, group: true }),
    /^The drawing and the group are too large .* them out/,
  );
  assert.match(lostWords(both, { drawn: true, filter: true, group: true }), /^The filter is too large/);
  assert.match(
    lostWords(none, { drawn: true, filter: true, group: true }),
    /^The drawing, the filter and the group are too large/,
  );
});
