/* The network's path: the way of the selected digit from the picture to the ten classes, drawn as one line. Each stage
 * is a button that leads to what it names.
 */

import { paintDigit } from "../charts/picture.js";
import { around, find, findAll } from "../core/dom.js";
import { escape } from "../core/format.js";
import { term } from "../core/terms.js";

/**
 * @typedef {import("../types/views.js").PathView} View
 * @typedef {import("../types/views.js").StageView} Stage
 */

const LIT_MS = 1600; // that the place stays marked to which a stage has led

/** What happens before a stage: in short, and in full where there is room. @type {Object<string, string[]>} */
const OPERATIONS = {
  conv1: [term("convolution", "3×3"), `, ${term("relu", "ReLU")}`],
  conv2: [term("convolution", "3×3"), `, ${term("relu", "ReLU")}`],
  units: [term("pooling", "pool"), " 2×2"],
  classes: ["", term("probability", "softmax")],
};

/** Where a stage leads to. @type {Object<string, string>} */
const PLACES = {
  picture: "#digit-panel .digit-picture",
  conv1: "#feature-maps-panel .layer.conv1",
  conv2: "#feature-maps-panel .layer.conv2",
  units: "#activations-chart",
  classes: "#digit-panel .probabilities",
};

/** What a stage leads to, in words. @type {Object<string, string>} */
const WORDS = {
  picture: "To the picture as the network gets it",
  conv1: "To all maps of conv1; this is the strongest",
  conv2: "To all maps of conv2; this is the strongest",
  units: "To the activations of the units",
  classes: "To the probabilities of the classes",
};

/** @type {Object<string, string>} */
const PICTURES = {
  picture: "<canvas></canvas>",
  conv1: '<img alt="">',
  conv2: '<img alt="">',
  units: '<svg viewBox="0 0 128 100" preserveAspectRatio="none"><path/></svg>',
  classes: '<svg viewBox="0 0 10 100" preserveAspectRatio="none"></svg>',
};

/** The elements; what they say comes with `fill`. @param {{stages: Pick<Stage, "name">[]}} view */
export function frame({ stages }) {
  /** @param {Pick<Stage, "name">} stage */
  const item = ({ name }) => {
    const [short, rest] = OPERATIONS[name] ?? [];
    const operation = short === undefined ? "" : `<span class="operation">${short}<span>${rest}</span></span>`;
    return `<li class="path-stage at-${name}">${operation}
      <button type="button" data-stage="${name}" data-tip="${WORDS[name]}">
      <span class="glimpse" aria-hidden="true">${PICTURES[name] ?? ""}</span><strong></strong>
      <span class="shape"></span> <span class="found"></span></button></li>`;
  };
  return `<ol aria-label="The digit's path through the network">${stages.map(item).join("")}</ol>`;
}

/** Bars from the bottom, as a path. @param {number[]} heights in per cent */
export function barsPath(heights) {
  return heights.map((height, k) => `M${k} 100v${-height}h1v${height}z`).join("");
}

/** Bars in the colours of the classes. @param {number[]} heights in per cent */
export function classBars(heights) {
  /** @param {number} height @param {number} digit */
  const bar = (height, digit) => `<path class="class-${digit}" d="M${digit + 0.1} 100v${-height}h0.8v${height}z"/>`;
  return heights.map(bar).join("");
}

/**
 * Draw the path; its elements stay, so that the focus does too.
 * @param {HTMLElement} element
 * @param {View} view
 */
export function drawPath(element, view) {
  if (!element.firstChild) element.innerHTML = frame(view);
  for (const stage of view.stages) {
    const item = find(element, `.at-${stage.name}`);
    find(item, "strong").textContent = stage.name;
    find(item, ".shape").textContent = stage.shape;
    find(item, ".found").textContent = stage.found;
  }
  paintDigit(find(element, ".at-picture canvas", HTMLCanvasElement), view.image);
  for (const [name, picture] of Object.entries(view.strongest))
    find(element, `.at-${name} img`, HTMLImageElement).src = picture;
  find(element, ".at-units path", SVGElement).setAttribute("d", barsPath(view.units));
  find(element, ".at-classes svg", SVGElement).innerHTML = classBars(view.probabilities);
}

/** What can have the focus at a place. @param {HTMLElement} place */
function focusable(place) {
  const [within] = findAll(place, "[tabindex='0']");
  if (within) return within;
  if (place.tabIndex < 0) place.tabIndex = -1; // said so, scripts may focus it
  return place;
}

/** Lead to what a stage names, and mark it for a moment. @param {HTMLElement} place */
function lead(place) {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
  focusable(place).focus({ preventScroll: true });
  place.classList.add("led-to");
  setTimeout(() => place.classList.remove("led-to"), LIT_MS);
}

/** @param {MouseEvent} event */
function onClick(event) {
  const stage = around(event, "[data-stage]");
  const [place] = stage ? findAll(document, PLACES[stage.dataset.stage ?? ""]) : [];
  if (place) lead(place);
}

export function start() {
  document.addEventListener("click", onClick);
}
