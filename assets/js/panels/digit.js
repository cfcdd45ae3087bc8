/* The panel of the selected image: picture, verdict, probabilities and the nearest images. */

import { paintDigit } from "../charts/picture.js";
import { dataset } from "../core/dataset.js";
import { byId, find, findAll } from "../core/dom.js";
import { escape } from "../core/format.js";
import { isDrawn } from "../core/selection.js";
import { get, set, subscribe } from "../core/store.js";
import { refill, term, warningMark } from "../core/terms.js";
import { showBeside } from "./beside.js";

const SHORT = 24; // characters for which there is room beside a heading

/**
 * @typedef {import("../types/views.js").ClassShare} ClassShare
 * @typedef {import("../types/views.js").Neighbour} Neighbour
 * @typedef {import("../types/views.js").DigitView} DigitView
 */

/** @type {{view: DigitView | null, rows: string}} what is shown, and of which classes there are rows */
const shown = { view: null, rows: "" };

/**
 * The panel's elements; what they say comes with `fill`.
 * @param {{probabilities: Pick<ClassShare, "index" | "name">[], neighbours: unknown[]}} view
 */
export function frame(view) {
  /** @param {Pick<ClassShare, "index" | "name">} part */
  const row = ({ index, name }) => {
    const [said, tip] = [escape(name), name.length > 2 ? ` data-tip="${escape(name)}"` : ""];
    return `<li><span class="digit"${tip}>${said}</span><progress class="class-${index}" max="1"
      aria-label="probability of ${said}"></progress><span class="share"></span></li>`;
  };
  const all = view.probabilities.length === dataset().classes.length;
  const brief = view.probabilities.every(({ name }) => name.length < 3);
  const neighbour = '<button type="button"><canvas role="img"></canvas></button>';
  return `<div class="portrait"><canvas class="digit-picture" role="img"></canvas><div class="facts"></div></div>
    <dl class="own" tabindex="0" aria-label="Your columns" hidden></dl>
    <h3><span>${term("probability", "Probability")} of ${all ? "each class" : "the likeliest classes"}</span></h3>
    <ol class="probabilities${brief ? "" : " named"}">${view.probabilities.map(row).join("")}</ol>
    <h3>${term("nearest-neighbours", `Nearest ${dataset().items}`)} <span class="hint agreement"></span></h3>
    <div class="neighbours">${neighbour.repeat(view.neighbours.length)}</div>
    <p class="hint beside"></p>`;
}

/**
 * Name, label and verdict.
 * @param {Pick<DigitView, "name" | "label" | "labelled" | "predicted" | "reading" | "confidence" |
 *   "warning">} view
 * @param {boolean} unfinished whether it is being drawn
 */
export function facts({ name, label, labelled, predicted, reading, confidence, warning }, unfinished) {
  const known =
    label === null ? "as the network gets it" : `${term("label", "labelled")} <strong>${escape(labelled)}</strong>`;
  const verdict = label === null || label === predicted ? "" : "wrong";
  return `<p class="hint">${escape(name)}${unfinished ? " so far" : ""}</p><p>${known}</p>
    <p class="${verdict}">${term("reading", "read")} as <strong>${escape(reading)}</strong>,
      ${escape(confidence)}</p>${warning && `<p>${warningMark(warning, label)}</p>`}`;
}

/** What somebody's table says of the image. @param {import("../types/views.js").OwnValue[]} own */
export function ownValues(own) {
  /** @param {import("../types/views.js").OwnValue} one */
  const row = ({ name, value }) =>
    `<div><dt>${escape(name)}</dt><dd>${value ? escape(value) : '<span class="hint">no value</span>'}</dd></div>`;
  return own.map(row).join("");
}

/** Show one class. @param {HTMLElement} row @param {ClassShare} part */
function fillShare(row, { share, percent }) {
  find(row, "progress", HTMLProgressElement).value = share;
  find(row, ".share").textContent = percent;
}

/** Show one neighbour. @param {HTMLButtonElement} button @param {Neighbour} neighbour */
function fillNeighbour(button, { index, label, image, description }) {
  button.className = label === null ? "neighbour" : `neighbour class-${label}`;
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
  const rows = view.probabilities.map(({ index }) => index).join();
  if (findAll(body, ".neighbours button").length !== view.neighbours.length || shown.rows !== rows || !body.firstChild)
    body.innerHTML = frame(view);
  shown.rows = rows;
  const picture = find(body, ".digit-picture", HTMLCanvasElement);
  picture.setAttribute("aria-label", view.name);
  paintDigit(picture, view.image);
  shown.view = view;
  showFacts();
  showBeside(view);
  find(body, ".agreement").textContent = view.agreement;
  find(body, ".agreement").dataset.tip = view.agreement.length > SHORT ? view.agreement : "";
  find(body, ".agreement").classList.toggle("long", view.agreement.length > SHORT);
  find(body, ".portrait").classList.toggle("named", Math.max(view.reading.length, view.labelled.length) > 2);
  const own = find(body, ".own");
  own.hidden = !view.own.length;
  refill(own, ownValues(view.own));
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
