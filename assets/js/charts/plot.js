/* What every plot of digits has: a ring on the selected one, a picture on hovering, a click that selects. */

import { pick } from "../core/selection.js";
import { hide, show } from "./hover_card.js";

const RING_MARGIN_PX = 4;
const SAME_SPOT_PX = 6; // between the two clicks of a double click

/** The plot inside a dcc.Graph once Plotly has drawn it. @param {string} id */
export function ready(id) {
  return new Promise((resolve) => {
    const look = () => {
      const gd = document.querySelector(`#${id} .js-plotly-plot`);
      if (gd?._fullLayout?.xaxis) resolve(gd);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Once what has been drawn is on the screen. */
export const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** How large a plot may be. Told outright, Plotly does not draw a new plot a second time to fit it in. */
export function sizeOf(gd) {
  return { width: gd.clientWidth, height: gd.clientHeight };
}

/**
 * Let a plot keep the size of its element and show what it was last told to show, by its layout or by a zoom. Left to
 * itself, an axis that must keep its scale shows more with every change of size, and never less again.
 * @param {HTMLElement} gd
 */
export function fit(gd) {
  let [own, zoom] = [false, null];
  gd.on("plotly_relayout", (change) => {
    if (!own && Object.keys(change).some((key) => key.includes("axis.range")))
      zoom = { of: gd.layout.uirevision, ranges: rangesOf(gd._fullLayout) };
  });
  const follow = async () => {
    const size = sizeOf(gd);
    const { width, height } = gd._fullLayout;
    if (!size.width || (size.width === width && size.height === height)) return;
    const [across, up] = zoom?.of === gd.layout.uirevision ? zoom.ranges : whole.get(gd);
    own = true;
    await window.Plotly.relayout(gd, { ...size, "xaxis.range": [...across], "yaxis.range": [...up] });
    own = false;
  };
  new ResizeObserver(follow).observe(gd);
}

const rangesOf = ({ xaxis, yaxis }) => [xaxis, yaxis].map(({ range }) => [...range]);

/** What a plot shows when it is not zoomed. @type {WeakMap<HTMLElement, number[][]>} */
const whole = new WeakMap();

/** Remember what a layout shows before Plotly widens it. @param {HTMLElement} gd @param {object} layout */
export function remember(gd, layout) {
  whole.set(gd, rangesOf(layout));
  return layout;
}

/** Show the whole plot again. @param {HTMLElement} gd */
export function showAll(gd, change = {}) {
  const [across, up] = whole.get(gd);
  return window.Plotly.relayout(gd, { "xaxis.range": [...across], "yaxis.range": [...up], ...change });
}

/** Whether two places are near enough for a double click. @param {number[]} one @param {number[]} other */
export function isSameSpot([x, y], [otherX, otherY]) {
  return Math.hypot(x - otherX, y - otherY) <= SAME_SPOT_PX;
}

/** Let a double click reset a plot; two quick clicks on different points are none. */
function listenToDoubleClick(gd, reset) {
  let [last, pressed] = [null, null];
  const press = ({ clientX, clientY }) => ([last, pressed] = [pressed, [clientX, clientY]]);
  gd.addEventListener("pointerdown", press, true);
  gd.on("plotly_doubleclick", () => last && isSameSpot(last, pressed) && reset());
}

/**
 * Draw a figure inside an element, in place of the one before.
 * @param {HTMLElement} element
 * @param {{data: object[], layout: object, config: object}} figure
 * @returns {Promise<HTMLElement>} the plot
 */
export async function draw(element, { data, layout, config }) {
  const gd =
    element.firstElementChild ??
    element.appendChild(Object.assign(document.createElement("div"), { className: "fill" }));
  await window.Plotly.react(gd, data, { ...remember(gd, layout), ...sizeOf(gd) }, config);
  if (!gd.dataset.fits) fit(gd);
  gd.dataset.fits = "yes";
  return gd;
}

/**
 * A linear map from values on an axis to pixels from the plot's left or top edge.
 * @param {{range: number[], _offset: number, _length: number}} axis
 * @param {boolean} upwards
 */
export function scale(axis, upwards) {
  const [low, high] = axis.range;
  const slope = ((upwards ? -1 : 1) * axis._length) / (high - low);
  const origin = axis._offset + (upwards ? axis._length : 0) - slope * low;
  return { slope, origin };
}

/** Where the point (x, y) is drawn, in pixels from the plot's corner. */
export function toPixel(gd, x, y) {
  const across = scale(gd._fullLayout.xaxis, false);
  const up = scale(gd._fullLayout.yaxis, true);
  return [across.origin + across.slope * x, up.origin + up.slope * y];
}

/** Put an element's centre at a pixel, or hide it when that lies outside the plot's axes. */
export function place(element, gd, [left, top]) {
  const { xaxis, yaxis } = gd._fullLayout;
  const inside = (value, axis) =>
    value >= axis._offset - RING_MARGIN_PX && value <= axis._offset + axis._length + RING_MARGIN_PX;
  element.style.visibility = inside(left, xaxis) && inside(top, yaxis) ? "visible" : "hidden";
  element.style.transform = `translate(${left}px, ${top}px)`;
}

/**
 * Give a plot its ring, its hover card and its click; returns what puts the ring in place again.
 * @param {HTMLElement} gd the plot
 * @param {HTMLElement} ring
 * @param {{digitAt: (point: object) => number, position: () => number[] | null, moved?: () => void,
 *   reset?: () => void}} digits
 */
export function adopt(gd, ring, digits) {
  const follow = () => {
    const position = digits.position();
    if (position) place(ring, gd, toPixel(gd, ...position));
    else ring.style.visibility = "hidden";
    digits.moved?.();
  };
  ["plotly_relayout", "plotly_relayouting", "plotly_afterplot"].forEach((name) => gd.on(name, follow));
  gd.on("plotly_hover", (event) => show(digits.digitAt(event.points[0]), event.event));
  gd.on("plotly_unhover", hide);
  listenToDoubleClick(gd, digits.reset ?? (() => showAll(gd)));
  gd.on("plotly_click", (event) => pick(digits.digitAt(event.points[0])));
  follow();
  return follow;
}
