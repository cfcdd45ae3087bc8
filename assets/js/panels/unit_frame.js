/* The dossier of one unit or two as HTML. */

import { signedBar } from "../charts/bars.js";
import { dataset } from "../core/dataset.js";
import { escape, plain, signed } from "../core/format.js";
import { term } from "../core/terms.js";

const PLOT = 100; // side of a drawing, in its own unit; the page stretches it
const ARROWS = 200; // side of the arrows' drawing
const REACH = 0.92; // of the longest loading, as a share of the way to the edge

/**
 * @typedef {import("../types/views.js").StrongDigit} StrongDigit
 * @typedef {import("../types/views.js").RelatedUnit} RelatedUnit
 * @typedef {import("../types/views.js").ClassRow} ClassRow
 * @typedef {import("../types/views.js").ActiveUnit} ActiveUnit
 * @typedef {import("../types/views.js").UnitView} Unit
 * @typedef {import("../types/views.js").DossierView} View
 */

/** The unit that a step leads to, around the end. @param {number} unit @param {number} step */
export function stepped(unit, step) {
  return (unit + step + dataset().units) % dataset().units;
}

/** The greatest magnitude, at least a little. @param {number[]} values */
function reach(values) {
  return Math.max(...values.map(Math.abs), 1e-9);
}

/** Heights as one path of bars from the ground. @param {number[]} counts */
export function barsPath(counts) {
  const top = reach(counts);
  /** @param {number} count @param {number} k */
  const bar = (count, k) => (count ? `M${k} ${PLOT}V${(PLOT * (1 - count / top)).toFixed(1)}h0.85V${PLOT}z` : "");
  return counts.map(bar).join("");
}

/** A bar to one side, or to both where some values are negative. @param {number} mean @param {number} top */
function meanBar(mean, top) {
  if (dataset().signed) return signedBar(mean, top);
  return `<span class="mean"><span style="width: ${((100 * mean) / top).toFixed(1)}%"></span></span>`;
}

/**
 * One class: mean activation and, where scores are weighted sums, the weight in its score.
 * @param {ClassRow} row
 * @param {number} meanTop
 * @param {number} outputTop
 */
function classRow({ index, name, mean, output }, meanTop, outputTop) {
  const weight = output === null ? "" : `${signedBar(output, outputTop)}<span class="number">${signed(output)}</span>`;
  return `<li class="class-${index}"><span class="digit">${escape(name)}</span>
    ${meanBar(mean, meanTop)}<span class="number">${plain(mean)}</span>
    ${weight}</li>`;
}

/** Means and weights by class, on scales that all units in view share. @param {Unit} unit @param {View} view */
function classRows(unit, view) {
  const all = view.units.flatMap(({ classes }) => classes);
  const [meanTop, outputTop] = [reach(all.map(({ mean }) => mean)), reach(all.map(({ output }) => output ?? 0))];
  const rows = unit.classes.map((row) => classRow(row, meanTop, outputTop));
  const weighed = unit.classes.some(({ output }) => output !== null);
  const weight = weighed ? `<span>Weight in its ${term("logit", "score")}</span>` : "";
  const brief = unit.classes.every(({ name }) => name.length < 3) ? "" : " named";
  return `<h3 class="class-heads"><span>Mean by class</span>${weight}</h3>
    <ol class="classes${brief}${weighed ? "" : " unweighed"}">${rows.join("")}</ol>`;
}

/** A digit as a button; the page paints its canvas. @param {StrongDigit} digit @param {string} shows */
function digitButton({ index, label, description }, shows) {
  const current = shows === `sample:${index}` ? ' aria-current="true"' : "";
  const said = escape(description);
  const own = label === null ? "" : ` class-${label}`;
  return `<button type="button" class="neighbour${own}" data-digit="${index}" data-tip="${said}"${current}
    ><canvas role="img" aria-label="${said}"></canvas></button>`;
}

/**
 * The images on which a unit fires most, and those on which it is most negative.
 * @param {Unit} unit
 * @param {View} view
 */
function strongest({ strongest: digits, weakest }, { shows }) {
  const { item, items, signed: both } = dataset();
  /** @param {StrongDigit[]} some */
  const row = (some) => `<div class="strong-digits">${some.map((one) => digitButton(one, shows)).join("")}</div>`;
  const title = `${items.slice(0, 1).toUpperCase()}${items.slice(1)} on which it`;
  const none = both ? "none: it is positive on none" : `none: no ${item} makes it fire`;
  const most = digits.length ? row(digits) : `<div class="strong-digits"><p>${none}</p></div>`;
  const least = weakest.length ? `<h3>… is most negative</h3>${row(weakest)}` : "";
  return `<h3>${title} ${both ? "is greatest" : "fires most"} <span class="hint">a click selects</span></h3>
    ${most}${least}`;
}

