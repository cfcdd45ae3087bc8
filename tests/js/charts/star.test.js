import test from "node:test";
import assert from "node:assert/strict";
import { starPath } from "../../../assets/js/charts/star.js";
import { present } from "../given.js";

test("a star is a closed path of ten corners, five of them on its radius", () => {
  const corners = present(starPath(11).match(/-?[\d.]+,-?[\d.]+/g)).map((corner) =>
    Math.hypot(...corner.split(",").map(Number)),
  );
  assert.equal(corners.length, 10);
  assert.equal(corners.filter((reach) => Math.abs(reach - 11) < 0.02).length, 5);
  assert.match(starPath(11), /^M.*Z$/);
});
