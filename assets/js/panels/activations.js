/* The activations as bars, the class mean as a line over them; a bar names its unit and opens it. */

import { around, find, findAll } from "../core/dom.js";
import { plain, ticksOf } from "../core/format.js";
import { hasModifier, STEPS } from "../core/keys.js";
import { setting } from "../core/settings.js";
import { set, subscribe } from "../core/store.js";
import { redraw } from "../core/views.js";

export const HEIGHT = 100; // of the drawing, in its own unit; the page stretches it
const SCALE_PX = 28; // left of the bars, for the numbers
const TEXT_GAP_PX = 12; // between a bar and the text on it
const GAP = 0.15; // between two bars, of a bar's share of the width
/** @type {Object<string, string>} */
const TITLES = { index: "unit", value: "units, strongest first", difference: "units, furthest above the mean first" };

/**
 * @typedef {Pick<import("../types/views.js").ActivationsView, "values" | "means" | "reading">} Bars
 * @typedef {Bars & {units: number[], order: string}} Chart the same from left to right
 */

/**
 * The units in the order of the bars: `index`, `value` (greatest first) or `difference` (furthest above the mean
 * first).
 * @param {Bars} view
 * @param {string} order
 */
export function unitsOf({ values, means }, order) {
  const units = values.map((_, unit) => unit);
  /** @type {Object<string, (unit: number) => number>} */
  const keys = { value: (unit) => values[unit], difference: (unit) => values[unit] - means[unit] };
  const key = keys[order];
  return key ? units.sort((one, other) => key(other) - key(one)) : units;
}

/** A view with its bars in an order. @param {Bars} view @param {string} order @returns {Chart} */
export function arrange(view, order) {
  const units = unitsOf(view, order);
  const [values, means] = [view.values, view.means].map((part) => units.map((unit) => part[unit]));
  return { ...view, units, values, means, order };
}

/**
 * Round numbers up to the top and, where there is a bottom below 0, down to it.
 * @param {number} top
 * @param {number} bottom
 */
export function heights(top, bottom = 0) {
  const rough = (top - bottom) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5].find((factor) => factor * power >= rough) ?? 10);
  const [least, most] = [Math.ceil(bottom / step), Math.floor(top / step)];
  return Array.from({ length: most - least + 1 }, (_, k) => Number(((k + least) * step).toPrecision(6)));
}

/** The greatest value that has to fit, at least 1. @param {Bars} view */
export function topOf({ values, means }) {
  return 1.05 * Math.max(...values, ...means, 1);
}

/** The least value that has to fit: 0, or below it what is least. @param {Pick<Bars, "values" | "means">} view */
export function bottomOf({ values, means }) {
  return 1.05 * Math.min(...values, ...means, 0);
}

/** Where a value is, from the top. @param {number} value @param {number} top @param {number} bottom */
function down(value, top, bottom) {
  return (HEIGHT * (top - value)) / (top - bottom);
}

/** The bars as one path, up or down from zero. @param {number[]} values @param {number} top @param {number} bottom */
export function barsPath(values, top, bottom = 0) {
  const zero = Number(down(0, top, bottom).toFixed(2));
  /** @param {number} value @param {number} k */
  const bar = (value, k) =>
    `M${(k + GAP / 2).toFixed(3)} ${zero}V${down(value, top, bottom).toFixed(2)}h${1 - GAP}V${zero}z`;
  return values.map(bar).join("");
}

/** The line that steps over the bars. @param {number[]} means @param {number} top @param {number} bottom */
export function linePath(means, top, bottom = 0) {
  return means.map((mean, k) => `${k ? "V" : "M0 "}${down(mean, top, bottom).toFixed(2)}H${k + 1}`).join("");
}

/** The lines across and their numbers. @param {number} top @param {number} bottom */
function scale(top, bottom) {
  /** @param {number} height */
  const line = (height) =>
    `<span class="height" style="bottom: ${(100 - down(height, top, bottom)).toFixed(2)}%">${height}</span>`;
  return heights(top, bottom).map(line).join("");
}

/** @param {number} count of units */
function frame(count) {
  return `<div class="scale"></div><svg viewBox="0 0 ${count} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    <path class="values"/><path class="means"/><rect class="pointed" width="1" height="${HEIGHT}"/></svg>
    <div class="ticks"></div><p class="title"></p><p class="readout" role="status" hidden></p>`;
}

