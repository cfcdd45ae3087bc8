import test from "node:test";
import assert from "node:assert/strict";
import { POINTS } from "../made_up.js";
import { beside, fit, buttons, membersShown } from "../../../assets/js/map/miniatures.js";

test("all points lie in the square, with a margin", () => {
  const place = fit([-10, 30], [0, 5], 100);
  for (const [x, y] of [
    [-10, 0],
    [30, 5],
    [-10, 5],
    [30, 0],
    [7, 3],
  ])
    for (const pixel of place(x, y)) assert.ok(pixel > 0 && pixel < 100);
});

test("the middle of both ranges is the middle of the square", () => {
  assert.deepEqual(fit([-10, 30], [0, 5], 100)(10, 2.5), [50, 50]);
});

test("up is up, and a unit is as long across as up", () => {
  const place = fit([-10, 30], [0, 5], 100);
  const [origin, right, above] = [place(0, 0), place(1, 0), place(0, 1)];
  assert.ok(above[1] < origin[1]);
  assert.ok(Math.abs(right[0] - origin[0] - (origin[1] - above[1])) < 1e-9);
});

test("points that all lie in one spot lie in the middle", () => {
  assert.deepEqual(fit([3, 3], [0, 0], 100)(3, 0), [50, 50]);
});

test("every small map has a button that says which it is", () => {
  const html = buttons({ pca: "PCA", umap: "UMAP" });
  assert.equal(html.split("<button").length - 1, 2);
  assert.match(html, /data-projection="umap" data-tip="Show the UMAP map"/);
});

test("a small map has the digits of each class that the large one shows", () => {
  const classes = membersShown(POINTS, 10, (index) => index % 4 === 0);
  assert.deepEqual(classes[2], [12, 32]);
  assert.deepEqual(classes[3], []);
});

test("a numeral stands on a class that is large, above one that it would hide, and never off the map", () => {
  assert.deepEqual(beside([40, 40], 30), [40, 40]);
  const [x, y] = beside([40, 40], 6);
  assert.equal(x, 40);
  assert.ok(y < 40 - 3);
  assert.ok(beside([40, 1], 6)[1] > 0);
});
