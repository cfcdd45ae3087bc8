/* The data as a picture: all images in an overview, some forty of them line by line, and the selected one on top. */

import * as cells from "../charts/cells.js";
import { hide, show } from "../charts/hover_card.js";
import { paintPixels } from "../charts/picture.js";
import { bytesOf } from "../core/base64.js";
import { dataset, labelled } from "../core/dataset.js";
import { around, byId, find } from "../core/dom.js";
import * as allFeatures from "../core/features.js";
import { hasModifier } from "../core/keys.js";
import * as allPoints from "../core/points.js";
import { digitOf, pick, positionOf } from "../core/selection.js";
import { get, subscribe } from "../core/store.js";
import { band, cellText, frame, heads, margin, NEAR, summary, ticks } from "./data_frame.js";
import * as rows from "./data_rows.js";
import { state } from "./data_state.js";

const LINES = 480; // of the overview
const BRIGHT = 0.995; // share of all values below the last colour
const help = () =>
  `Point at a cell to read it; click a line to select its ${dataset().item}, the head of a column to open its unit.`;

/**
 * @typedef {{row: number, place: number}} DataCell a digit's row and a unit's place from the left
 * @typedef {import("./data_state.js").DataColumn} DataColumn
 * @typedef {{"digit": {selection: string, drawing?: {shows: string}}, "data-rows": string,
 *   "data-columns": string}} DataQuestion
 * @typedef {{shows: string, rows: string, columns: string}} DataView
 * @typedef {import("./data_state.js").Subject} Subject
 */

const image = () => byId("data-image");
/** @param {string} name */
const part = (name) => find(image(), name);
/** @param {string} name */
const canvas = (name) => find(image(), name, HTMLCanvasElement);
const inSight = () => Math.min(NEAR, state.order.length);
/** @param {number} share */
const percent = (share) => `${(100 * share).toFixed(3)}%`;

/** The class of each image: as it is labelled or, if none is, as it is read. */
const classes = () => state.points.columns[dataset().labelled ? "label" : "predicted"];

/** Paint levels, a pixel each. @param {HTMLCanvasElement} canvas @param {Uint8ClampedArray} levels */
function paint(canvas, levels) {
  paintPixels(canvas, rows.colours(levels, state.palette, state.top, state.ground), state.columns.length);
}

function build() {
  state.kinds = "";
  image().innerHTML = frame();
  state.palette = bytesOf(image().dataset.palette ?? "");
  state.clustered = JSON.parse(image().dataset.order ?? "[]");
  state.along = image().dataset.along ?? "";
  state.ground = rows.levelOfZero(state.features);
  state.top = rows.ceiling(state.features.levels, BRIGHT, state.ground);
  const top = (state.top * state.features.step).toFixed(1);
  part(".top").textContent = `${top} or more`;
  part(".low").textContent = state.ground ? `−${top} or less` : "0";
  part(".viridis").classList.toggle("diverging", state.ground > 0);
  part(".exact").textContent = `activation, ±${(state.features.step / 2).toFixed(2)};`;
  part(".readout").textContent = help();
}

/** Bring rows and columns into an order. @param {string} kind of the rows @param {string} columnKind */
function arrange(kind, columnKind) {
  if (state.kinds === `${kind} ${columnKind}`) return;
  const [label, score] = [classes(), state.points.columns[state.along]];
  state.kinds = `${kind} ${columnKind}`;
  state.order = rows.rowOrder(kind, label, score);
  state.places = rows.places(state.order);
  state.columns = columnKind === "clustered" ? state.clustered : state.clustered.map((_, unit) => unit);
  state.byClass = kind === "class";
  const [count, lines] = [state.order.length, Math.min(LINES, state.order.length)];
  paint(canvas(".overview canvas"), rows.compress(state.features, state.order, state.columns, lines));
  part(".title").innerHTML = summary(count, lines);
  part(".bands").innerHTML = margin(state.byClass ? rows.bands(state.order, label) : null, count);
  part(".units").innerHTML = heads(state.columns);
  part(".ticks").innerHTML = ticks(columnKind, state.columns.length);
  state.first = -1;
}

