/* What stands beside the pad: undo and redo, pen and eraser, and the digit that can be put on it. */

import { around, findAll } from "../core/dom.js";
import { digitOf } from "../core/selection.js";
import { get, subscribe } from "../core/store.js";
import { announce } from "./message.js";
import { canRedo, canUndo, choose, clear, putDigit, redo, tools, undo } from "./pad.js";
import { canvas } from "./paint.js";

const TEXT_FIELDS = "textarea, [contenteditable], input:not([type=range], [type=checkbox], [type=radio], [type=file])";

/**
 * What a key means for the history: Ctrl or ⌘ with Z goes back, with Shift too it goes on, and so does Ctrl with Y.
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">} event
 * @returns {"undo" | "redo" | null}
 */
export function shortcut({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  if (ctrlKey === metaKey || altKey) return null;
  if (key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  return key.toLowerCase() === "y" && !shiftKey ? "redo" : null;
}

/** The width of the pen after another one, around the end. @param {string[]} widths @param {string} width */
export function nextWidth(widths, width) {
  return widths[(widths.indexOf(width) + 1) % widths.length];
}

/** @param {string} id */
function buttonOf(id) {
  return findAll(document, `#${id}`, HTMLButtonElement).at(0);
}

/** @returns {Object<string, string>} the names of the widths */
function widths() {
  return JSON.parse(buttonOf("draw-width")?.dataset.widths ?? "{}");
}

async function editDigit() {
  const digit = digitOf(get("selection"));
  if (digit === null || !(await putDigit(digit))) return;
  canvas()?.focus(); // where it is changed
  announce(`No. ${digit} is on the pad.`);
}

function takeBack() {
  if (undo()) announce("Taken back.");
}

function makeAgain() {
  if (redo()) announce("Made again.");
}

function empty() {
  clear();
  announce("The pad is empty.");
}

/** @type {Object<string, () => unknown>} by the id of the button */
const deeds = {
  "draw-undo": takeBack,
  "draw-redo": makeAgain,
  "draw-clear": empty,
  "draw-tool": () => choose({ erases: !tools().erases }),
  "draw-normalised": () => choose({ normalised: !tools().normalised }),
  "draw-width": () => choose({ width: nextWidth(Object.keys(widths()), tools().width) }),
  "draw-edit": editDigit,
};

/**
 * A button that would do nothing is disabled; the focus does not go down with it.
 * @param {string} id
 * @param {boolean} idle
 */
function disable(id, idle) {
  const button = buttonOf(id);
  if (!button || button.disabled === idle) return;
  if (idle && button === document.activeElement) canvas()?.focus();
  button.disabled = idle;
}

/** Let all buttons say how it is. */
function show() {
  disable("draw-undo", !canUndo());
  disable("draw-redo", !canRedo());
  disable("draw-edit", digitOf(get("selection")) === null); // a drawing is on the pad already
  disable("draw-normalised", Boolean(get("drawing")?.base)); // a picture stays as it is
  const { erases, normalised, width } = tools();
  buttonOf("draw-tool")?.setAttribute("aria-pressed", String(erases));
  buttonOf("draw-normalised")?.setAttribute("aria-pressed", String(normalised));
  const button = buttonOf("draw-width");
  if (button) button.textContent = widths()[width];
}

/** @param {MouseEvent} event */
function onClick(event) {
  const button = around(event, "button");
  if (!button || !Object.hasOwn(deeds, button.id)) return;
  deeds[button.id]();
  show();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const wanted = shortcut(event);
  if (!wanted || event.defaultPrevented || around(event, TEXT_FIELDS) || findAll(document, ":modal").length) return;
  if (wanted === "undo" ? !canUndo() : !canRedo()) return;
  event.preventDefault();
  (wanted === "undo" ? takeBack : makeAgain)();
}

export function start() {
  subscribe("drawing", show);
  subscribe("selection", show);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}
