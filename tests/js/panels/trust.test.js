import test from "node:test";
import assert from "node:assert/strict";
import { histogram, line, markup, pictures } from "../../../assets/js/panels/trust.js";
import { know } from "../../../assets/js/core/page_data.js";
import { count, standIn } from "../given.js";

know({ dataset: standIn({ height: 28, width: 28 }) });

const SHARE = {
  term: "neighbours-kept",
  name: "Kept",
  counts: [1, 4, 2],
  mean: "1.1 of 2",
  measure: "neighbours kept 0.57",
  own: 2,
  words: "2 here; 71 % of the digits have fewer, 0 % more",
};

test("a distribution has a bar for each count, as high as its images, and that of the selected one is marked", () => {
  const html = histogram(SHARE);
  assert.deepEqual(
    [...html.matchAll(/height:([\d.]+)%/g)].map(([, height]) => height),
    ["25.0", "100.0", "50.0"],
  );
  assert.ok(html.includes('<i class="here" style="height:50.0%">'));
  for (const words of ["1.1 of 2", "neighbours kept 0.57", "71 %", 'data-term="neighbours-kept"'])
    assert.ok(html.includes(words));
});

test("a distribution of nobody has no bar that is higher than none", () => {
  assert.doesNotMatch(histogram({ ...SHARE, counts: [0, 0, 0] }), /NaN|height:[1-9]/);
});

test("a line begins at the ring and ends at the neighbour that was torn away", () => {
  assert.equal(line([0, 0], [100, 0]), '<path class="edge" d="M10.0 0.0L100.0 0.0"/><path d="M10.0 0.0L100.0 0.0"/>');
});

test("who lies within the ring has no line", () => {
  for (const there of [
    [0, 0],
    [8, 8],
  ])
    assert.equal(line([0, 0], there), "");
});

test("ends and rings say which digit they select", () => {
  const svg = markup([0, 0], [{ index: 7, at: [50, 50] }], [{ index: 9, at: [3, 4] }]);
  assert.match(svg, /<circle class="end" data-digit="7" cx="50.0" cy="50.0"/);
  assert.match(svg, /<circle class="stranger" data-digit="9" cx="3.0" cy="4.0"/);
  assert.equal(count(svg, "<path"), 2);
  assert.equal(markup([0, 0], [], []), "");
});

test("every far neighbour can be selected", () => {
  const html = pictures([
    { index: 3, words: "rank 200 by distance here" },
    { index: 5, words: "rank 201 by distance here" },
  ]);
  assert.equal(count(html, "<button"), 2);
  assert.match(html, /data-digit="3".*data-digit="5"/);
});