/** How its activations spread, and where the selected digit's lies. @param {Unit} unit */
function spread({ histogram, low, top, activation, standing, dead }) {
  const { item, items, signed: both } = dataset();
  const mark = ((histogram.length * (activation - low)) / (top - low)).toFixed(2);
  const fires = both ? "where it is not 0" : "on which it fires";
  const count = dead ? `no ${item} is above 0` : `of the ${items} ${fires}`;
  return `<h3>Activations <span class="hint">${count}</span></h3>
    <div class="spread"><svg viewBox="0 0 ${histogram.length} ${PLOT}" preserveAspectRatio="none" aria-hidden="true">
    <path class="counts" d="${barsPath(histogram)}"/><path class="mark" d="M${mark} 0V${PLOT}"/></svg>
    <p class="ends"><span>${low ? plain(low, 1) : "0"}</span><span>${top.toFixed(1)}</span></p></div
    ><p class="standing">${escape(standing)}</p>`;
}

/** A loading in the drawing, upwards positive. @param {number[]} loading @param {number} longest */
function place([x, y], longest) {
  const half = ARROWS / 2;
  return [half + (half * REACH * x) / longest, half - (half * REACH * y) / longest].map((value) => value.toFixed(1));
}

/** The unit's arrow among all the others. @param {number} unit @param {number[][]} loadings */
export function arrows(unit, loadings) {
  const longest = Math.max(...loadings.map(([x, y]) => Math.hypot(x, y)), 1e-9);
  /** @param {number[]} loading */
  const line = (loading) => `M100 100L${place(loading, longest).join(" ")}`;
  const [x, y] = place(loadings[unit], longest);
  return `<h3>Arrow on the biplot</h3><svg class="arrows" viewBox="0 0 ${ARROWS} ${ARROWS}" role="img"
    aria-label="weight ${signed(loadings[unit][0])} in PC1, ${signed(loadings[unit][1])} in PC2">
    <path class="axes" d="M0 100H200M100 0V200"/><path class="others" d="${loadings.map(line).join("")}"/>
    <path class="own" d="${line(loadings[unit])}"/><circle class="own" cx="${x}" cy="${y}" r="5"/>
    <text x="197" y="96" text-anchor="end">PC1</text><text x="105" y="14">PC2</text></svg>
    <p class="hint">PC1 ${signed(loadings[unit][0])}, PC2 ${signed(loadings[unit][1])}; grey: the others</p>`;
}

/** The units that go with it. @param {Unit} unit @param {View} view */
function related({ unit, related: others }, { units }) {
  /** @param {number} other */
  const beside = (other) =>
    units.length > 1
      ? ""
      : `<button type="button" class="quiet" data-units="${unit},${other}"
          data-tip="Units ${unit} and ${other} side by side">side by side</button>`;
  /** @param {RelatedUnit} one */
  const row = ({ unit: other, r }) =>
    `<li><button type="button" class="quiet" data-unit="${other}">unit ${other}</button
      ><span>r = ${signed(r)}</span>${beside(other)}</li>`;
  const rows = others.length ? others.map(row).join("") : "<li>none: what never varies goes with nothing</li>";
  return `<h3><span>Most ${term("correlation", "correlated")} units</span></h3><ol class="related">${rows}</ol>`;
}

/** One unit's dossier. @param {Unit} unit @param {View} view @param {number[][]} loadings */
function sheet(unit, view, loadings) {
  const parts = [strongest(unit, view), spread(unit), classRows(unit, view)];
  const sections = parts.map((part) => `<section>${part}</section>`).join("");
  const heading =
    view.units.length > 1
      ? `<h3 class="unit-name"><button type="button" class="quiet" data-unit="${unit.unit}">unit ${unit.unit}</button
          ><span class="hint">${escape(unit.summary)}</span></h3>`
      : "";
  return `${heading}<div class="sheet-of-unit${unit.dead ? " dead" : ""}">${sections}
    <section class="last"><div>${arrows(unit.unit, loadings)}</div><div>${related(unit, view)}</div></section></div>`;
}

/** The selected digit's strongest units. @param {View} view */
function active({ name, active: units, units: shown }) {
  const own = new Set(shown.map(({ unit }) => unit));
  /** @param {ActiveUnit} one */
  const chip = ({ unit, activation }) =>
    `<button type="button" class="quiet" data-unit="${unit}"${own.has(unit) ? ' aria-current="true"' : ""}
      >unit ${unit} <span class="hint">${activation.toFixed(1)}</span></button>`;
  const chips = units.length
    ? units.map(chip).join("")
    : `<span>${dataset().signed ? "none is positive" : "none fires"}</span>`;
  return `<p class="active-units"><span class="hint">Strongest on ${escape(name)}</span>${chips}</p>`;
}

/** The whole body. @param {View} view @param {number[][]} loadings */
export function content(view, loadings) {
  const sheets = view.units.map((unit) => `<article>${sheet(unit, view, loadings)}</article>`).join("");
  return `<div class="sheets">${sheets}</div>${active(view)}`;
}

/** Heading and the line under it. @param {{units: Pick<Unit, "unit" | "summary">[], together: string}} view */
export function heading({ units, together }) {
  return units.length > 1
    ? [`Units ${units[0].unit} and ${units[1].unit}`, together]
    : [`Unit ${units[0].unit}`, units[0].summary];
}

/** The units that are wanted, or null. @param {unknown} units @returns {number[] | null} */
export function known(units) {
  const fine = Array.isArray(units) && units.length > 0 && units.length < 3;
  return fine && units.every((unit) => Number.isInteger(unit) && unit >= 0 && unit < dataset().units)
    ? [...new Set(units)]
    : null;
}
