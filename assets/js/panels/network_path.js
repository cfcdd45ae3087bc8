/* The network's path: the way of the selected image from the picture to the classes, drawn as one line. Each stage
 * is a button that leads to what it names.
 */

import { paintDigit } from "../charts/picture.js";
import { dataset } from "../core/dataset.js";
import { around, find, findAll } from "../core/dom.js";
import { escape } from "../core/format.js";
import { term } from "../core/terms.js";

/**
 * @typedef {import("../types/views.js").PathView} View
 * @typedef {import("../types/views.js").StageView} Stage
 */

const MOST_WITH_WORDS = 6; // stages between which there is room for more than a word
const LIT_MS = 1600; // that the place stays marked to which a stage has led

/** Where a stage leads to, by its kind. @type {Object<string, string>} */
const PLACES = {
  picture: "#digit-panel .digit-picture",
  layer: "#feature-maps-panel .layer",
  units: "#activations-chart",
  classes: "#digit-panel .probabilities",
};

/** What a stage leads to, in words. @param {Pick<Stage, "kind" | "name">} stage */
function wordsOf({ kind, name }) {
  if (kind === "layer") return `To all maps of ${name}; this is the strongest`;
  if (kind === "units") return "To the activations of the units";
  return kind === "classes" ? "To the probabilities of the classes" : "To the picture as the network gets it";
}

/** @type {Object<string, string>} */
const PICTURES = { picture: "<canvas></canvas>", layer: '<img alt="">' };

/** Bars of so many units or classes. @param {number} count @param {string} within */
const bars = (count, within) => `<svg viewBox="0 0 ${count} 100" preserveAspectRatio="none">${within}</svg>`;

/** What happens before a stage: in short, and in full where there is room. @param {Stage["operation"]} pieces */
function operation(pieces) {
  if (!pieces.length) return "";
  /** @param {boolean} wide */
  const said = (wide) =>
    pieces
      .filter((piece) => piece.wide === wide)
      .map(({ text, term: key }) => (key ? term(key, text) : escape(text)))
      .join("");
  return `<span class="operation">${said(false)}<span>${said(true)}</span></span>`;
}

/** The elements; what they say comes with `fill`. @param {Pick<View, "stages" | "units" | "classes">} view */
export function frame({ stages, units, classes }) {
  /** @param {Stage} stage @param {number} number */
  const item = (stage, number) => {
    const { kind } = stage;
    const drawn = kind === "units" ? bars(units.length, "<path/>") : bars(classes.length, "");
    return `<li class="path-stage at-${kind}">${operation(stage.operation)}
      <button type="button" data-stage="${number}" data-kind="${kind}" data-layer-number="${stage.layer ?? 0}"
      data-tip="${escape(wordsOf(stage))}"><span class="glimpse" aria-hidden="true">${PICTURES[kind] ?? drawn}</span
      ><strong></strong> <span class="shape"></span> <span class="found"></span></button></li>`;
  };
  const label = `The ${dataset().item}'s path through the network`;
  const crowded = stages.length > MOST_WITH_WORDS ? ' class="crowded"' : "";
  return `<ol aria-label="${escape(label)}"${crowded}>${stages.map(item).join("")}</ol>`;
}

/** Bars from the bottom or, if some are negative, from the middle, as a path. @param {number[]} heights in per cent */
export function barsPath(heights) {
  const [ground, part] = heights.some((height) => height < 0) ? [50, 0.5] : [100, 1];
  return heights.map((height, k) => `M${k} ${ground}v${-part * height}h1v${part * height}z`).join("");
}

/** Bars in the colours of the classes. @param {View["classes"]} classes */
export function classBars(classes) {
  /** @param {View["classes"][number]} one @param {number} place */
  const bar = ({ index, percent }, place) =>
    `<path class="class-${index}" d="M${place + 0.1} 100v${-percent}h0.8v${percent}z"/>`;
  return classes.map(bar).join("");
}

/**
 * Draw the path; its elements stay, so that the focus does too.
 * @param {HTMLElement} element
 * @param {View} view
 */
export function drawPath(element, view) {
  if (!element.firstChild) element.innerHTML = frame(view);
  findAll(element, ".path-stage").forEach((item, k) => {
    const { name, shape, found, picture } = view.stages[k];
    find(item, "strong").textContent = name;
    find(item, ".shape").textContent = shape;
    find(item, ".found").textContent = found;
    if (picture) find(item, "img", HTMLImageElement).src = picture;
  });
  paintDigit(find(element, ".at-picture canvas", HTMLCanvasElement), view.image);
  find(element, ".at-units path", SVGElement).setAttribute("d", barsPath(view.units));
  find(element, ".at-classes svg", SVGElement).innerHTML = classBars(view.classes);
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
  if (!stage) return;
  const places = findAll(document, PLACES[stage.dataset.kind ?? ""]);
  const place = places[Number(stage.dataset.layerNumber)];
  if (place) lead(place);
}

export function start() {
  document.addEventListener("click", onClick);
}
