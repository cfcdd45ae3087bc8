/* Two images compared: what the panel says and what stands around its pictures, as HTML. */

import { signedBar } from "../charts/bars.js";
import { dataset, one } from "../core/dataset.js";
import { escape, plain } from "../core/format.js";
import { warningMark } from "../core/terms.js";

export const HEIGHT = 100; // of the chart of the differences, in its own unit; the page stretches it
const GAP = 0.15; // between two bars, of a bar's share of the width
export const NAMES = ["A", "B"];
const LETTER_PX = 10; // from the middle of a letter on the map to the end of its disc

/**
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {import("../types/views.js").Side} Side
 * @typedef {import("../types/views.js").UnitDifference} UnitDifference
 * @typedef {import("../types/views.js").ReceiptRow} ReceiptRow
 * @typedef {import("../types/views.js").Contribution} Contribution
 * @typedef {import("../types/views.js").CompareView} View
 */

/** A number with three digits, as far as they are decimals. @param {number} value */
export const number = (value) => plain(value, Math.abs(value) < 9.995 ? 2 : 1);

/**
 * What A and B are, and how to choose another A.
 * @param {{pinned: boolean, sides: Pick<Side, "shows" | "name">[]}} view
 */
export function status({ pinned, sides }) {
  const { item, pad } = dataset();
  const other = pad ? ", or draw one," : "";
  if (pinned && sides[0].shows === sides[1].shows)
    return `A and B are the same ${item}. Select another${other} to compare it with A.`;
  if (pinned) return `A is pinned. Select another ${item}${other} to compare it with A.`;
  const nearest = `Nothing is pinned yet, so A is the nearest ${item} of another class, ${sides[0].name}.`;
  return `${nearest} Press “Pin” at ${one(item)} to keep it as A, then select another.`;
}

/**
 * Label and verdict of one side.
 * @param {Pick<Side, "name" | "label" | "labelled" | "predicted" | "reading" | "confidence" | "warning">} side
 * @param {string} letter
 */
export function caption({ name, label, labelled, predicted, reading, confidence, warning }, letter) {
  const known = label === null ? "" : `labelled ${escape(labelled)}, `;
  const verdict = label === null || label === predicted ? "" : ' class="wrong"';
  return `<strong>${letter}</strong> ${escape(name)}<br><span${verdict}>${known}read as ${escape(reading)}</span>,
    <span class="hint">${escape(confidence)}</span>${warning && "<br>"}${warningMark(warning, label)}`;
}

/** The greatest magnitude of a list, 1 if there is none. @param {number[]} values */
export function reach(values) {
  return Math.max(...values.map(Math.abs)) || 1;
}

/** Bars up and down from the middle as two paths. @param {number[]} values @param {number} top */
export function barPaths(values, top) {
  const paths = { positive: "", negative: "" };
  values.forEach((value, k) => {
    const end = (HEIGHT / 2) * (1 - value / top);
    const kind = value < 0 ? "negative" : "positive";
    if (value) paths[kind] += `M${(k + GAP / 2).toFixed(3)} ${HEIGHT / 2}V${end.toFixed(2)}h${1 - GAP}V${HEIGHT / 2}z`;
  });
  return paths;
}

/** A named bar as a button. @param {UnitDifference} one @param {number} top */
export function namedBar({ unit, values, difference }, top) {
  const height = (50 * Math.abs(difference)) / top;
  const foot = difference < 0 ? `top: 50%` : `bottom: 50%`;
  const text = `Unit ${unit}: ${number(values[0])} in A, ${number(values[1])} in B, difference ${number(difference)}`;
  return `<button type="button" data-unit="${unit}" data-tip="${text}" aria-label="${text}"><span class="column">
    <i class="${difference < 0 ? "negative" : "positive"}" style="height: ${height.toFixed(2)}%; ${foot}"></i></span>
    <span class="unit">${unit}</span></button>`;
}

/** The label of a row, a button if it is about a unit. @param {{label: string, unit: number | null}} row */
export function heading({ label, unit }) {
  return unit === null
    ? escape(label)
    : `<button type="button" class="unit" data-unit="${unit}" data-tip="Open unit ${unit}">${label}</button>`;
}

