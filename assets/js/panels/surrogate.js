/* The linear surrogate: signed weights as bars, a button for each unit, the selected digit in the fit's pictures. */

import { signedBar } from "../charts/bars.js";
import { drawBiplot } from "../charts/biplot.js";
import { find, findAll } from "../core/dom.js";
import { escape, signed } from "../core/format.js";
import { mapOf } from "../core/map_choice.js";
import { choose, setting } from "../core/settings.js";
import { subscribe } from "../core/store.js";
import { redraw } from "../core/views.js";

/**
 * @typedef {import("../types/views.js").Weights} Weights
 * @typedef {import("../types/views.js").FitPlace} FitPlace
 * @typedef {import("../types/views.js").FitsView} FitsView
 * @typedef {import("../types/views.js").SurrogateView} SurrogateView
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
    const text = `Unit ${unit}: ${signed(values[0])} along ${name} 1, ${signed(values[1])} along ${name} 2`;
    return `<li><button type="button" data-unit="${unit}" data-tip="${escape(text)}">
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
  return !mapOf(projection).exact && projection !== followed;
}

const FRAME = `<p class="verdict" role="status"></p><p class="hint place"></p>
  <div class="weights-head" aria-hidden="true"><span>unit</span
    ><span class="axis-1"></span><span class="axis-2"></span></div>
  <ol class="weight-bars"></ol>`;

/** @type {{places: Object<string, FitPlace>, followed: string}} */
const state = { places: {}, followed: "" };

/** Put a ring on the selected digit in the picture of an axis's fit. @param {number} axis @param {number[]} mark */
function markFit(axis, [right, up]) {
  const ring = findAll(document, "#surrogate-panel .fit i")[axis];
  ring.hidden = false;
  Object.assign(ring.style, { left: `${100 * right}%`, bottom: `${100 * up}%` });
}

/** Show the bars and the words of the chosen map. @param {HTMLElement} body */
function showWeights(body) {
  const [projection, scale, count] = ["map", "scale", "arrows"].map((name) => setting(`surrogate-${name}`));
  /** @type {Weights} */
  const { maps, spreads } = JSON.parse(body.dataset.surrogates ?? "");
  const { name, weights, quality } = maps[projection];
  find(body, ".verdict").textContent = quality;
  [1, 2].forEach((axis) => (find(body, `.axis-${axis}`).textContent = `${name} ${axis}`));
  find(body, ".weight-bars").innerHTML = bars(
    strongest(weights, scale === "pull" ? spreads : null, Number(count)),
    name,
  );
  findAll(document, "#surrogate-panel .fits p").forEach((title, axis) => (title.textContent = `${name} ${axis + 1}`));
}

/** Show where the selected digit is on the chosen map. @param {HTMLElement} body */
function showPlace(body) {
  const place = state.places[setting("surrogate-map")];
  find(body, ".place").textContent = place.caption;
  place.marks.forEach((mark, axis) => markFit(axis, mark));
}

/**
 * Draw the weights of the chosen map, and where the selected digit is on it.
 * @param {HTMLElement} body
 * @param {SurrogateView} view
 */
function render(body, { places }) {
  state.places = places;
  if (!body.firstChild) body.innerHTML = FRAME;
  showWeights(body);
  showPlace(body);
}

/** Predicted against true positions, a picture an axis. @param {HTMLElement} fits @param {FitsView} view */
function renderFits(fits, { pictures }) {
  findAll(fits, "img", HTMLImageElement).forEach((image, axis) => (image.src = pictures[axis]));
}

/** Show the map that the page shows, if it has a surrogate; a choice made here stays until then. */
function follow() {
  const projection = setting("map-projection");
  const another = isNew(projection, state.followed);
  if (another) state.followed = projection;
  if (another) choose({ "surrogate-map": projection });
  else redraw("surrogate-body");
}

function start() {
  follow(); // the link may have chosen a map already
  subscribe("settings", follow);
}

/** @type {import("../core/panel.js").Panel} */
export const panel = {
  name: "surrogate",
  views: { "surrogate-biplot": drawBiplot, "surrogate-fits": renderFits, "surrogate-body": render },
  start,
};
