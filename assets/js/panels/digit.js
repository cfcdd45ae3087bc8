/* The digit's panel: picture, verdict, ten probabilities and the nearest digits. */

import { paintDigit } from "../charts/picture.js";
import { escape } from "../core/format.js";
import { draws } from "../core/views.js";

/**
 * @typedef {{share: number, words: string}} ClassShare
 * @typedef {{index: number, label: number, image: string, words: string}} Neighbour
 * @typedef {{name: string, image: string, label: number | null, predicted: number, confidence: string,
 *   probabilities: ClassShare[], neighbours: Neighbour[], agreement: string}} DigitView
 */

/** The panel's elements; what they say comes with `fill`. @param {DigitView} view */
export function frame(view) {
  const row = (_, digit) =>
    `<li><span class="digit">${digit}</span><progress class="class-${digit}" max="1"
      aria-label="probability of ${digit}"></progress><span class="share"></span></li>`;
  const neighbour = '<button type="button"><canvas role="img"></canvas></button>';
  return `<div class="portrait"><canvas class="digit-picture" role="img"></canvas><div class="facts"></div></div>
    <h3>Probability of each class</h3><ol class="probabilities">${view.probabilities.map(row).join("")}</ol>
    <h3>Nearest digits <span class="hint agreement"></span></h3>
    <div class="neighbours">${neighbour.repeat(view.neighbours.length)}</div>`;
}

/** Name, label and verdict. @param {DigitView} view */
export function facts({ name, label, predicted, confidence }) {
  const known = label === null ? "as the network gets it" : `labelled <strong>${label}</strong>`;
  const verdict = label === null || label === predicted ? "" : "wrong";
  return `<p class="hint">${name}</p><p>${known}</p>
    <p class="${verdict}">read as <strong>${predicted}</strong>, ${escape(confidence)}</p>`;
}

/** Show one class. @param {HTMLElement} row @param {ClassShare} part */
function fillShare(row, { share, words }) {
  row.querySelector("progress").value = share;
  row.querySelector(".share").textContent = words;
}

/** Show one neighbour. @param {HTMLButtonElement} button @param {Neighbour} neighbour */
function fillNeighbour(button, { index, label, image, words }) {
  button.className = `neighbour class-${label}`;
  button.title = words;
  button.dataset.digit = String(index);
  button.firstChild.setAttribute("aria-label", words);
  paintDigit(button.firstChild, image);
}

/** Draw the panel; its elements stay, so that the focus does too. @param {HTMLElement} body @param {DigitView} view */
function render(body, view) {
  if (body.querySelectorAll(".neighbours button").length !== view.neighbours.length) body.innerHTML = frame(view);
  const picture = body.querySelector(".digit-picture");
  picture.setAttribute("aria-label", view.name);
  paintDigit(picture, view.image);
  body.querySelector(".facts").innerHTML = facts(view);
  body.querySelector(".agreement").textContent = view.agreement;
  body.querySelectorAll(".probabilities li").forEach((row, digit) => fillShare(row, view.probabilities[digit]));
  body.querySelectorAll(".neighbours button").forEach((button, k) => fillNeighbour(button, view.neighbours[k]));
}

export function start() {
  draws("digit-body", render);
}
