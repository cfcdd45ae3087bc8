/* The biplots: points of a map under arrows of features. A ring on the selected digit or on the drawing's landing;
 * trace k holds class k; the number at an arrow's tip opens its unit. The scree plot beside one of them.
 */

import { around, byId, find, findAll } from "../core/dom.js";
import { load, placeIn } from "../core/points.js";
import { digitOf, isDrawn, positionOf } from "../core/selection.js";
import { get, subscribe } from "../core/store.js";
import { adopt as adoptPlot, draw } from "./plot.js";

/**
 * @typedef {import("../types/page.js").Plot} Plot
 * @typedef {{ring: string, columns?: string[], follow?: () => void, points?: import("../core/points.js").Points,
 *   adopted?: Promise<void>}} Biplot
 */

/** @type {Map<HTMLElement, Biplot>} by the element of the graph */
const biplots = new Map();

const state = { selected: 0, drawn: false };

/** The digits of each class in their order. @param {ArrayLike<number>} labels */
export function classesOf(labels) {
  /** @type {number[][]} */
  const classes = Array.from({ length: 10 }, () => []);
  Array.from(labels).forEach((label, index) => classes[label].push(index));
  return classes;
}

/** The unit that an annotation names, if it does. @param {{name?: string}} annotation */
export function unitOf({ name }) {
  return name?.match(/^unit-(\d+)-label$/)?.[1] ?? null;
}

/** Where the selected digit or the drawing lies on a biplot's axes. @param {Biplot} biplot */
function position({ columns, points }) {
  const landing = get("landing");
  if (!columns || !points) return null;
  return state.drawn && landing ? positionOf(landing, columns) : placeIn(points, columns, state.selected);
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

/** @param {Plot} gd @param {Biplot} biplot */
async function adopt(gd, biplot) {
  const points = await load();
  const classes = classesOf(points.columns.label);
  const digits = {
    digitAt: (/** @type {import("../types/page.js").PlotPoint} */ point) =>
      classes[point.curveNumber][point.pointNumber],
    position: () => position(biplot),
    moved: () => nameUnits(gd),
  };
  biplot.points = points;
  biplot.follow = adoptPlot(gd, byId(biplot.ring), digits);
}

/** Put a biplot's ring in place. @param {Biplot} biplot */
function mark(biplot) {
  const selection = get("selection");
  if (!biplot.follow || !selection) return;
  state.drawn = isDrawn(selection);
  state.selected = digitOf(selection) ?? state.selected;
  biplot.follow();
}

/** Put the rings of those in place that are still on the page. */
function markAll() {
  for (const [element, biplot] of biplots) {
    if (element.isConnected) mark(biplot);
    else forget(element);
  }
}

/**
 * Give back what the browser lends only few plots, the map first of all: Plotly leaves that to the garbage collector.
 * @param {HTMLElement} element
 */
function forget(element) {
  const canvases = findAll(element, "canvas", HTMLCanvasElement);
  if (element.firstElementChild) window.Plotly.purge(element.firstElementChild);
  for (const canvas of canvases) canvas.getContext("webgl")?.getExtension("WEBGL_lose_context")?.loseContext();
  biplots.delete(element);
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
  mark(biplot);
}

export function start() {
  for (const key of /** @type {const} */ (["selection", "landing", "mounted"])) subscribe(key, markAll);
  document.addEventListener("keydown", onKey);
}
