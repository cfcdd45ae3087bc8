/* Images in rows, as many as there is patience for: arrow keys walk along them, and what they come to is selected. */

import { className, dataset, labelled } from "../core/dataset.js";
import { around, find, findAll } from "../core/dom.js";
import { escape, probability } from "../core/format.js";
import { hasModifier } from "../core/keys.js";
import { digitOf, pick } from "../core/selection.js";
import { paintFromSheet } from "../core/sheets.js";
import { get, subscribe } from "../core/store.js";

/** @typedef {import("../core/points.js").Points} Points */

const AT_ONCE = 60; // images that come with each look

/** What is said of an image. @param {number} index @param {Points["columns"]} columns */
export function described(index, { label, predicted, confidence }) {
  const read = `read as ${className(predicted[index])}, ${probability(confidence[index])}`;
  return `No. ${index}, ${labelled(label[index])}${read}`;
}

/**
 * Images as buttons; one of them is in the order of the Tab key, arrow keys lead to the others.
 * @param {number[]} images
 * @param {Points["columns"]} columns
 * @param {number} [first] place of the first of them
 */
export function buttons(images, columns, first = 0) {
  const { height, width } = dataset();
  /** @param {number} index @param {number} k */
  const button = (index, k) => {
    const [said, own] = [escape(described(index, columns)), columns.label[index]];
    return `<button type="button" class="neighbour${own < 0 ? "" : ` class-${own}`}" data-digit="${index}"
      tabindex="${first + k ? -1 : 0}" data-tip="${said}"
      ><canvas width="${width}" height="${height}" role="img" aria-label="${said}"></canvas></button>`;
  };
  return images.map(button).join("");
}

/** What a strip goes on with. @type {WeakMap<HTMLElement, {images: number[], points: Points}>} */
const strips = new WeakMap();

/**
 * Fill a strip.
 * @param {HTMLElement} strip
 * @param {number[]} images in their order
 * @param {Points} points
 * @param {number} [first] how many come with the first look
 */
export function fill(strip, images, points, first = AT_ONCE) {
  strips.set(strip, { images, points });
  strip.dataset.strip = "";
  strip.innerHTML =
    '<div class="strip-images" role="group"></div><button type="button" class="quiet strip-more"></button>';
  more(strip, first);
}

/** Show some more images. @param {HTMLElement} strip @param {number} [count] */
function more(strip, count = AT_ONCE) {
  const [known, box] = [strips.get(strip), find(strip, ".strip-images")];
  if (!known) return;
  const [shown, { images, points }] = [box.children.length, known];
  const next = images.slice(shown, shown + count);
  box.insertAdjacentHTML("beforeend", buttons(next, points.columns, shown));
  findAll(box, "canvas", HTMLCanvasElement)
    .slice(shown)
    .forEach((canvas, k) => paintFromSheet(canvas, next[k]));
  const rest = images.length - shown - next.length;
  const button = find(strip, ".strip-more");
  button.textContent = `Show ${rest > AT_ONCE ? `${AT_ONCE} of ` : ""}${rest.toLocaleString("en")} more`;
  button.hidden = rest === 0;
  mark();
}

/** Let the selected image stand out; Tab reaches it, where it is. */
function mark() {
  const digit = digitOf(get("selection"));
  for (const strip of findAll(document, "[data-strip]")) {
    const all = findAll(strip, "[data-digit]");
    const current = all.find((button) => Number(button.dataset.digit) === digit);
    for (const button of all) {
      button.toggleAttribute("aria-current", button === current);
      if (current) button.tabIndex = button === current ? 0 : -1;
    }
  }
}

/** How many images stand in a row. @param {HTMLElement[]} all */
function perRow(all) {
  const top = all[0]?.offsetTop;
  const second = all.findIndex((button) => button.offsetTop > top);
  return second < 0 ? all.length : second;
}

/** Where a key leads to. @param {string} key @param {number} at @param {number} count @param {number} row */
export function walked(key, at, count, row) {
  /** @type {Object<string, number>} */
  const places = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - row,
    ArrowDown: at + row,
    Home: 0,
    End: count - 1,
  };
  const to = places[key];
  return to === undefined || to < 0 || to >= count ? null : to;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const button = around(event, "[data-strip] [data-digit]");
  if (!button || hasModifier(event)) return;
  const strip = /** @type {HTMLElement} */ (button.closest("[data-strip]"));
  const at = findAll(strip, "[data-digit]").indexOf(button);
  if (event.key === "ArrowRight" && !button.nextElementSibling) more(strip);
  const all = findAll(strip, "[data-digit]");
  const to = walked(event.key, at, all.length, perRow(all));
  if (to === null) return;
  event.preventDefault();
  all[to].focus();
  pick(Number(all[to].dataset.digit));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const button = around(event, "[data-strip] .strip-more");
  if (!button) return;
  const strip = /** @type {HTMLElement} */ (button.closest("[data-strip]"));
  const shown = findAll(strip, "[data-digit]").length;
  more(strip);
  if (button.hidden) findAll(strip, "[data-digit]")[shown]?.focus();
}

export function start() {
  subscribe("selection", mark);
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
}
