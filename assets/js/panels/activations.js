/* The 128 activations as bars, the class mean as a line over them; a bar names its unit and opens it. */

import { offer } from "../core/dash.js";
import { set } from "../core/store.js";
import { draws } from "../core/views.js";

export const HEIGHT = 100; // of the drawing, in its own unit; the page stretches it
const TOLD_GAP_PX = 12; // between a bar and what is told of it
const GAP = 0.15; // between two bars, of a bar's share of the width
const TITLES = { index: "unit", value: "units, strongest first", difference: "units, furthest above the mean first" };
const TICKS = [0, 32, 64, 96, 127];

/**
 * @typedef {{values: number[], means: number[], predicted: number}} View a value and a mean for each unit
 * @typedef {View & {units: number[], order: string}} Chart the same from left to right
 */

/**
 * The units in the order of the bars: `index`, `value` (greatest first) or `difference` (furthest above the mean
 * first).
 * @param {View} view
 * @param {string} order
 */
export function unitsOf({ values, means }, order) {
  const units = values.map((_, unit) => unit);
  const key = { value: (unit) => values[unit], difference: (unit) => values[unit] - means[unit] }[order];
  return key ? units.sort((one, other) => key(other) - key(one)) : units;
}

/** A view with its bars in an order. @param {View} view @param {string} order @returns {Chart} */
export function arrange(view, order) {
  const units = unitsOf(view, order);
  const [values, means] = [view.values, view.means].map((part) => units.map((unit) => part[unit]));
  return { ...view, units, values, means, order };
}

/** A round number of steps up to the top: at most five. @param {number} top */
export function heights(top) {
  const rough = top / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough);
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, k) => Number((k * step).toPrecision(6)));
}

/** The greatest value that has to fit, at least 1. @param {View} view */
export function topOf({ values, means }) {
  return 1.05 * Math.max(...values, ...means, 1);
}

/** The bars as one path. @param {number[]} values @param {number} top */
export function barsPath(values, top) {
  const bar = (value, k) =>
    `M${(k + GAP / 2).toFixed(3)} ${HEIGHT}V${(HEIGHT * (1 - value / top)).toFixed(2)}h${1 - GAP}V${HEIGHT}z`;
  return values.map(bar).join("");
}

/** The line that steps over the bars. @param {number[]} means @param {number} top */
export function linePath(means, top) {
  return means.map((mean, k) => `${k ? "V" : "M0 "}${(HEIGHT * (1 - mean / top)).toFixed(2)}H${k + 1}`).join("");
}

/** The lines across and their numbers. @param {number} top */
function scale(top) {
  const line = (height) =>
    `<span class="height" style="bottom: ${((100 * height) / top).toFixed(2)}%">${height}</span>`;
  return heights(top).map(line).join("");
}

function frame(count) {
  return `<div class="scale"></div><svg viewBox="0 0 ${count} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    <path class="values"/><path class="means"/><rect class="pointed" width="1" height="${HEIGHT}"/></svg>
    <div class="ticks"></div><p class="title"></p><p class="told" role="status" hidden></p>`;
}

const state = { given: null, order: "index", view: null, pointed: null };

/** Draw the chart. @param {HTMLElement} chart @param {View} given */
function render(chart, given) {
  const view = arrange(given, state.order);
  Object.assign(state, { given, view });
  if (!chart.firstChild) chart.innerHTML = frame(view.units.length);
  const top = topOf(view);
  const part = (name) => chart.querySelector(`.${name}`);
  part("values").setAttribute("d", barsPath(view.values, top));
  part("means").setAttribute("d", linePath(view.means, top));
  part("scale").innerHTML = scale(top);
  const tick = (unit) => `<span style="left: ${((100 * (unit + 0.5)) / view.units.length).toFixed(2)}%">${unit}</span>`;
  part("ticks").innerHTML = view.order === "index" ? TICKS.map(tick).join("") : "";
  part("title").textContent = TITLES[view.order];
  point(chart, state.pointed);
}

/** What there is to say about a bar. @param {View} view @param {number} place from the left */
export function words({ units, values, means, predicted }, place) {
  return `unit ${units[place]}: ${values[place].toFixed(2)}, mean of the ${predicted}s ${means[place].toFixed(2)}`;
}

/** Point at a bar, or at none. @param {HTMLElement} chart @param {number | null} place */
function point(chart, place) {
  state.pointed = place;
  const told = chart.querySelector(".told");
  chart.querySelector(".pointed").style.visibility = place === null ? "hidden" : "visible";
  told.hidden = place === null;
  if (place === null) return;
  chart.querySelector(".pointed").setAttribute("x", place);
  told.textContent = words(state.view, place);
  const { width } = chart.querySelector("svg").getBoundingClientRect();
  const from = ((place + 0.5) * width) / state.view.units.length;
  const left = place < state.view.units.length / 2; // the words stand where there is more room
  Object.assign(
    told.style,
    left ? { left: `${from + TOLD_GAP_PX + 28}px`, right: "" } : { left: "", right: `${width - from + TOLD_GAP_PX}px` },
  );
}

/** The bar under the pointer. @param {HTMLElement} chart @param {PointerEvent} event */
function placeOf(chart, event) {
  const box = chart.querySelector("svg").getBoundingClientRect();
  const place = Math.floor((state.view.units.length * (event.clientX - box.left)) / box.width);
  return place >= 0 && place < state.view.units.length ? place : null;
}

function chartOf(event) {
  return state.view && event.target.closest?.("#activations-chart");
}

function onMove(event) {
  const chart = chartOf(event);
  const place = chart ? placeOf(chart, event) : null;
  if (place !== state.pointed) point(chart || document.getElementById("activations-chart"), place);
}

/** Open the dossier of the unit whose bar is at a place. @param {number | null} place */
function openUnit(place) {
  if (place === null) return;
  set("units", [state.view.units[place]]);
}

function onClick(event) {
  const chart = chartOf(event);
  if (chart) openUnit(placeOf(chart, event));
}

function onKey(event) {
  const chart = chartOf(event);
  if (chart && event.key === "Enter") openUnit(state.pointed);
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!chart || !step) return;
  event.preventDefault();
  const last = state.view.units.length - 1;
  point(chart, Math.min(last, Math.max(0, (state.pointed ?? (step > 0 ? -1 : last + 1)) + step)));
}

const callbacks = {
  /** The visitor has chosen another order. @param {string} order */
  sort(order) {
    state.order = order;
    if (state.given) render(document.getElementById("activations-chart"), state.given);
  },
};

export function start() {
  draws("activations-chart", render);
  offer("digitscope_activations", callbacks);
  document.addEventListener("pointermove", onMove);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}
