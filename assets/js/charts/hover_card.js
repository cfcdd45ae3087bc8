/* The card beside the pointer: the image under it, its label and its prediction, without asking the server. */

import { className, dataset } from "../core/dataset.js";
import { find, findAll } from "../core/dom.js";
import { escape, probability } from "../core/format.js";
import { load } from "../core/points.js";
import { paintFromSheet } from "../core/sheets.js";
import { subscribe } from "../core/store.js";

const OFFSET_PX = 16;
const FINGER_PX = 40; // likewise, from a finger, which hides more

/** @type {{shown: number | null}} the digit that the card is of */
const state = { shown: null };

/** @typedef {import("./plot.js").Size} Size */

/**
 * Where to put a card of a given size so that it stays in the window and off the pointer.
 * @param {{x: number, y: number}} pointer
 * @param {Size} card
 * @param {Size} view
 * @param {number} [offset] from the pointer, px
 */
export function corner(pointer, card, view, offset = OFFSET_PX) {
  const right = pointer.x + offset + card.width <= view.width;
  const x = right ? pointer.x + offset : pointer.x - offset - card.width;
  const y = Math.min(Math.max(pointer.y - card.height / 2, 4), view.height - card.height - 4);
  return { x: Math.max(x, 4), y };
}

/** The card itself, made when it is first needed. */
function card() {
  const [existing] = findAll(document, ".hover-card");
  if (existing) return existing;
  const element = document.createElement("div");
  element.className = "hover-card";
  const { height, width } = dataset();
  element.innerHTML = `<canvas width="${width}" height="${height}"></canvas><div><p></p><p></p><p></p><p></p></div>`;
  document.body.append(element);
  return element;
}

/**
 * @param {HTMLElement[]} lines
 * @param {number} index
 * @param {import("../core/points.js").Points["columns"]} columns
 */
function write(lines, index, columns) {
  const [label, predicted] = [columns.label[index], columns.predicted[index]];
  const [known, read] = [label, predicted].map((one) => `<strong>${escape(className(one))}</strong>`);
  lines[0].innerHTML = label < 0 ? "" : `labelled ${known}`;
  lines[1].innerHTML = `read as ${read}, ${escape(probability(columns.confidence[index]))}`;
  lines[1].className = label < 0 || label === predicted ? "" : "wrong";
  lines[2].textContent = `No. ${index}`;
  lines[2].className = "hint";
}

/**
 * Show digit `index` beside the pointer.
 * @param {number} index
 * @param {MouseEvent | PointerEvent} event
 * @param {string} note one more line
 */
export async function show(index, event, note = "") {
  state.shown = index;
  const { columns } = await load();
  if (state.shown !== index) return;
  const element = card();
  paintFromSheet(find(element, "canvas", HTMLCanvasElement), index);
  write(findAll(element, "p"), index, columns);
  find(element, "p:last-child").textContent = note;
  const box = element.getBoundingClientRect();
  const view = { width: window.innerWidth, height: window.innerHeight };
  const offset = "pointerType" in event && event.pointerType === "touch" ? FINGER_PX : OFFSET_PX;
  const { x, y } = corner({ x: event.clientX, y: event.clientY }, box, view, offset);
  element.style.transform = `translate(${x}px, ${y}px)`;
  element.style.visibility = "visible";
  element.dataset.shows = `sample:${index}`;
}

/** The digit that the card is of, if it is there. */
export function shown() {
  return state.shown;
}

export function hide() {
  state.shown = null;
  const [shown] = findAll(document, ".hover-card");
  if (shown) shown.style.visibility = "hidden";
}

export function start() {
  // What was under the pointer is elsewhere.
  document.addEventListener("scroll", hide, { capture: true, passive: true });
  subscribe("mounted", hide);
  subscribe("selection", () => window.matchMedia("(hover: none)").matches && hide()); // a finger has chosen
}
