/* Why here: the waterfall of a receipt and what stands around it, as numbers and as HTML. */

import { dataset } from "../core/dataset.js";
import { escape } from "../core/format.js";
import { term } from "../core/terms.js";

/** What the glossary says of the rows that are no units. @type {Object<string, string>} */
const TERMS = { constant: "intercept", baseline: "baseline", residual: "residual" };
const MARGIN = 0.03; // of the range of the bars, on both sides

/**
 * @typedef {import("../types/views.js").WhyView} View
 * @typedef {import("../types/views.js").Term} Term
 * @typedef {import("../types/views.js").HoldingUnit} HoldingUnit
 * @typedef {import("../types/views.js").AxisReceipt} Axis
 * @typedef {{kind: string, from: number, to: number, amount: number, term?: Term, label: string, product: string}} Step
 */

/** The bars from top to bottom: each starts where the last one ended. @param {Axis} axis @returns {Step[]} */
export function steps({ start, start_label, terms, others, others_label, residual, total, decimals }) {
  const scale = 10 ** decimals; // whole numbers add up without error
  let level = Math.round(scale * start);
  /** @param {string} kind @param {number} amount @param {{label: string, product?: string, term?: Term}} rest */
  const step = (kind, amount, rest) => {
    const from = level;
    level += Math.round(scale * amount);
    return { kind, amount, from: from / scale, to: level / scale, product: "", ...rest };
  };
  /** @param {string} kind @param {number} amount @param {string} label */
  const whole = (kind, amount, label) => ({ kind, amount, from: 0, to: amount, label, product: "" });
  /** @param {Term} term */
  const named = (term) => ({ term, label: `unit ${term.unit}`, product: `${term.weight} × ${term.activation}` });
  return [
    whole("start", start, start_label),
    ...terms.map((term) => step("term", term.amount, named(term))),
    step("others", others, { label: others_label }),
    ...(residual === null ? [] : [step("residual", residual, { label: "residual" })]),
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

/** The units that have a slider. @param {{axes: Pick<Axis, "terms">[], holds: Pick<HoldingUnit, "unit">[]}} view */
export function namedUnits({ axes, holds }) {
  return [...new Set([...axes.flatMap(({ terms }) => terms), ...holds].map(({ unit }) => unit))];
}

/** @param {string} attributes @param {string} label */
const slider = (attributes, label) =>
  `<input type="range" min="0" max="200" step="5" value="100" ${attributes} aria-label="${label}" data-tip="${label}">`;

/** @param {number} unit */
const unitButton = (unit) =>
  `<button type="button" data-unit="${unit}" data-tip="What unit ${unit} responds to">unit ${unit}</button>`;
/** @param {number} unit */
const unitSlider = (unit) =>
  `${slider(`data-scale="${unit}"`, `Activation of unit ${unit}, per cent of its own`)}<output></output>`;

/** One row of the waterfall; its numbers come with `fillStep`. @param {Pick<Step, "kind" | "term" | "label">} step */
export function row({ kind, term: part, label }) {
  const plainName = ["residual", "start"].includes(kind) ? term(TERMS[label], label) : "<span></span>";
  const name = part ? unitButton(part.unit) : plainName;
  const turn = part && !part.silent ? unitSlider(part.unit) : "";
  return `<li class="step ${kind}"><span class="name">${name}</span><span class="product"></span
    ><span class="amount"></span>
    <span class="track"><i class="zero"></i><i class="bar"></i><i class="end"></i></span
    ><span class="turn">${turn}</span></li>`;
}

/** The arrow that points most nearly along a move, upwards being upwards. @param {number[]} move */
export const pointer = ([x, y]) => "→↗↑↖←↙↓↘"[(Math.round(Math.atan2(y, x) / (Math.PI / 4)) + 8) % 8];

/** The units that hold the digit, with their sliders. @param {Pick<View, "holds" | "holds_together">} view */
export function holdsFrame({ holds, holds_together: together }) {
  if (!holds.length) return "";
  /** @param {HoldingUnit} hold */
  const item = ({ unit, move, share }) => `<li class="hold"><span class="name">${unitButton(unit)}</span
    ><span class="amount">${pointer(move)} ${share}</span><span class="turn">${unitSlider(unit)}</span></li>`;
  const all = holds.length > 1 ? `; with all ${holds.length} turned off ${escape(together)}` : "";
  return `<h3>What holds it here</h3><p class="hint">Where the ${dataset().item} would go with this one unit turned
    off, and how
    far, of the map's diagonal${all}.</p><ol class="holds">${holds.map(item).join("")}</ol>`;
}

/** Both axes without their numbers. @param {{axes: Axis[]}} view */
export function axesFrame({ axes }) {
  /** @param {Axis} part */
  const axis = (part) =>
    `<section class="axis"><h3><span></span><span class="hint"></span></h3>
      <ol class="waterfall">${steps(part).map(row).join("")}</ol></section>`;
  return axes.map(axis).join("");
}

/** A bar for each class that is shown. @param {Pick<View["probabilities"][number], "index" | "name">[]} classes */
export function sharesFrame(classes) {
  const long = classes.some(({ name }) => name.length > 2);
  /** @param {typeof classes[number]} one */
  const share = ({ index, name }) =>
    `<li class="class-${index}"><i></i><span${long ? ' class="long"' : ""}>${escape(name)}</span></li>`;
  return classes.map(share).join("");
}

/** The panel without its numbers. */
export function frame() {
  const all = slider("data-scale-all", "Activations of all named units, per cent of their own");
  return `<div class="why-top"><div class="why-words"><p class="why-sentence"></p><div class="why-holds"></div></div>
    <div class="why-turn"><h3>Turn units down or up <button type="button" class="quiet" data-why-reset
      data-tip="Set every unit back to its own activation">Reset</button></h3>
    <label class="turn"><span>all named</span>${all}<output>100 %</output></label>
    <p class="why-reading" role="status"><span class="why-read">read as <strong></strong></span> <span
      class="hint"></span></p>
      <ol class="why-shares" aria-label="Probability of each class"></ol>
    <p class="hint why-scaled"></p></div></div><div class="why-axes"></div>`;
}

/**
 * How far the digit has moved, on the map in view first.
 * @param {Pick<View, "there" | "moves" | "projection">} view
 * @param {Pick<import("../types/views.js").MapDescription, "name" | "title" | "raw">[]} maps
 */
export function moveWords({ there, moves, projection }, maps) {
  if (!there) return "with every unit as it is";
  const others = maps.filter(({ name, raw }) => name !== projection && !raw);
  const rest = others.map(({ name, title }) => `${moves[name]} on ${title}`).join(", ");
  return `moved ${moves[projection]} of the map's diagonal (${rest})`;
}
