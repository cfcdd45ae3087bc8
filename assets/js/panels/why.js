/* Why here: the receipt of a position as a waterfall for each axis, with a slider on every unit that it names. */

import { setProps } from "../core/dash.js";
import { around, byId, find, findAll } from "../core/dom.js";
import { plain, signed } from "../core/format.js";
import { pageData } from "../core/page_data.js";
import { get, set } from "../core/store.js";
import { refill } from "../core/terms.js";
import {
  axesFrame,
  barOf,
  domainOf,
  frame,
  holdsFrame,
  moveWords,
  namedUnits,
  percentAt,
  sharesFrame,
  steps,
} from "./why_frame.js";
import { showOnMap } from "./why_map.js";

/** @typedef {import("../types/views.js").WhyView} View */
/** @typedef {import("../types/views.js").EquationView} EquationView */
/** @typedef {import("../types/views.js").AxisReceipt} Axis */
/** @typedef {import("./why_frame.js").Step} Step */

/**
 * @type {{view: View | null, rows: string, classes: string, domains: number[][]}} the rows are what the sliders stand
 * in, the classes those that have bars
 */
const state = { view: null, rows: "", classes: "", domains: [] };

/**
 * Put the numbers and the bar of a step into its row.
 * @param {HTMLElement} item
 * @param {Step} step
 * @param {number[]} domain
 * @param {number} decimals
 */
function fillStep(item, step, domain, decimals) {
  const whole = step.kind === "start" || step.kind === "total";
  if (step.kind === "others" || step.kind === "total") find(item, ".name").textContent = step.label;
  find(item, ".product").textContent = step.product;
  find(item, ".amount").textContent =
    `${step.product ? "= " : ""}${(whole || step.product ? plain : signed)(step.amount, decimals)}`;
  item.classList.toggle("negative", step.amount < 0);
  const { left, width } = barOf(step, domain);
  Object.assign(find(item, ".bar").style, { left: `${left}%`, width: `${width}%` });
  find(item, ".zero").style.left = `${percentAt(0, domain)}%`;
  find(item, ".end").style.left = `${percentAt(step.to, domain)}%`;
}

/**
 * Fill one axis; its scale only ever grows while units are turned, so that no bar jumps.
 * @param {HTMLElement} section
 * @param {Axis} axis
 * @param {number} k
 * @param {string} unit
 */
function fillAxis(section, axis, k, unit) {
  const all = steps(axis);
  state.domains[k] = domainOf(all, state.domains[k]);
  find(section, "h3 span").textContent = axis.name;
  find(section, "h3 .hint").textContent = `= ${plain(axis.total, axis.decimals)} ${unit}`;
  findAll(section, ".step").forEach((item, place) => fillStep(item, all[place], state.domains[k], axis.decimals));
}

/** Sliders and what stands beside them say the same, on both axes. @param {HTMLElement} body @param {View} view */
function showScales(body, view) {
  findAll(body, "[data-scale]", HTMLInputElement).forEach((input) => {
    const share = Math.round(100 * (get("scales")[input.dataset.scale ?? ""] ?? 1));
    if (Number(input.value) !== share) input.value = String(share);
    sayBeside(input, `${share} %`);
    input.closest("li")?.classList.toggle("scaled", share !== 100);
  });
  const all = find(body, "[data-scale-all]", HTMLInputElement);
  const shares = new Set(namedUnits(view).map((unit) => Math.round(100 * (get("scales")[unit] ?? 1))));
  if (shares.size === 1) all.value = [...shares].join();
  sayBeside(all, shares.size > 1 ? "mixed" : `${all.value} %`);
  find(body, "[data-why-reset]", HTMLButtonElement).disabled = !Object.values(get("scales")).some(
    (scale) => scale !== 1,
  );
}

/** Let the output of a slider say something. @param {HTMLInputElement} input @param {string} text */
function sayBeside({ nextElementSibling }, text) {
  if (nextElementSibling) nextElementSibling.textContent = text;
}

/** @param {HTMLElement} body @param {View} view */
function fillTurned(body, view) {
  find(body, ".why-read").hidden = !view.reading;
  find(body, ".why-reading strong").textContent = view.reading;
  find(body, ".why-reading .hint").textContent = moveWords(view, pageData("maps"));
  const classes = view.probabilities.map(({ index }) => index).join();
  if (classes !== state.classes) find(body, ".why-shares").innerHTML = sharesFrame(view.probabilities);
  state.classes = classes;
  findAll(body, ".why-shares li").forEach((item, k) => {
    const { name, share, percent } = view.probabilities[k];
    find(item, "i").style.height = `${100 * share}%`;
    item.dataset.tip = `${name}: ${percent}`;
  });
  const how = "Moving a slider scales what the unit says; the network and the maps then go on from there.";
  find(body, ".why-scaled").textContent = view.scaled ? view.scaled : how;
}

/**
 * Draw the panel; rows and sliders stay as long as they name the same units.
 * @param {HTMLElement} body
 * @param {View} view
 */
function render(body, view) {
  const rows = JSON.stringify([
    view.shows,
    view.columns,
    view.baseline,
    view.holds,
    view.axes.map((axis) => steps(axis).map(({ kind, term }) => term?.unit ?? kind)),
  ]);
  if (!body.firstChild) {
    body.innerHTML = frame();
    Object.assign(state, { rows: "", classes: "" });
  }
  state.view = view;
  if (rows !== state.rows) {
    Object.assign(state, { rows, domains: [] });
    refill(find(body, ".why-axes"), axesFrame(view));
    refill(find(body, ".why-holds"), holdsFrame(view));
  }
  find(body, ".why-sentence").textContent = view.sentence;
  findAll(body, ".axis").forEach((section, k) => fillAxis(section, view.axes[k], k, view.unit));
  find(byId("why-panel"), ".why-baseline").hidden = !view.baseline;
  showScales(body, view);
  fillTurned(body, view);
  showOnMap(view);
}

/** A formula as Dash has components in JSON: MathJax, two megabytes, comes with the first. @param {string} text */
const formula = (text) => ({
  namespace: "dash_core_components",
  type: "Markdown",
  props: { children: text, mathjax: true },
});

/** Both receipts in mathematics. @param {HTMLElement} element @param {EquationView} view */
function renderEquation({ id }, { formulas }) {
  setProps(id, { children: formulas.map(formula) });
}

/** @param {Event} event */
function onInput(event) {
  const { target } = event;
  if (!state.view || !(target instanceof HTMLInputElement) || !target.matches("[data-scale], [data-scale-all]")) return;
  const units = target.matches("[data-scale-all]") ? namedUnits(state.view) : [target.dataset.scale ?? ""];
  const scale = Number(target.value) / 100;
  turn({ ...get("scales"), ...Object.fromEntries(units.map((unit) => [unit, scale])) }, state.view);
}

/** @param {MouseEvent} event */
function onClick(event) {
  if (state.view && around(event, "[data-why-reset]")) turn({}, state.view);
}

/** Scale units; what comes of it is asked for at once. @param {Object<string, number>} scales @param {View} view */
function turn(scales, view) {
  set("scales", scales);
  showScales(byId("why-body"), view);
}

function start() {
  document.addEventListener("input", onInput);
  document.addEventListener("click", onClick);
}

/** @type {import("../core/panel.js").Panel} */
export const panel = { name: "why", views: { "why-body": render, "why-equation": renderEquation }, start };
