/* The linear surrogate: signed weights as bars, a button for each unit, the selected digit in the fit's pictures. */

import { signedBar } from "../charts/bars.js";
import { offer, unchanged } from "../core/dash.js";
import { byId, find, findAll } from "../core/dom.js";
import { signed } from "../core/format.js";
import { draws } from "../core/views.js";
import { again } from "../core/visibility.js";

/**
 * @typedef {import("../types/views.js").Weights} Weights
 * @typedef {import("../types/views.js").FitPlace} FitPlace
 * @typedef {{unit: number, values: number[]}} Row
 */

/**
 * The strongest units of a map: those with the longest pair of values, longest first.
 * @param {number[][]} weights a pair for each unit
 * @param {number[] | null} spreads what each weight is multiplied by, if by anything
 * @param {number} count
 * @returns {Row[]}
 */
export function strongest(weights, spreads, count) {
  const rows = weights.map((pair, unit) => ({
    unit,
    values: pair.map((weight) => weight * (spreads ? spreads[unit] : 1)),
  }));
  return rows.sort((one, other) => Math.hypot(...other.values) - Math.hypot(...one.values)).slice(0, count);
}

/** The bars of the units as buttons. @param {Row[]} rows @param {string} name of the map */
export function bars(rows, name) {
  const top = Math.max(...rows.flatMap(({ values }) => values.map(Math.abs)), 0);
  /** @param {number} value */
  const cell = (value) => `${signedBar(value, top)}<span class="number">${signed(value)}</span>`;
  /** @param {Row} one */
  const row = ({ unit, values }) => {
    const words = `Unit ${unit}: ${signed(values[0])} along ${name} 1, ${signed(values[1])} along ${name} 2`;
    return `<li><button type="button" data-unit="${unit}" title="${words}">
      <span class="unit">${unit}</span>${values.map(cell).join("")}</button></li>`;
  };
  return rows.map(row).join("");
}

/**
 * Whether the page shows another map with a surrogate than the last one; a choice made here stays until then.
 * @param {string} projection
 * @param {string} followed
 */
export function isNew(projection, followed) {
  return ["tsne", "umap"].includes(projection) && projection !== followed;
}

const FRAME = `<p class="verdict" role="status"></p><p class="hint place"></p>
  <div class="weights-head" aria-hidden="true"><span>unit</span
    ><span class="axis-1"></span><span class="axis-2"></span></div>
  <ol class="weight-bars"></ol>`;

/**
 * @typedef {{projection: string, scale: string, count: number}} Choice
 * @type {{choice: Choice | null, places: Object<string, FitPlace> | null,
 *   followed: string}}
 */
const state = { choice: null, places: null, followed: "tsne" };

/** Put a ring on the selected digit in the picture of an axis's fit. @param {number} axis @param {number[]} mark */
function markFit(axis, [right, up]) {
  const ring = findAll(document, "#surrogate-panel .fit i")[axis];
  ring.hidden = false;
  Object.assign(ring.style, { left: `${100 * right}%`, bottom: `${100 * up}%` });
}

/** Show a map's bars and its words. @param {Choice} choice */
function showWeights({ projection, scale, count }) {
  const body = byId("surrogate-body");
  if (!body.firstChild) body.innerHTML = FRAME;
  /** @type {Weights} */
  const { maps, spreads } = JSON.parse(body.dataset.surrogates ?? "");
  const { name, weights, words } = maps[projection];
  find(body, ".verdict").textContent = words;
  [1, 2].forEach((axis) => (find(body, `.axis-${axis}`).textContent = `${name} ${axis}`));
  find(body, ".weight-bars").innerHTML = bars(strongest(weights, scale === "pull" ? spreads : null, count), name);
  findAll(document, "#surrogate-panel .fits p").forEach((title, axis) => (title.textContent = `${name} ${axis + 1}`));
}

/** Show where the selected digit is on the chosen map. */
function showPlace() {
  const place = state.choice && state.places?.[state.choice.projection];
  if (!place) return;
  find(document, "#surrogate-body .place").textContent = place.words;
  place.marks.forEach((mark, axis) => markFit(axis, mark));
}

/**
 * The server has said where the selected digit is.
 * @param {HTMLElement} body
 * @param {{places: Object<string, FitPlace>}} view
 */
function render(body, { places }) {
  state.places = places;
  showPlace();
}

const callbacks = {
  /** Show the map that the page shows, if it has a surrogate; out of view that waits. @param {string} projection */
  follow(projection) {
    if (!isNew(projection, state.followed)) return unchanged();
    if (!byId("surrogate-panel").classList.contains("in-view")) {
      again("surrogate-panel");
      return unchanged();
    }
    state.followed = projection;
    return projection;
  },

  /**
   * The visitor has chosen a map, what the bars are, or how many.
   * @param {string} projection
   * @param {string} scale
   * @param {number} count
   */
  choose(projection, scale, count) {
    state.choice = { projection, scale, count };
    showWeights(state.choice);
    showPlace();
  },
};

export function start() {
  draws("surrogate-body", render);
  offer("digitscope_surrogate", callbacks);
}
