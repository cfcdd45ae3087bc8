import test from "node:test";
import assert from "node:assert/strict";
import { table } from "../../../assets/js/panels/quality.js";

test("the table has a column for each map and a row for each measure", () => {
  const measures = [{ term: "continuity", name: "Continuity", values: ["0.979", "0.990"], meaning: "near stays near" }];
  const html = table({ maps: ["PCA", "t-SNE"], measures });
  assert.equal(html.split('scope="col"').length - 1, 4);
  assert.equal(html.split("<tr>").length - 1, 2);
  for (const words of ["PCA", "t-SNE", "Continuity", "0.979", "0.990", "near stays near"])
    assert.ok(html.includes(words));
});
