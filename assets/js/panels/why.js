/* Why here: the receipt of a position as a waterfall for each axis, with a slider on every unit that it names. */

import { post } from "../core/ask.js";
import { offer, setProps } from "../core/dash.js";
import { plain, probability, signed } from "../core/format.js";
import { tell } from "../core/notices.js";
import { pageData } from "../core/page_data.js";
import { subject } from "../core/selection.js";
import { get } from "../core/store.js";
import { Gate } from "../core/stream.js";
import { draws, show } from "../core/views.js";
import { again, whenAsked } from "../core/visibility.js";
import { showOnMaps } from "./why_map.js";

const ADDRESS = "/receipt";
const EQUATION_AFTER_MS = 250; // setting mathematics is slow, so it waits for the hand to rest
const MARGIN = 0.03; // of the range of the bars, on both sides

/**
 * @typedef {{unit: number, weight: string, activation: string, amount: number}} Term
 * @typedef {{name: string, decimals: number, start: number, terms: Term[], others: number, others_words: string,
 *   residual: number | null, total: number}} Axis
 * @typedef {{kind: string, from: number, to: number, amount: number, term?: Term, words: string, product: string}} Step
 */

/** The bars from top to bottom: each starts where the last one ended. @param {Axis} axis @returns {Step[]} */
export function steps({ start, terms, others, others_words, residual, total, decimals }) {
  const scale = 10 ** decimals; // whole numbers add up without error
  let level = Math.round(scale * start);
  const step = (kind, amount, rest) => {
    const from = level;
    level += Math.round(scale * amount);
    return { kind, amount, from: from / scale, to: level / scale, product: "", ...rest };
  };
  const whole = (kind, amount, words) => ({ kind, amount, from: 0, to: amount, words, product: "" });
  const named = (term) => ({ term, words: `unit ${term.unit}`, product: `${term.weight} × ${term.activation}` });
  return [
    whole("start", start, "constant"),
    ...terms.map((term) => step("term", term.amount, named(term))),
    step("others", others, { words: others_words }),
    ...(residual === null ? [] : [step("residual", residual, { words: "residual" })]),
    whole("total", total, "position"),
  ];
}

/** The range that holds all bars and zero, and `other` if given. @param {Step[]} all @param {number[]} [other] */
export function domainOf(all, other = [0, 0]) {
  const ends = all.flatMap(({ from, to }) => [from, to]);
  return [Math.min(...ends, other[0]), Math.max(...ends, other[1])];
}

/** Where a value is on the track, in per cent from its left. @param {number} value @param {number[]} domain */
export function percentAt(value, [low, high]) {
  const margin = MARGIN * (high - low) || 1;
  return (100 * (value - low + margin)) / (high - low + 2 * margin);
}

/**
 * The left edge and the width of a bar, in per cent.
 * @param {{from: number, to: number}} step
 * @param {number[]} domain
 */
export function barOf({ from, to }, domain) {
  const [left, right] = [Math.min(from, to), Math.max(from, to)].map((value) => percentAt(value, domain));
  return { left, width: right - left };
}

/** The units that the receipt names on either axis. @param {{axes: Axis[]}} view */
export function namedUnits({ axes }) {
  return [...new Set(axes.flatMap(({ terms }) => terms.map(({ unit }) => unit)))];
}

const slider = (attributes, label) =>
  `<input type="range" min="0" max="200" step="5" value="100" ${attributes} aria-label="${label}" title="${label}">`;

/** One row of the waterfall; its numbers come with `fillStep`. @param {Step} step */
export function row({ kind, term, words }) {
  const unit = term?.unit;
  const name =
    kind === "term"
      ? `<button type="button" data-unit="${unit}" title="What unit ${unit} responds to">${words}</button>`
      : "<span></span>";
  const turn =
    kind === "term"
      ? `${slider(`data-turn="${unit}"`, `Activation of unit ${unit}, per cent of its own`)}<output></output>`
      : "";
  return `<li class="step ${kind}"><span class="name">${name}</span><span class="product"></span
    ><span class="amount"></span>
    <span class="track"><i class="zero"></i><i class="bar"></i><i class="end"></i></span
    ><span class="turn">${turn}</span></li>`;
}

/** Both axes without their numbers. @param {{axes: Axis[]}} view */
function axesFrame({ axes }) {
  const axis = (part) =>
    `<section class="axis"><h3><span></span><span class="hint"></span></h3>
      <ol class="waterfall">${steps(part).map(row).join("")}</ol></section>`;
  return axes.map(axis).join("");
}

