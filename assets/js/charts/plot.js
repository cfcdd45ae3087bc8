/* What every plot of digits has: its size, its scales, its zoom, a ring on the selected digit. */

import { find } from "../core/dom.js";
import { plotly } from "./plotly.js";

/**
 * @typedef {import("../types/page.js").Plot} Plot
 * @typedef {import("../types/page.js").Axis} Axis
 * @typedef {import("../types/page.js").Layout} Layout
 * @typedef {import("../types/page.js").Range} Range
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {{width: number, height: number}} Size px
 */

const RING_MARGIN_PX = 4;
const SAME_SPOT_PX = 6; // between the two clicks of a double click

/** The plot inside a dcc.Graph once Plotly has drawn it. @param {string} id @returns {Promise<Plot>} */
export function ready(id) {
  return new Promise((resolve) => {
    const look = () => {
      const gd = /** @type {Plot | null} */ (document.querySelector(`#${id} .js-plotly-plot`));
      if (gd?._fullLayout?.xaxis) resolve(gd);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Once what has been drawn is on the screen. @returns {Promise<void>} */
export const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/**
 * How large a plot may be. Told outright, Plotly does not draw a new plot a second time to fit it in.
 * @param {HTMLElement} gd
 */
export function sizeOf(gd) {
  return { width: gd.clientWidth, height: gd.clientHeight };
}

/**
 * What a plot was last told to show, by its layout or by a zoom. Left to itself, an axis that must keep its scale shows
 * more with every change of size, and never less again.
 * @param {Plot} gd
 */
function keeper(gd) {
  let own = false;
  /** @type {{of: string | undefined, ranges: Range[]} | null} */
  let zoom = null;
  gd.on("plotly_relayout", (change) => {
    if (!own && Object.keys(change).some((key) => key.includes("axis.range")))
      zoom = { of: gd.layout.uirevision, ranges: rangesOf(gd._fullLayout) };
  });
  return async (/** @type {Size} */ size) => {
    own = true;
    await resize(gd, size, zoom && zoom.of === gd.layout.uirevision ? zoom.ranges : wholeOf(gd));
    own = false;
  };
}

/** @param {Plot} gd @param {Size} size @param {Range[]} ranges */
export function resize(gd, size, [across, up]) {
  return window.Plotly.relayout(gd, { ...size, "xaxis.range": [...across], "yaxis.range": [...up] });
}

/**
 * Let a plot keep the size of its element.
 * @param {Plot} gd
 * @param {(size: Size) => unknown} draw the plot in another size
 */
export function fit(gd, draw = keeper(gd)) {
  const follow = () => {
    const size = sizeOf(gd);
    if (!size.width || !gd._fullLayout) return; // the plot has left the page
    const { width, height } = gd._fullLayout;
    if (size.width !== width || size.height !== height) draw(size);
  };
  new ResizeObserver(follow).observe(gd);
}

/** @param {{xaxis: {range: Range}, yaxis: {range: Range}}} layout @returns {Range[]} */
const rangesOf = ({ xaxis, yaxis }) => [xaxis, yaxis].map(({ range: [low, high] }) => [low, high]);

/** What a plot shows when it is not zoomed. @type {WeakMap<HTMLElement, Range[]>} */
const whole = new WeakMap();

/** @param {HTMLElement} gd */
export function wholeOf(gd) {
  const ranges = whole.get(gd);
  if (!ranges) throw new TypeError("a plot was asked for what it shows before it was given a layout");
  return ranges;
}

/** Remember what a layout shows before Plotly widens it. @param {HTMLElement} gd @param {Layout} layout */
export function remember(gd, layout) {
  whole.set(gd, rangesOf(layout));
  return layout;
}

/** Show the whole plot again. @param {Plot} gd */
function showAll(gd) {
  const [across, up] = wholeOf(gd);
  return window.Plotly.relayout(gd, { "xaxis.range": [...across], "yaxis.range": [...up] });
}

/**
 * Whether two places are near enough for a double click.
 * @param {number[]} one
 * @param {number[]} other
 * @param {number} apart px
 */
export function isSameSpot([x, y], [otherX, otherY], apart = SAME_SPOT_PX) {
  return Math.hypot(x - otherX, y - otherY) <= apart;
}

/** Let a double click show all of a plot; two quick clicks on different points are none. @param {Plot} gd */
export function resetOnDoubleClick(gd) {
  /** @type {Point[]} */
  let presses = [];
  /** @param {PointerEvent} event */
  const press = ({ clientX, clientY }) => (presses = [...presses.slice(-1), [clientX, clientY]]);
  gd.addEventListener("pointerdown", press, true);
  gd.on("plotly_doubleclick", () => presses.length > 1 && isSameSpot(presses[0], presses[1]) && showAll(gd));
}

/**
 * Draw a figure inside an element, in place of the one before.
 * @param {HTMLElement} element
 * @param {import("../types/page.js").Figure} figure
 * @returns {Promise<Plot>}
 */
export async function draw(element, { data, layout, config }) {
  const within =
    element.firstElementChild ??
    element.appendChild(Object.assign(document.createElement("div"), { className: "fill" }));
  const gd = /** @type {Plot} */ (within); // Plotly makes it one
  const { react } = await plotly();
  await react(gd, data, { ...remember(gd, layout), ...sizeOf(gd) }, config);
  if (!gd.dataset.fits) fit(gd);
  gd.dataset.fits = "yes";
  return gd;
}

/**
 * A linear map from values on an axis to pixels from the plot's left or top edge.
 * @param {Axis} axis
 * @param {boolean} upwards
 */
export function scale(axis, upwards) {
  const [low, high] = axis.range;
  const slope = ((upwards ? -1 : 1) * axis._length) / (high - low);
  const origin = axis._offset + (upwards ? axis._length : 0) - slope * low;
  return { slope, origin };
}

/** How pixels follow from values along both axes of a plot. @param {Pick<Plot, "_fullLayout">} gd */
export function plotScales({ _fullLayout: { xaxis, yaxis } }) {
  return [scale(xaxis, false), scale(yaxis, true)];
}

/**
 * Where the point (x, y) is drawn, in pixels from the plot's corner.
 * @param {Pick<Plot, "_fullLayout">} gd
 * @param {number} x
 * @param {number} y
 * @returns {Point}
 */
export function toPixel(gd, x, y) {
  const [across, up] = plotScales(gd);
  return [across.origin + across.slope * x, up.origin + up.slope * y];
}

/**
 * Put an element's centre at a pixel, or hide it when that lies outside the plot's axes.
 * @param {HTMLElement} element
 * @param {Pick<Plot, "_fullLayout">} gd
 * @param {number[]} pixel
 */
export function place(element, gd, [left, top]) {
  const { xaxis, yaxis } = gd._fullLayout;
  /** @param {number} value @param {Axis} axis */
  const inside = (value, axis) =>
    value >= axis._offset - RING_MARGIN_PX && value <= axis._offset + axis._length + RING_MARGIN_PX;
  element.style.visibility = inside(left, xaxis) && inside(top, yaxis) ? "visible" : "hidden";
  element.style.transform = `translate(${left}px, ${top}px)`;
}

/**
 * Keep a ring on its place on a plot; returns what puts it there again once another place is meant.
 * @param {Plot} gd
 * @param {HTMLElement} ring
 * @param {() => Point | null} position
 * @param {() => void} moved is called whenever the plot itself is drawn, or shows another part
 */
export function keepRing(gd, ring, position, moved) {
  const follow = () => {
    const now = position();
    if (now) place(ring, gd, toPixel(gd, ...now));
    else ring.style.visibility = "hidden";
  };
  const onPlot = () => {
    follow();
    moved();
  };
  for (const name of ["plotly_relayout", "plotly_relayouting", "plotly_afterplot"]) gd.on(name, onPlot);
  onPlot();
  return follow;
}
