/* The digit's panel: picture, verdict, ten probabilities and the nearest digits. */

import { paintDigit } from "../charts/picture.js";
import { byId, find, findAll } from "../core/dom.js";
import { escape } from "../core/format.js";
import { isDrawn } from "../core/selection.js";
import { get, set, subscribe } from "../core/store.js";
import { refill, term, warningMark } from "../core/terms.js";

/**
 * @typedef {import("../types/views.js").ClassShare} ClassShare
 * @typedef {import("../types/views.js").Neighbour} Neighbour
 * @typedef {import("../types/views.js").DigitView} DigitView
 */

/** @type {{view: DigitView | null}} */
const shown = { view: null };

/**
 * The panel's elements; what they say comes with `fill`.
 * @param {{probabilities: unknown[], neighbours: unknown[]}} view
 */
export function frame(view) {
  /** @param {unknown} _ @param {number} digit */
  const row = (_, digit) =>
    `<li><span class="digit">${digit}</span><progress class="class-${digit}" max="1"
      aria-label="probability of ${digit}"></progress><span class="share"></span></li>`;
  const neighbour = '<button type="button"><canvas role="img"></canvas></button>';
  return `<div class="portrait"><canvas class="digit-picture" role="img"></canvas><div class="facts"></div></div>
    <h3><span>${term("probability", "Probability")} of each class</span></h3>
    <ol class="probabilities">${view.probabilities.map(row).join("")}</ol>
    <h3>${term("nearest-neighbours", "Nearest digits")} <span class="hint agreement"></span></h3>
    <div class="neighbours">${neighbour.repeat(view.neighbours.length)}</div>`;
}

/**
 * Name, label and verdict.
 * @param {Pick<DigitView, "name" | "label" | "predicted" | "confidence" | "warning">} view
 * @param {boolean} unfinished whether it is being drawn
 */
export function facts({ name, label, predicted, confidence, warning }, unfinished) {
  const known = label === null ? "as the network gets it" : `${term("label", "labelled")} <strong>${label}</strong>`;
  const verdict = label === null || label === predicted ? "" : "wrong";
  return `<p class="hint">${name}${unfinished ? " so far" : ""}</p><p>${known}</p>
    <p class="${verdict}">${term("reading", "read")} as <strong>${predicted}</strong>,
      ${escape(confidence)}</p>${warning && `<p>${warningMark(warning, label)}</p>`}`;
}

/** Show one class. @param {HTMLElement} row @param {ClassShare} part */
function fillShare(row, { share, percent }) {
  find(row, "progress", HTMLProgressElement).value = share;
  find(row, ".share").textContent = percent;
}

/** Show one neighbour. @param {HTMLButtonElement} button @param {Neighbour} neighbour */
function fillNeighbour(button, { index, label, image, description }) {
  button.className = `neighbour class-${label}`;
  button.dataset.tip = description;
  button.dataset.digit = String(index);
  const canvas = find(button, "canvas", HTMLCanvasElement);
  canvas.setAttribute("aria-label", description);
  paintDigit(canvas, image);
}

/** Show name, label and verdict of what is shown. */
function showFacts() {
  const { view } = shown;
  if (view) refill(find(byId("digit-body"), ".facts"), facts(view, get("unfinished") && isDrawn(view.shows)));
}

/** Draw the panel; its elements stay, so that the focus does too. @param {HTMLElement} body @param {DigitView} view */
function render(body, view) {
  if (findAll(body, ".neighbours button").length !== view.neighbours.length) body.innerHTML = frame(view);
  const picture = find(body, ".digit-picture", HTMLCanvasElement);
  picture.setAttribute("aria-label", view.name);
  paintDigit(picture, view.image);
  shown.view = view;
  showFacts();
  find(body, ".agreement").textContent = view.agreement;
  findAll(body, ".probabilities li").forEach((row, digit) => fillShare(row, view.probabilities[digit]));
  findAll(body, ".neighbours button", HTMLButtonElement).forEach((button, k) =>
    fillNeighbour(button, view.neighbours[k]),
  );
  set("shown", view.shows);
}

/** Bring "so far" and take it away. */
function start() {
  subscribe("unfinished", showFacts);
}

/** @type {import("../core/panel.js").Panel} */
export const panel = { name: "digit", views: { "digit-body": render }, start };
