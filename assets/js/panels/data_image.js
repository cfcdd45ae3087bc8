/* The data as an image: all digits in an overview, some forty of them line by line, and the selected one on top. */

import * as cells from "../charts/cells.js";
import { hide, show } from "../charts/hover_card.js";
import { bytesOf } from "../charts/picture.js";
import { offer } from "../core/dash.js";
import * as allFeatures from "../core/features.js";
import * as allPoints from "../core/points.js";
import { digitOf, isDrawn, pick } from "../core/selection.js";
import { get } from "../core/store.js";
import { frame, heads, margin, NEAR, summary, ticks, told } from "./data_frame.js";
import * as rows from "./data_rows.js";

const LINES = 480; // of the overview
const BRIGHT = 0.995; // share of all values below the last colour
const HELP = "Point at a cell to read it; click a line to select its digit, the head of a column to open its unit.";

/** @typedef {{row: number, place: number}} Cell a digit's row and a unit's place from the left */

const state = {
  features: null,
  points: null,
  kinds: "",
  order: null,
  places: null,
  columns: null,
  first: 0,
  pointed: null,
  subject: null,
};

const image = () => document.getElementById("data-image");
const part = (name) => image().querySelector(name);
const inSight = () => Math.min(NEAR, state.order.length);
const percent = (share) => `${(100 * share).toFixed(3)}%`;

/** Paint levels, `units` a line, as large as they are. */
function paint(canvas, levels) {
  const [width, height] = [state.columns.length, levels.length / state.columns.length];
  Object.assign(canvas, { width, height });
  canvas.getContext("2d").putImageData(new ImageData(rows.colours(levels, state.palette, state.top), width), 0, 0);
}

function build() {
  image().innerHTML = frame();
  state.palette = bytesOf(image().dataset.palette);
  state.clustered = JSON.parse(image().dataset.order);
  state.top = rows.ceiling(state.features.levels, BRIGHT);
  part(".top").textContent = `${(state.top * state.features.step).toFixed(1)} or more`;
  part(".exact").textContent = `activation, ±${(state.features.step / 2).toFixed(2)};`;
  part(".told").textContent = HELP;
}

/** Bring rows and columns into an order. @param {string} kind of the rows @param {string} columnKind */
function arrange(kind, columnKind) {
  if (state.kinds === `${kind} ${columnKind}`) return;
  const { label, "pca-1": score } = state.points.columns;
  state.kinds = `${kind} ${columnKind}`;
  state.order = rows.rowOrder(kind, label, score);
  state.places = rows.places(state.order);
  state.columns = columnKind === "clustered" ? state.clustered : state.clustered.map((_, unit) => unit);
  state.byClass = kind === "class";
  const [count, lines] = [state.order.length, Math.min(LINES, state.order.length)];
  paint(part(".overview canvas"), rows.compress(state.features, state.order, state.columns, lines));
  part(".title").innerHTML = summary(count, lines);
  part(".bands").innerHTML = margin(state.byClass ? rows.bands(state.order, label) : null, count);
  part(".units").innerHTML = heads(state.columns);
  part(".ticks").innerHTML = ticks(columnKind, state.columns.length);
  state.first = -1;
}

/** What is selected: its values, and its row if it has one. @param {string} selection */
function describe(selection) {
  const { label, "pca-1": score } = state.points.columns;
  if (!isDrawn(selection)) {
    const index = digitOf(selection);
    const levels = rows.cut(state.features, state.order, state.columns, state.places[index], 1);
    return { shows: selection, name: `No. ${index}`, levels, row: state.places[index], isRow: true };
  }
  const landing = get("landing");
  if (!landing) return null; // wiped meanwhile; the digit of before comes next
  const levels = rows.levelsOf(landing.features, state.features.step, state.columns);
  const row = state.byClass ? rows.rowFor(landing.predicted, landing.scores[0], state.order, label, score) : null;
  return { shows: landing.shows, name: "drawing", values: landing.features, levels, row, isRow: false };
}

/** Show `NEAR` rows around one, unless it is in sight already. @param {number} row @param {boolean} always */
function bring(row, always) {
  const [count, size] = [state.order.length, inSight()];
  if (!always && state.first >= 0 && row >= state.first && row < state.first + size) return;
  state.first = rows.firstAround(row, size, count);
  paint(part(".rows canvas"), rows.cut(state.features, state.order, state.columns, state.first, size));
  const label = (digit) => state.points.columns.label[digit];
  const digits = Array.from(state.order.subarray(state.first, state.first + size));
  part(".labels").innerHTML = digits.map((digit) => `<b class="class-${label(digit)}">${label(digit)}</b>`).join("");
  Object.assign(part(".window").style, { top: percent(state.first / count), height: percent(size / count) });
  mark();
}

/** Put the marks on the selected row. */
function mark() {
  const { row, isRow } = state.subject ?? { row: null };
  const near = row === null ? -1 : row - state.first;
  part(".overview .here").hidden = row === null;
  part(".overview .here").style.top = percent((row + 0.5) / state.order.length);
  part(".rows .here").hidden = near < 0 || near >= inSight();
  part(".rows .here").classList.toggle("between", !isRow); // a drawing stands between two rows
  Object.assign(part(".rows .here").style, {
    top: percent(near / inSight()),
    height: percent(isRow ? 1 / inSight() : 0),
  });
}

