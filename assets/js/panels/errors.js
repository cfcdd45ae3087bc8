/* Errors: the images that are misread, and a matrix of what is taken for what, whose cells are groups. */

import * as strip from "../charts/strip.js";
import { step } from "../charts/cells.js";
import { cellOf, confusionOf, isMisread, misread, mostConfused } from "../core/confusion.js";
import { className, dataset } from "../core/dataset.js";
import { around, byId, find, findAll } from "../core/dom.js";
import { change } from "../core/group.js";
import { isPress } from "../core/keys.js";
import { load } from "../core/points.js";
import { choose, setting } from "../core/settings.js";
import { get, subscribe } from "../core/store.js";
import { howOf } from "../map/lasso.js";
import { headOf, matrix } from "./errors_frame.js";

/**
 * @typedef {import("../core/points.js").Points} Points
 * @typedef {{points: Points, counts: import("../core/confusion.js").Confusion, classes: number[]}} Mistakes
 */

const MOST = 20; // classes that the matrix has room for

/** @type {{view: Mistakes | null, shown: string}} what the strip shows, as text */
const state = { view: null, shown: "" };

/** Count what is taken for what. @returns {Promise<Mistakes>} */
async function count() {
  const points = await load();
  const counts = confusionOf(points, dataset().classes.length);
  return { points, counts, classes: mostConfused(counts, MOST) };
}

/** @param {HTMLElement} body @param {Mistakes} view */
function render(body, view) {
  Object.assign(state, { view, shown: "" });
  body.innerHTML = matrix(view.counts, view.classes);
  follow();
}

/** The images that are shown: all that are misread, or those of the group; of a group without any, all of it. */
function images() {
  const [{ view }, group] = [state, setting("errors-shown") === "group" ? get("group") : null];
  if (!view) return { shown: [], wrong: 0, group: null };
  const { columns } = view.points;
  const all = misread(view.points);
  if (!group) return { shown: all, wrong: all.length, group };
  const members = new Set(group.members);
  const wrong = all.filter((index) => members.has(index));
  const sure = [...group.members].sort((one, other) => columns.confidence[other] - columns.confidence[one]);
  return { shown: wrong.length ? wrong : sure, wrong: wrong.length, group };
}

/** Show the images, and which cells the group has. */
function follow() {
  const [panel] = findAll(document, "#errors-panel");
  const { view } = state;
  if (!panel || !view || !panel.querySelector("[data-label]")) return;
  mark(panel, view);
  const { shown, wrong, group } = images();
  const words = headOf(shown.length, wrong, group);
  const missing = setting("errors-shown") === "group" && !group;
  find(panel, ".errors-count").textContent = missing ? `No group is selected. ${words}` : words;
  const box = find(panel, ".errors-strip");
  if (state.shown === shown.join()) return;
  state.shown = shown.join();
  strip.fill(box, shown, view.points);
}

/** Press the cells of which all images are in the group. @param {HTMLElement} panel @param {Mistakes} view */
function mark(panel, { points, counts }) {
  const { label, predicted } = points.columns;
  /** @type {Object<string, number>} */
  const held = {};
  for (const index of get("group")?.members ?? []) {
    const cell = `${label[index]} ${predicted[index]}`;
    held[cell] = (held[cell] ?? 0) + 1;
  }
  for (const button of findAll(panel, "[data-label]")) {
    const { label: row, reading } = placeOf(button);
    const count = counts[row][reading];
    button.setAttribute("aria-pressed", String(count > 0 && held[`${row} ${reading}`] === count));
  }
}

/** @param {HTMLElement} button of a cell */
function placeOf({ dataset: { label, reading } }) {
  return { label: Number(label), reading: Number(reading) };
}

/** Select the images of a cell. @param {HTMLElement} button @param {{shiftKey: boolean, altKey: boolean}} event */
function select(button, event) {
  const { view } = state;
  if (!view || button.getAttribute("aria-disabled")) return;
  const { label, reading } = placeOf(button);
  const name = `labelled ${className(label)}, read ${className(reading)}`;
  change(howOf(event), cellOf(view.points, label, reading), name);
  choose({ "errors-shown": "group" });
}

/** @param {MouseEvent} event */
function onClick(event) {
  const button = around(event, "#errors-panel [data-label]");
  if (!button) return;
  reach(button);
  select(button, event);
}

/** Let Tab come back to a cell. @param {HTMLElement} button */
function reach(button) {
  for (const other of findAll(byId("errors-body"), "[data-label]")) other.tabIndex = other === button ? 0 : -1;
}

/**
 * Arrow keys walk over the matrix; Enter with Alt, which browsers do not count as a click, takes away, and with Shift,
 * of which Firefox does not tell in its click, adds.
 * @param {KeyboardEvent} event
 */
function onKey(event) {
  const [button, { view }] = [around(event, "#errors-panel [data-label]"), state];
  if (!button || !view) return;
  if ((event.altKey || event.shiftKey) && isPress(event)) {
    event.preventDefault();
    return select(button, event);
  }
  walk(button, view.classes, event);
}

/** @param {HTMLElement} button @param {number[]} classes @param {KeyboardEvent} event */
function walk(button, classes, event) {
  const { label, reading } = placeOf(button);
  const at = { row: classes.indexOf(label), column: classes.indexOf(reading) };
  const to =
    event.altKey || event.ctrlKey || event.metaKey ? null : step(event.key, at, classes.length, classes.length);
  if (!to) return;
  event.preventDefault();
  const next = findAll(byId("errors-body"), "[data-label]")[to.row * classes.length + to.column];
  reach(next);
  next.focus();
}

function start() {
  for (const key of /** @type {const} */ (["group", "settings"])) subscribe(key, follow);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}

/** @type {import("../core/panel.js").Panel} */
export const panel = { name: "errors", views: { "errors-body": render }, answers: { "errors-body": count }, start };