/** Both sums, line by line. @param {Pick<View, "receipt" | "axes">} view */
export function receipt({ receipt: rows, axes }) {
  /** @param {ReceiptRow} row */
  const line = (row) =>
    `<tr><th scope="row">${heading(row)}</th>${row.values.map((value) => `<td>${value}</td>`).join("")}</tr>`;
  const letters = axes.map(() => NAMES.map((letter) => `<th scope="col">${letter}</th>`).join("")).join("");
  const heads = axes.map((axis) => `<th scope="colgroup" colspan="2">${escape(axis)}</th>`).join("");
  return `<thead><tr><th></th>${heads}</tr>
    <tr><th></th>${letters}</tr></thead><tbody>${rows.map(line).join("")}</tbody>`;
}

/** What carries A to B, as bars. @param {Contribution[]} parts */
export function contributionBars(parts) {
  const top = reach(parts.map(({ share }) => share));
  /** @param {Contribution} part */
  const row = (part) =>
    `<li><span>${heading(part)}</span>${signedBar(part.share, top)}<span>${part.percent}</span></li>`;
  return parts.map(row).join("");
}

const FACES = NAMES.map(
  (letter) => `<figure><button type="button" class="face"><canvas role="img"></canvas></button>
    <figcaption class="side-${letter}"></figcaption></figure>`,
);

/** The panel without what it says. */
export const frame = () => `<p class="hint status"></p><p class="distances"></p>
  <div class="compare-top">
    <section><h3>The ${escape(dataset().items)}</h3><div class="three">
      ${FACES.join("")}
      <figure><div class="face"><img class="pixels" alt="B minus A, pixel by pixel"></div>
        <figcaption><strong>B − A</strong><br>pixel by pixel</figcaption></figure>
    </div></section>
    <section class="maps"><h3>Feature maps that differ most <span class="hint maps-hint"></span></h3>
      <div class="strips"><div class="channels"></div><span>A</span><span>B</span><span>B − A</span
        ><img class="both" alt=""><img class="differences" alt=""></div></section>
  </div>
  <section><h3><span class="count"></span> <span
      class="hint">activation in B − activation in A, greatest first; the strongest are named</span></h3>
    <div class="difference-chart"><div class="ends"><span></span><span>0</span><span></span></div>
      <div class="named"></div>
    <svg preserveAspectRatio="none" aria-hidden="true">
      <path class="positive"/><path class="negative"/></svg></div></section>
  <div class="compare-sums">
    <section><h3>Both receipts <span class="hint">each column adds up to a position</span></h3>
      <table class="sums"></table></section>
    <section><h3>What carries A to B <span class="hint">shares of the way; orange leads back</span></h3>
      <p class="sentence" role="status"></p><ol class="contributions"></ol></section>
  </div>`;

/** The line from A to B, to be laid over a map: a spot at each end, its letter beyond it. */
export function line() {
  const spots = '<circle class="spot" r="3.5"/>'.repeat(2);
  /** @param {string} letter */
  const end = (letter) =>
    `<g class="end"><circle r="${LETTER_PX - 1}"/><text text-anchor="middle" dy="4.5">${letter}</text></g>`;
  return `<path/>${spots}${NAMES.map(end).join("")}`;
}

/**
 * Where the letters of A and B stand: beyond the ends of the line, side by side if it has no length.
 * @param {Point[]} places
 * @param {number} gap
 * @returns {Point[]} in pixels, as the places
 */
export function letterPlaces([one, other], gap) {
  const [dx, dy] = [other[0] - one[0], other[1] - one[1]];
  const length = Math.hypot(dx, dy);
  const [x, y] = length ? [(gap * dx) / length, (gap * dy) / length] : [gap, 0];
  return [
    [one[0] - x, one[1] - y],
    [other[0] + x, other[1] + y],
  ];
}

/**
 * Where a letter stands that must not be cut: where it should, or beside its spot if the map ends above or below there.
 * @param {Point} letter
 * @param {Point} spot
 * @param {Point} size of the map, pixels
 * @returns {Point}
 */
export function inSight([x, y], spot, [width, height]) {
  const [left, up] = [within(x, width), within(y, height)];
  if (up === y) return [left, y];
  const aside = Math.sqrt(Math.max(0, (x - spot[0]) ** 2 + (y - spot[1]) ** 2 - (up - spot[1]) ** 2));
  return [within(spot[0] + (spot[0] > width / 2 ? -aside : aside), width), up];
}

/** Where the middle of a letter is all in sight. @param {number} place @param {number} size */
const within = (place, size) => Math.min(Math.max(place, LETTER_PX), size - LETTER_PX);