function select(selection) {
  const subject = describe(selection);
  if (!subject) return;
  state.subject = subject;
  part(".name").textContent = subject.name;
  paint(part(".one canvas"), subject.levels);
  bring(subject.row ?? Math.max(state.first, 0), state.first < 0);
  mark();
  document.getElementById("data-panel").dataset.shows = subject.shows;
}

/* Pointing */

/** The value in a cell of the data set in words. @param {Cell} cell */
function value({ row, place }) {
  const { levels, units, step: one } = state.features;
  return rows.words(one * levels[state.order[row] * units + state.columns[place]]);
}

/**
 * Point at a cell, or at a column with no row, or at nothing; what is said stays.
 * @param {Cell | null} cell
 * @param {string} said
 */
function point(cell, said) {
  state.pointed = cell;
  const near = (cell?.row ?? -1) - state.first;
  part(".rows .row").hidden = near < 0 || near >= inSight();
  part(".rows .column").hidden = !cell;
  Object.assign(part(".rows .row").style, { top: percent(near / inSight()), height: percent(1 / inSight()) });
  const width = 1 / state.columns.length;
  Object.assign(part(".rows .column").style, { left: percent((cell?.place ?? 0) * width), width: percent(width) });
  if (said) part(".told").innerHTML = said;
}

/** Point at a digit's cell and say all about it. @param {Cell} cell */
function pointAtDigit(cell) {
  const digit = state.order[cell.row];
  const unit = state.columns[cell.place];
  point(cell, told(`No. ${digit}, labelled ${state.points.columns.label[digit]}`, unit, value(cell)));
}

/** The cell of an element under the pointer, counted within the element. */
function under(element, event, lines) {
  const { row, column } = cells.under(element, event, lines, state.columns.length);
  return { row, place: column };
}

/** The cell of the data set under the pointer, or null. */
function cellAt(event) {
  const picture = event.target.closest(".overview, .rows");
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

/** The selected one's own strip and the heads of the columns name units only. */
function pointAtUnit(event) {
  const head = event.target.closest("[data-place]");
  const place = head ? Number(head.dataset.place) : under(part(".one"), event, 1).place;
  const unit = state.columns[place];
  if (head) return point({ row: null, place }, `unit ${unit}`);
  const { name, values, row, isRow } = state.subject;
  point({ row: null, place }, told(name, unit, isRow ? value({ row, place }) : rows.words(values[unit])));
}

function onMove(event) {
  if (!state.subject) return;
  const inside = event.target.closest?.("#data-image");
  const cell = inside && cellAt(event);
  if (cell) {
    if (event.target.closest(".overview")) bring(cell.row, true);
    pointAtDigit(cell);
    if (event.pointerType !== "touch")
      show(state.order[cell.row], event, `unit ${state.columns[cell.place]}: ${value(cell)}`);
    state.card = true;
    return;
  }
  if (state.card) hide();
  state.card = false;
  if (inside && event.target.closest(".one, [data-place]")) pointAtUnit(event);
  else if (state.pointed && !part(".rows").contains(document.activeElement)) point(null);
}

/** Select what is pointed at: a click is told in whole pixels and may lie a line off. */
function onClick(event) {
  const inside = state.subject && event.target.closest("#data-image :is(.overview, .rows)");
  if (inside && state.pointed) pick(state.order[state.pointed.row]);
}

/** Walk over the heads of the columns. */
function walkHeads(event, head) {
  const to = cells.step(event.key, { row: 0, column: Number(head.dataset.place) }, 1, state.columns.length);
  if (!to) return;
  event.preventDefault();
  head.tabIndex = -1;
  const next = head.parentElement.children[to.column];
  next.tabIndex = 0;
  next.focus();
  point({ row: null, place: to.column }, `unit ${state.columns[to.column]}`);
}

function onKey(event) {
  if (!state.subject || !event.target.closest?.("#data-image")) return;
  const head = event.target.closest("[data-place]");
  if (head) return walkHeads(event, head);
  if (!event.target.closest(".rows")) return;
  const from = { row: state.pointed?.row ?? state.subject.row ?? state.first, column: state.pointed?.place ?? 0 };
  if (event.key === "Enter") return pick(state.order[from.row]);
  const to = cells.step(event.key, from, state.order.length, state.columns.length, NEAR);
  if (!to) return;
  event.preventDefault();
  bring(to.row, false);
  pointAtDigit({ row: to.row, place: to.column });
}

const callbacks = {
  /** The panel is in view: draw it, or bring it up to date with the selection and the orders. */
  async show(selection, kind, columnKind) {
    if (!selection) return;
    try {
      [state.points, state.features] = await Promise.all([allPoints.load(), allFeatures.load()]);
    } catch (error) {
      image().textContent = `The picture cannot be drawn, ${error.message}. Select another digit to try again.`;
      document.getElementById("data-panel").dataset.shows = selection; // the drawing waits for nobody
      return;
    }
    if (!image().querySelector("canvas")) build();
    arrange(kind, columnKind);
    select(selection);
  },
};

export function start() {
  offer("digitscope_data", callbacks);
  for (const name of ["pointermove", "pointerdown"]) document.addEventListener(name, onMove); // a finger does not hover
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}