/** What is selected: its values, and its row if it has one. @param {string} selection @returns {Subject | null} */
function describe(selection) {
  const [label, score] = [classes(), state.points.columns[state.along]];
  const index = digitOf(selection);
  if (index !== null) {
    const levels = rows.cut(state.features, state.order, state.columns, state.places[index], 1);
    return { shows: selection, name: `No. ${index}`, levels, row: state.places[index], values: null };
  }
  const landing = get("landing");
  if (!landing) return null; // wiped meanwhile; the digit of before comes next
  const levels = rows.levelsOf(landing.features, state.features, state.columns);
  const row = state.byClass ? rows.rowFor(landing.predicted, placed(landing), state.order, label, score) : null;
  return { shows: landing.shows, name: "drawing", values: landing.features, levels, row };
}

/** Where a landing would stand within its class. @param {import("../core/store.js").Landing} landing */
const placed = (landing) => positionOf(landing, [state.along, state.along])[0];

/** Show `NEAR` rows around one, unless it is in sight already. @param {number} row @param {boolean} always */
function bring(row, always) {
  const [count, size] = [state.order.length, inSight()];
  if (!always && state.first >= 0 && row >= state.first && row < state.first + size) return;
  state.first = rows.firstAround(row, size, count);
  paint(canvas(".rows canvas"), rows.cut(state.features, state.order, state.columns, state.first, size));
  /** @param {number} digit */
  const label = (digit) => classes()[digit];
  const digits = Array.from(state.order.subarray(state.first, state.first + size));
  part(".labels").innerHTML = digits.map((digit) => band(label(digit))).join("");
  Object.assign(part(".window").style, { top: percent(state.first / count), height: percent(size / count) });
  mark();
}

/** Put the marks on the selected row. */
function mark() {
  const { row, values } = state.subject ?? { row: null, values: null };
  const near = row === null ? -1 : row - state.first;
  part(".overview .here").hidden = row === null;
  part(".overview .here").style.top = percent(((row ?? 0) + 0.5) / state.order.length);
  part(".rows .here").hidden = near < 0 || near >= inSight();
  part(".rows .here").classList.toggle("between", values !== null); // a drawing stands between two rows
  Object.assign(part(".rows .here").style, {
    top: percent(near / inSight()),
    height: percent(values ? 0 : 1 / inSight()),
  });
}

/** @param {string} selection */
function select(selection) {
  const subject = describe(selection);
  if (!subject) return;
  state.subject = subject;
  part(".name").textContent = subject.name;
  paint(canvas(".one canvas"), subject.levels);
  bring(subject.row ?? Math.max(state.first, 0), state.first < 0);
  mark();
}

/* Pointing */

/** The value in a cell of the data set in words. @param {DataCell} cell */
function value({ row, place }) {
  const { levels, units, zero, step: one } = state.features;
  return rows.activationText(zero + one * levels[state.order[row] * units + state.columns[place]]);
}

/**
 * Point at a cell, or at a column with no row, or at nothing; what is said stays.
 * @param {DataColumn | null} cell
 * @param {string} [said]
 */
function point(cell, said) {
  state.pointed = cell;
  const near = (cell?.row ?? -1) - state.first;
  part(".rows .row").hidden = near < 0 || near >= inSight();
  part(".rows .column").hidden = !cell;
  Object.assign(part(".rows .row").style, { top: percent(near / inSight()), height: percent(1 / inSight()) });
  const width = 1 / state.columns.length;
  Object.assign(part(".rows .column").style, { left: percent((cell?.place ?? 0) * width), width: percent(width) });
  if (said) part(".readout").innerHTML = said;
}

/** Point at a digit's cell and say all about it. @param {DataCell} cell */
function pointAtDigit(cell) {
  const digit = state.order[cell.row];
  const unit = state.columns[cell.place];
  const known = labelled(state.points.columns.label[digit]).replace(/, $/, "");
  point(cell, cellText([`No. ${digit}`, ...(known ? [known] : [])].join(", "), unit, value(cell)));
}

/**
 * The cell of an element under the pointer, counted within the element.
 * @param {Element} element
 * @param {MouseEvent} event
 * @param {number} lines
 * @returns {DataCell}
 */
function under(element, event, lines) {
  const { row, column } = cells.under(element, event, lines, state.columns.length);
  return { row, place: column };
}

