/* A map beside the large one: its elements, what it is called, and where on it a position lies. */

import { starPath } from "../charts/star.js";
import { escape } from "../core/format.js";
import { filled, mapOf, numbersOf } from "../core/map_choice.js";
import { fitting, isNarrow, layoutOf, numeralSize, rangesInView, scalesOf } from "./figure.js";

/**
 * @typedef {import("../core/map_choice.js").View} View
 * @typedef {import("../core/points.js").Points} Points
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {import("../types/page.js").Range} Range
 * @typedef {import("./area.js").Scales} Scales
 */

const MARGIN = { l: 2, r: 2, t: 2, b: 2 };
const STAR_PX = 9;

const FIELD = `<div class="field" tabindex="0" role="group"><canvas class="points"></canvas
  ><svg class="names" aria-hidden="true"></svg><div class="ring"></div><div class="pointed-mark"></div
  ><div class="pin-mark" aria-hidden="true">A</div
  ><div class="star"><svg viewBox="${-STAR_PX} ${-STAR_PX} ${2 * STAR_PX} ${2 * STAR_PX}" aria-hidden="true"
  ><path d="${starPath(STAR_PX - 2)}"/></svg></div></div>`;

/** The elements of a map beside, which `heading` names. */
export const MARKUP = `<header><button type="button" data-side="large"></button><span class="hint"></span
  ><button type="button" data-side="away">×</button></header>${FIELD}`;

/** What spans a map, where that can be chosen. @param {View} view */
export function axesOf(view) {
  const { axis, menus } = mapOf(view.projection);
  return menus.length
    ? numbersOf(view)
        .map((number) => filled(axis, number))
        .join(" and ")
    : "";
}

/**
 * The names of a map on the page.
 * @param {View} view
 * @param {string} items what its points are
 */
export function heading(view, items) {
  const { title } = mapOf(view.projection);
  const keys = "an arrow key selects the nearest one in its direction, Shift and an arrow key moves the map";
  return {
    title,
    axes: axesOf(view),
    large: `Exchange the ${title} map and the large one`,
    away: `Take the ${title} map away`,
    field: `${title}: points of all ${items}; ${keys}, plus and minus zoom, 0 shows all of it`,
  };
}

/** The layout of a whole map. @param {View} view @param {Points} points */
export function wholeLayout(view, points) {
  return { ...layoutOf(view, points, null, []), margin: MARGIN };
}

/**
 * What a map shows on an element, and how its pixels follow from values.
 * @param {ReturnType<typeof wholeLayout>} layout
 * @param {Pick<HTMLElement, "clientWidth" | "clientHeight">} field
 * @param {Range[] | null} zoomed
 */
export function sightOf(layout, { clientWidth, clientHeight }, zoomed) {
  return {
    whole: rangesInView(layout, clientWidth, clientHeight),
    ranges: rangesInView(layout, clientWidth, clientHeight, zoomed),
    scales: scalesOf(layout, clientWidth, clientHeight, zoomed),
  };
}

/** Where a position is drawn. @param {Scales} scales @param {number[]} position @returns {Point} */
export function pixelIn([across, up], [x, y]) {
  return [across.origin + across.slope * x, up.origin + up.slope * y];
}

/**
 * The names of the classes as SVG.
 * @param {ReturnType<typeof import("./figure.js").labels>} named
 * @param {Scales} scales
 * @param {HTMLElement} field
 */
export function namesMarkup(named, scales, field) {
  const narrow = isNarrow(field);
  const texts = fitting(named, narrow).map(({ x, y, text }) => {
    const [left, top] = pixelIn(scales, [x, y]).map((pixel) => pixel.toFixed(1));
    return `<text x="${left}" y="${top}">${escape(text)}</text>`;
  });
  return `<g font-size="${numeralSize(narrow)}">${texts.join("")}</g>`;
}

/** Put a mark at a pixel of a map, or hide it: if there is none, or where it lies beyond the edges.
 * @param {HTMLElement} mark
 * @param {Pick<HTMLElement, "clientWidth" | "clientHeight">} field
 * @param {Point | null} pixel
 */
export function put(mark, { clientWidth, clientHeight }, pixel) {
  const shows = pixel !== null && isIn(pixel, clientWidth, clientHeight);
  mark.style.visibility = shows ? "visible" : "hidden";
  if (pixel) mark.style.transform = `translate(${pixel[0]}px, ${pixel[1]}px)`;
}

/** @param {Point} pixel @param {number} width @param {number} height */
export const isIn = ([x, y], width, height) => x >= 0 && x <= width && y >= 0 && y <= height;