const MAPS = ["pca", "tsne", "umap"];

function frame() {
  const map = (name) =>
    `<figure data-map="${name}"><div><canvas></canvas><svg aria-hidden="true"></svg></div>
      <figcaption>${pageData("map").names[name]}<span></span></figcaption></figure>`;
  const share = (_, digit) => `<li class="class-${digit}"><i></i><span>${digit}</span></li>`;
  const all = slider("data-turn-all", "Activations of all named units, per cent of their own");
  return `<div class="why-top"><div class="why-words"><p class="why-sentence"></p><div class="why-fits"></div></div>
    <div class="why-turn"><h3>Turn units down or up <button type="button" class="quiet" data-why-reset
      title="Set every unit back to its own activation">Reset</button></h3>
    <label class="turn"><span>all named</span>${all}<output>100 %</output></label>
    <p class="why-reading" role="status">read as <strong></strong> <span class="hint"></span></p>
      <ol class="why-shares" aria-label="Probability of each class">${Array.from({ length: 10 }, share).join("")}</ol>
    <p class="hint why-turned"></p></div>
    <div class="why-maps">${MAPS.map(map).join("")}</div></div><div class="why-axes"></div>`;
}

/** The table of R². @param {{fits: {name: string, r2: string[], title: string}[], axes: Axis[]}} view */
export function fitsTable({ fits, axes }) {
  if (!fits.length) return "";
  const cells = ({ name, r2, title }) =>
    `<tr title="${title}"><th scope="row">${name}</th>${r2.map((share) => `<td>${share}</td>`).join("")}</tr>`;
  const head = axes.map(({ name }) => `<th scope="col">${name}</th>`).join("");
  return `<table><thead><tr><th scope="col" title="Share of the variance that the model accounts for; 1 is all of it"
    >R², cross-validated</th>${head}</tr></thead><tbody>${fits.map(cells).join("")}</tbody></table>`;
}

const state = { choices: {}, answered: 0, view: null, scales: {}, rows: "", domains: [], equation: 0 };
const panel = () => document.getElementById("why-panel");

/** What adds up to the place of the digit, with the units as the sliders say? */
const gate = new Gate(async (n) => {
  const asked = question();
  const answer = await post(ADDRESS, asked);
  gate.answered(n);
  if (n < state.answered || asked.selection !== get("selection")) return; // too late
  state.answered = n;
  arrive(answer);
});

/** What the panel is to show. The sliders are those of the digit that it shows; another one's units are as they are. */
function question() {
  const digit = subject();
  return { ...digit, ...state.choices, scales: state.view?.shows === digit.selection ? state.scales : {} };
}

/** Show the answer; without one, the panel may ask again when it is looked at or the digit is selected again. */
function arrive(answer) {
  tell(ADDRESS, answer.message);
  if (answer.message) delete panel().dataset.asked;
  else show(document.getElementById("why-body"), answer);
}

/** Put the numbers and the bar of a step into its row. @param {HTMLElement} item @param {Step} step */
function fillStep(item, step, domain, decimals) {
  const whole = step.kind === "start" || step.kind === "total";
  if (step.kind !== "term") item.querySelector(".name").textContent = step.words;
  item.querySelector(".product").textContent = step.product;
  item.querySelector(".amount").textContent =
    `${step.product ? "= " : ""}${(whole || step.product ? plain : signed)(step.amount, decimals)}`;
  item.classList.toggle("negative", step.amount < 0);
  const { left, width } = barOf(step, domain);
  Object.assign(item.querySelector(".bar").style, { left: `${left}%`, width: `${width}%` });
  item.querySelector(".zero").style.left = `${percentAt(0, domain)}%`;
  item.querySelector(".end").style.left = `${percentAt(step.to, domain)}%`;
}

/** Fill one axis; its scale only ever grows while units are turned, so that no bar jumps. */
function fillAxis(section, axis, k) {
  const all = steps(axis);
  state.domains[k] = domainOf(all, state.domains[k]);
  section.querySelector("h3 span").textContent = axis.name;
  section.querySelector("h3 .hint").textContent = `= ${plain(axis.total, axis.decimals)} ${state.view.unit}`;
  section
    .querySelectorAll(".step")
    .forEach((item, place) => fillStep(item, all[place], state.domains[k], axis.decimals));
}

