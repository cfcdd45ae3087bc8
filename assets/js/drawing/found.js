/* The picture that somebody brought, as long as a digit of it is on the pad: what was cut out, what else was found. */

import { bytesOf } from "../core/base64.js";
import { dataset } from "../core/dataset.js";
import { around, byId, find, findAll } from "../core/dom.js";
import { get, subscribe } from "../core/store.js";
import { selectDrawing } from "./landing.js";
import { putOnPad } from "./pad.js";

/** @typedef {import("../types/views.js").FoundDigits} FoundDigits */

/** What was found last, with the pixels of each digit. @type {{found: FoundDigits | null, images: Uint8Array[]}} */
const state = { found: null, images: [] };

/**
 * Which of the digits that were found is on a drawing, nothing being drawn on it; -1 if none is.
 * @param {import("../core/store.js").Drawing | null} drawing
 * @param {Uint8Array[]} images
 */
export function whichOf(drawing, images) {
  const base = drawing?.base;
  if (!base || drawing?.strokes.length) return -1;
  return images.findIndex((image) => image.every((level, k) => level === base[k]));
}

/** What a digit is called by those who do not see the picture. @param {number} k @param {number} count */
export function nameOf(k, count) {
  const { item } = dataset();
  return count === 1
    ? `The ${item} that was found`
    : `${item.slice(0, 1).toUpperCase()}${item.slice(1)} ${k + 1} of ${count}`;
}

/**
 * A box on the picture that puts its digit on the pad.
 * @param {FoundDigits["digits"][number]} digit
 * @param {number} k
 */
function makeBox({ box }, k) {
  const [top, left, bottom, right] = box.map((share) => 100 * share);
  const button = document.createElement("button");
  button.dataset.found = String(k);
  button.setAttribute("aria-label", nameOf(k, state.images.length));
  Object.assign(button.style, {
    top: `${top}%`,
    left: `${left}%`,
    width: `${right - left}%`,
    height: `${bottom - top}%`,
  });
  return button;
}

/** Show what was found, and put the largest digit on the pad. @param {FoundDigits} found */
export function show(found) {
  state.found = found;
  state.images = found.digits.map(({ image }) => bytesOf(image));
  const element = byId("draw-found");
  const picture = Object.assign(new Image(), { src: found.preview, alt: "" });
  find(element, ".found-picture").replaceChildren(picture, ...found.digits.map(makeBox));
  find(element, "span").textContent = found.words;
  element.classList.toggle("doubtful", found.doubtful);
  putOnPad(state.images[0]);
  element.scrollIntoView({ block: "nearest" });
}

/** Put a digit on the pad or, if it is there, see it again. @param {number} k */
function choose(k) {
  if (whichOf(get("drawing"), state.images) === k) selectDrawing();
  else putOnPad(state.images[k]);
}

/** @param {import("../core/store.js").Drawing | null} now what is on the pad */
function onDrawing(now) {
  const chosen = whichOf(now, state.images);
  const element = byId("draw-found");
  element.hidden = chosen < 0;
  for (const button of element.querySelectorAll("[data-found]"))
    button.setAttribute("aria-pressed", String(Number(button.getAttribute("data-found")) === chosen));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const box = around(event, "#draw-found [data-found]");
  if (box) choose(Number(box.dataset.found));
  else if (around(event, "#draw-found figcaption button")) forget();
}

/** Show the picture no more. */
function forget() {
  state.images = [];
  byId("draw-found").hidden = true;
  (findAll(document, "#draw-canvas").at(0) ?? byId("draw-picture")).focus();
}

export function start() {
  subscribe("drawing", onDrawing);
  document.addEventListener("click", onClick);
}