/** The cell of the data set under the pointer, or null. @param {MouseEvent} event */
function cellAt(event) {
  const picture = around(event, ".overview, .rows");
  if (!picture) return null;
  if (picture.matches(".rows")) {
    const { row, place } = under(picture, event, inSight());
    return { row: state.first + row, place };
  }
  const lines = Math.min(LINES, state.order.length);
  const { row, place } = under(picture, event, lines);
  const [from, to] = rows.rowsOf(row, lines, state.order.length);
  return { row: Math.floor((from + to - 1) / 2), place };
}

/** The selected one's own strip and the heads of the columns name units only. @param {PointerEvent} event */
function pointAtUnit(event) {
  const head = around(event, "[data-place]");
  const place = head ? Number(head.dataset.place) : under(part(".one"), event, 1).place;
  const unit = state.columns[place];
  if (head) return point({ row: null, place }, `unit ${unit}`);
  if (!state.subject) return;
  const { name, values, row } = state.subject;
  point(
    { row: null, place },
    cellText(name, unit, values ? rows.activationText(values[unit]) : value({ row: row ?? 0, place })),
  );
}

/** @param {PointerEvent} event */
function onMove(event) {
  if (!state.subject || !document.getElementById("data-image")) return;
  const inside = around(event, "#data-image");
  const cell = inside && cellAt(event);
  if (cell) {
    if (around(event, ".overview")) bring(cell.row, true);
    pointAtDigit(cell);
    if (event.pointerType !== "touch")
      show(state.order[cell.row], event, `unit ${state.columns[cell.place]}: ${value(cell)}`);
    state.card = true;
    return;
  }
  if (state.card) hide();
  state.card = false;
  if (inside && around(event, ".one, [data-place]")) pointAtUnit(event);
  else if (state.pointed && !part(".rows").contains(document.activeElement)) point(null);
}

/** Select what is pointed at: a click is told in whole pixels and may lie a line off. @param {MouseEvent} event */
function onClick(event) {
  const inside = state.subject && around(event, "#data-image :is(.overview, .rows)");
  if (inside && state.pointed?.row != null) pick(state.order[state.pointed.row]);
}

/** Walk over the heads of the columns. @param {KeyboardEvent} event @param {HTMLElement} head */
function walkHeads(event, head) {
  const to = cells.step(event.key, { row: 0, column: Number(head.dataset.place) }, 1, state.columns.length);
  if (!to) return;
  event.preventDefault();
  head.tabIndex = -1;
  const next = find(image(), `[data-place="${to.column}"]`);
  next.tabIndex = 0;
  next.focus();
  point({ row: null, place: to.column }, `unit ${state.columns[to.column]}`);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (!state.subject || !around(event, "#data-image") || hasModifier(event)) return;
  const head = around(event, "[data-place]");
  if (head) return walkHeads(event, head);
  if (!around(event, ".rows")) return;
  const from = { row: state.pointed?.row ?? state.subject.row ?? state.first, column: state.pointed?.place ?? 0 };
  if (event.key === "Enter") return pick(state.order[from.row]);
  const to = cells.step(event.key, from, state.order.length, state.columns.length, NEAR);
  if (!to) return;
  event.preventDefault();
  bring(to.row, false);
  pointAtDigit({ row: to.row, place: to.column });
}

/** What the picture needs, and what it is to show. @param {DataQuestion} question */
async function load(question) {
  [state.points, state.features] = await Promise.all([allPoints.load(), allFeatures.load()]);
  const { selection, drawing } = question.digit;
  return { shows: drawing?.shows ?? selection, rows: question["data-rows"], columns: question["data-columns"] };
}

/**
 * Draw it, or bring it up to date with the selection and the orders.
 * @param {HTMLElement} element
 * @param {DataView} view
 */
function render(element, view) {
  if (!element.querySelector("canvas")) build();
  arrange(view.rows, view.columns);
  select(view.shows);
}

function start() {
  subscribe("mounted", () => Object.assign(state, { subject: null, pointed: null })); // what is there is not drawn yet
  // A finger does not hover.
  for (const name of /** @type {const} */ (["pointermove", "pointerdown"])) document.addEventListener(name, onMove);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}

/** @type {import("../core/panel.js").Panel} */
export const panel = { name: "data", views: { "data-image": render }, answers: { "data-image": load }, start };