/** @type {{view: Chart | null, pointed: number | null}} */
const state = { view: null, pointed: null };

/** Draw the chart. @param {HTMLElement} chart @param {Bars} given */
function render(chart, given) {
  const view = arrange(given, setting("activations-order"));
  state.view = view;
  if (!chart.firstChild) chart.innerHTML = frame(view.units.length);
  const [top, bottom] = [topOf(view), bottomOf(view)];
  /** @param {string} name */
  const part = (name) => find(chart, `.${name}`);
  find(chart, ".values", SVGElement).setAttribute("d", barsPath(view.values, top, bottom));
  find(chart, ".means", SVGElement).setAttribute("d", linePath(view.means, top, bottom));
  part("scale").innerHTML = scale(top, bottom);
  /** @param {number} unit */
  const tick = (unit) => `<span style="left: ${((100 * (unit + 0.5)) / view.units.length).toFixed(2)}%">${unit}</span>`;
  part("ticks").innerHTML = view.order === "index" ? ticksOf(view.units.length).map(tick).join("") : "";
  part("title").textContent = TITLES[view.order];
  point(chart, state.pointed);
}

/** What there is to say about a bar. @param {Omit<Chart, "order">} view @param {number} place from the left */
export function barText({ units, values, means, reading }, place) {
  return `unit ${units[place]}: ${plain(values[place])}, mean of the ${reading} ${plain(means[place])}`;
}

/** Point at a bar, or at none. @param {HTMLElement} chart @param {number | null} place */
function point(chart, place) {
  state.pointed = place;
  const [text, mark, { view }] = [find(chart, ".readout"), find(chart, ".pointed", SVGElement), state];
  mark.style.visibility = place === null ? "hidden" : "visible";
  text.hidden = place === null;
  if (place === null || !view) return;
  mark.setAttribute("x", String(place));
  text.textContent = barText(view, place);
  const { width } = find(chart, "svg", SVGElement).getBoundingClientRect();
  const from = ((place + 0.5) * width) / view.units.length;
  const left = place < view.units.length / 2; // the words stand where there is more room
  Object.assign(
    text.style,
    left
      ? { left: `${from + TEXT_GAP_PX + SCALE_PX}px`, right: "" }
      : { left: "", right: `${width - from + TEXT_GAP_PX}px` },
  );
}

/** The bar under the pointer. @param {HTMLElement} chart @param {MouseEvent} event */
function placeOf(chart, event) {
  const box = find(chart, "svg", SVGElement).getBoundingClientRect();
  const count = state.view?.units.length ?? 0;
  const place = Math.floor((count * (event.clientX - box.left)) / box.width);
  return place >= 0 && place < count ? place : null;
}

/** @param {Event} event */
function chartOf(event) {
  return state.view && around(event, "#activations-chart");
}

/** @param {PointerEvent} event */
function onMove(event) {
  const chart = chartOf(event);
  const place = chart ? placeOf(chart, event) : null;
  const [shown] = findAll(document, "#activations-chart");
  if (shown && place !== state.pointed) point(shown, place);
}

/** Open the dossier of the unit whose bar is at a place. @param {number | null} place */
function openUnit(place) {
  if (place !== null && state.view) set("units", [state.view.units[place]]);
}

/** @param {MouseEvent} event */
function onClick(event) {
  const chart = chartOf(event);
  if (chart) openUnit(placeOf(chart, event));
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const chart = chartOf(event);
  if (!chart || !state.view || hasModifier(event)) return;
  if (event.key === "Enter") openUnit(state.pointed);
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const last = state.view.units.length - 1;
  point(chart, Math.min(last, Math.max(0, (state.pointed ?? (step > 0 ? -1 : last + 1)) + step)));
}

/** Another order may have been chosen. */
function sort() {
  if (state.view?.order !== setting("activations-order")) redraw("activations-chart");
}

/** Another chart may be on the page, and is not drawn yet. */
function forget() {
  Object.assign(state, { view: null, pointed: null });
}

function start() {
  subscribe("settings", sort);
  subscribe("mounted", forget);
  document.addEventListener("pointermove", onMove);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}

/** @type {import("../core/panel.js").Panel} */
export const panel = { name: "activations", views: { "activations-chart": render }, start };
