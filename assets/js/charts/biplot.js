/* The biplots: points of a map under arrows of features. A ring on the selected digit or on the drawing's landing; the
 * number at an arrow's tip opens its unit. */

import { dataset } from "../core/dataset.js";
import { around, byId, find, findAll } from "../core/dom.js";
import { load, placeIn } from "../core/points.js";
import { digitOf, pick, positionOf } from "../core/selection.js";
import { get, subscribe } from "../core/store.js";
import { hide, show } from "./hover_card.js";
import { frameOf, nearestTo } from "./nearest.js";
import { draw, keepRing, resetOnDoubleClick } from "./plot.js";
import { drawPoints } from "./points_layer.js";

const POINT_PX = 3;
const OPACITY = 130; // of 255: the arrows are what is to be read

/**
 * @typedef {import("../types/page.js").Plot} Plot
 * @typedef {{ring: string, columns?: string[], follow?: () => void, points?: import("../core/points.js").Points,
 *   groups?: import("./points_layer.js").Cloud["groups"], adopted?: Promise<void>}} Biplot
 */

/** @type {Map<HTMLElement, Biplot>} by the element of the graph */
const biplots = new Map();

/** The images of each class in their order. @param {ArrayLike<number>} labels @param {number} count of classes */
export function classesOf(labels, count) {
  /** @type {number[][]} */
  const classes = Array.from({ length: count }, () => []);
  Array.from(labels).forEach((label, index) => classes[label]?.push(index));
  return classes;
}

/** The unit that an annotation names, if it does. @param {{name?: string}} annotation */
export function unitOf({ name }) {
  return name?.match(/^unit-(\d+)-label$/)?.[1] ?? null;
}

/** Where the selected digit or the drawing lies on a biplot's axes. @param {Biplot} biplot */
function position({ columns, points }) {
  const [digit, landing] = [digitOf(get("selection")), get("landing")];
  if (!columns || !points) return null;
  if (digit !== null) return placeIn(points, columns, digit);
  return landing && positionOf(landing, columns);
}

/** Let the numbers at the arrows' tips open their units. @param {Plot} gd */
function nameUnits(gd) {
  findAll(gd, ".annotation", SVGElement).forEach((element) => {
    const unit = unitOf(gd.layout.annotations?.[Number(element.getAttribute("data-index"))] ?? {});
    if (unit === null) return;
    const name = find(element, ".annotation-text-g", SVGElement);
    name.dataset.unit = unit;
    Object.entries({ "tabindex": "0", "role": "button", "aria-label": `Open unit ${unit}` }).forEach(([key, value]) =>
      name.setAttribute(key, value),
    );
  });
}

/** Enter opens the unit whose number has the focus. @param {KeyboardEvent} event */
function onKey(event) {
  const name = event.key === "Enter" && around(event, ".biplot .annotation-text-g[data-unit]", SVGElement);
  if (name) name.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}

/** Draw the points of a biplot. @param {Plot} gd @param {Biplot} biplot */
function paint(gd, { points, columns, groups }) {
  if (points && columns && groups) drawPoints(gd, { points, columns, groups });
}

/**
 * The digit under the pointer, if it is not on an arrow's number.
 * @param {Plot} gd
 * @param {Biplot} biplot
 * @param {MouseEvent} event
 */
function digitUnder(gd, { points, columns }, event) {
  if (!points || !columns || !around(event, ".nsewdrag", SVGElement)) return null;
  return nearestTo(
    frameOf(gd),
    columns.map((name) => points.columns[name]),
    event,
  );
}

/** Let the pointer show and select digits. @param {Plot} gd @param {Biplot} biplot */
function listen(gd, biplot) {
  gd.addEventListener("pointermove", (event) => {
    const digit = event.buttons ? null : digitUnder(gd, biplot, event);
    if (digit === null) hide();
    else show(digit, event);
  });
  gd.addEventListener("pointerleave", hide);
  gd.addEventListener("click", (event) => {
    const digit = digitUnder(gd, biplot, event);
    if (digit !== null) pick(digit);
  });
}

/** @param {Plot} gd @param {Biplot} biplot */
async function adopt(gd, biplot) {
  const points = await load();
  const { colours, labelled } = dataset();
  const classes = classesOf(labelled ? points.columns.label : points.columns.predicted, colours.length);
  biplot.points = points;
  biplot.groups = classes.map((members, k) => ({ members, colour: colours[k], diameter: POINT_PX, opacity: OPACITY }));
  listen(gd, biplot);
  resetOnDoubleClick(gd);
  biplot.follow = keepRing(
    gd,
    byId(biplot.ring),
    () => position(biplot),
    () => fill(gd, biplot),
  );
}

/** Draw what is not Plotly's. @param {Plot} gd @param {Biplot} biplot */
function fill(gd, biplot) {
  paint(gd, biplot);
  nameUnits(gd);
}

/** Put the rings of those in place that are still on the page. */
function markAll() {
  for (const [element, biplot] of biplots) {
    if (element.isConnected) biplot.follow?.();
    else biplots.delete(element);
  }
}

/**
 * Draw a biplot, on these or other axes; its ring has its id with "-ring" behind.
 * @param {HTMLElement} element
 * @param {import("../types/page.js").Figure} figure
 */
export async function drawBiplot(element, figure) {
  const biplot = biplots.get(element) ?? { ring: `${element.id}-ring` };
  biplots.set(element, biplot);
  const gd = await draw(element, figure);
  biplot.columns = figure.layout.meta?.columns;
  await (biplot.adopted ??= adopt(gd, biplot));
  fill(gd, biplot); // on the axes that it has now
  biplot.follow?.();
}

export function start() {
  for (const key of /** @type {const} */ (["selection", "landing", "mounted"])) subscribe(key, markAll);
  document.addEventListener("keydown", onKey);
}
