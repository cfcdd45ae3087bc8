/* The map in motion: where a canvas draws the points, Plotly is not asked to draw each frame, for which it would need
 * four frames' time. What it has drawn is moved along, and it follows once the map rests. */

/**
 * @typedef {import("../types/page.js").Plot} Plot
 * @typedef {import("../types/page.js").Range} Range
 * @typedef {import("../types/page.js").DrawnAxis} DrawnAxis
 */

const REST_MS = 150;
const ALIKE = 1e-6; // of a length

/** @type {{gd: Plot | null, from: Range[], rest: ReturnType<typeof setTimeout> | undefined}} what Plotly has drawn */
const state = { gd: null, from: [], rest: undefined };

/** @param {Plot} gd */
const axesOf = ({ _fullLayout: { xaxis, yaxis } }) => /** @type {DrawnAxis[]} */ ([xaxis, yaxis]);

/** Whether ranges are as long as others, so that one only moves. @param {Range[]} one @param {Range[]} other */
export function isMove(one, other) {
  return one.every(([low, high], k) => {
    const length = other[k][1] - other[k][0];
    return Math.abs(high - low - length) < ALIKE * length;
  });
}

/**
 * How far what was drawn for some ranges is from where it is to be, px to the right and down.
 * @param {Range[]} from
 * @param {Range[]} to
 * @param {number[]} lengths of the axes, px
 */
export function offset(from, to, lengths) {
  const [right, up] = from.map(([low, high], k) => ((low - to[k][0]) / (high - low)) * lengths[k]);
  return [right, -up];
}

/** Whether the plot can be moved to some ranges without Plotly. @param {Plot} gd @param {Range[]} ranges */
export function canSlide(gd, ranges) {
  const now = axesOf(gd).map(({ range }) => range);
  return gd.classList.contains("on-canvas") && isMove(ranges, now);
}

/** Move what Plotly has drawn. @param {Plot} gd @param {number[]} place */
function put({ style }, [right, down]) {
  style.setProperty("--slid-right", `${right}px`);
  style.setProperty("--slid-down", `${down}px`);
}

/** Plotly has drawn the plot where it is. */
function arrive() {
  if (!state.gd) return;
  clearTimeout(state.rest);
  put(state.gd, [0, 0]);
  state.gd = null;
}

/** Begin to slide. @param {Plot} gd */
function depart(gd) {
  Object.assign(state, { gd, from: axesOf(gd).map(({ range }) => range) });
  if (gd.dataset.slides) return;
  gd.dataset.slides = "yes";
  for (const name of ["plotly_relayout", "plotly_afterplot"]) gd.on(name, arrive);
}

/** Let Plotly follow. */
function rest() {
  const { gd } = state;
  if (!gd) return;
  const [across, up] = axesOf(gd).map(({ range }) => [...range]);
  window.Plotly.relayout(gd, { "xaxis.range": across, "yaxis.range": up });
}

/** Show other ranges at once, with the axes as they are. @param {Plot} gd @param {Range[]} ranges */
export function slide(gd, ranges) {
  if (!state.gd) depart(gd);
  const axes = axesOf(gd);
  axes.forEach((axis, k) => {
    axis.range = [...ranges[k]];
    axis.setScale();
  });
  const lengths = axes.map(({ _length }) => _length);
  put(gd, offset(state.from, ranges, lengths));
  gd.emit("plotly_relayouting", {});
  clearTimeout(state.rest);
  state.rest = setTimeout(rest, REST_MS);
}