/** Sliders and what stands beside them say the same, on both axes. */
function showScales(body) {
  body.querySelectorAll("[data-turn]").forEach((input) => {
    const share = Math.round(100 * (state.scales[input.dataset.turn] ?? 1));
    if (Number(input.value) !== share) input.value = share;
    input.nextElementSibling.textContent = `${share} %`;
    input.closest(".step").classList.toggle("turned", share !== 100);
  });
  const all = body.querySelector("[data-turn-all]");
  const shares = new Set(namedUnits(state.view).map((unit) => Math.round(100 * (state.scales[unit] ?? 1))));
  if (shares.size === 1) [all.value] = shares;
  all.nextElementSibling.textContent = shares.size > 1 ? "mixed" : `${all.value} %`;
  body.querySelector("[data-why-reset]").disabled = !Object.values(state.scales).some((scale) => scale !== 1);
}

function fillTurned(body, view) {
  body.querySelector(".why-reading strong").textContent = view.reading;
  body.querySelector(".why-reading .hint").textContent = view.there
    ? `moved ${view.moves[view.projection]} of the map's diagonal`
    : "with every unit as it is";
  body.querySelectorAll(".why-shares li").forEach((item, digit) => {
    item.firstChild.style.height = `${100 * view.probabilities[digit]}%`;
    item.title = `${digit}: ${probability(view.probabilities[digit])}`;
  });
  body.querySelectorAll("[data-map]").forEach((figure) => {
    figure.querySelector("figcaption span").textContent = view.there ? `moved ${view.moves[figure.dataset.map]}` : "";
    figure.classList.toggle("in-map", figure.dataset.map === view.projection);
  });
  const how = "Moving a slider scales what the unit says; the network and the maps then go on from there.";
  body.querySelector(".why-turned").textContent = view.turned ? view.turned : how;
}

/** Draw the panel; rows and sliders stay as long as they name the same units. @param {HTMLElement} body */
function render(body, view) {
  const rows = JSON.stringify([
    view.shows,
    view.columns,
    view.model,
    view.axes.map((axis) => steps(axis).map(({ words }) => words)),
  ]);
  if (!body.firstChild) body.innerHTML = frame();
  if (view.shows !== state.view?.shows) state.scales = {}; // another digit's units are as they are
  state.view = view;
  if (rows !== state.rows) {
    Object.assign(state, { rows, domains: [] });
    body.querySelector(".why-axes").innerHTML = axesFrame(view);
    body.querySelector(".why-fits").innerHTML = fitsTable(view);
  }
  body.querySelector(".why-sentence").textContent = view.sentence;
  body.querySelectorAll(".axis").forEach((section, k) => fillAxis(section, view.axes[k], k));
  panel().querySelector(".why-model").hidden = !view.fits.length;
  showScales(body);
  fillTurned(body, view);
  showOnMaps(view);
  askEquation();
}

/** Have the equation set, if it is looked at. */
function askEquation() {
  clearTimeout(state.equation);
  if (!panel().querySelector("details").open) return;
  state.equation = setTimeout(() => setProps("why-equation-asked", { data: question() }), EQUATION_AFTER_MS);
}

function onInput(event) {
  const { target } = event;
  const all = target.matches?.("[data-turn-all]");
  if (!state.view || !(all || target.matches?.("[data-turn]"))) return;
  const units = all ? namedUnits(state.view) : [target.dataset.turn];
  for (const unit of units) state.scales[unit] = Number(target.value) / 100;
  showScales(document.getElementById("why-body"));
  gate.ask();
}

function onClick(event) {
  if (!event.target.closest("[data-why-reset]")) return;
  state.scales = {};
  showScales(document.getElementById("why-body"));
  gate.ask();
}

function onToggle(event) {
  if (event.target.matches?.("#why-panel details")) askEquation();
}

function onAsked() {
  if (state.choices.map) gate.ask(); // if they are not known yet, they will ask
}

const callbacks = {
  /** Other terms, another model or map are chosen: asked for now, or when the panel comes into view. */
  choose(count, model, ...map) {
    state.choices = { count, model, map };
    again("why-panel");
  },
};

export function start() {
  draws("why-body", render);
  offer("digitscope_why", callbacks);
  whenAsked("why-panel", onAsked);
  document.addEventListener("input", onInput);
  document.addEventListener("click", onClick);
  document.addEventListener("toggle", onToggle, true); // it does not bubble
}
