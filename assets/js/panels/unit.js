/* The unit dossier: anything with data-unit opens it, and so does whoever sets the units of the store, one or two.
 *
 * A click on one of its digits selects that digit and leaves the dossier open, which then shows its activation.
 */

import { paintDigit } from "../charts/picture.js";
import { open } from "../core/bench.js";
import { around, find, findAll } from "../core/dom.js";
import { hasModifier, STEPS } from "../core/keys.js";
import { get, set, subscribe } from "../core/store.js";
import { content, heading, known, stepped } from "./unit_frame.js";

/** @typedef {import("../types/views.js").DossierView} View */

/** @type {{wanted: boolean}} whether somebody has asked for a dossier that is not drawn yet */
const state = { wanted: false };

const dossier = () => findAll(document, "#unit-panel").at(0);

/**
 * Draw the dossier; the focus stays on the button that has the same place.
 * @param {HTMLElement} body
 * @param {View} view
 */
function render(body, view) {
  const buttons = () => findAll(body, "button");
  const focused = buttons().findIndex((button) => button === document.activeElement);
  const [title, summary] = heading(view);
  const panel = /** @type {HTMLElement} */ (body.parentElement);
  find(panel, ".unit-title").textContent = title;
  find(panel, ".summary").textContent = summary;
  body.innerHTML = content(view, JSON.parse(body.dataset.loadings ?? "[]"));
  const images = view.units.flatMap(({ strongest, weakest }) => [...strongest, ...weakest].map(({ image }) => image));
  findAll(body, "canvas", HTMLCanvasElement).forEach((canvas, k) => paintDigit(canvas, images[k]));
  if (focused >= 0) (buttons()[focused] ?? buttons()[0])?.focus({ preventScroll: true });
  const one = view.units.length === 1;
  panel.dataset.unit = view.units.map(({ unit }) => unit).join(",");
  panel.classList.toggle("two", !one);
  findAll(panel, "[data-step]").forEach((button) => (button.hidden = !one));
  const isAskerGone = document.activeElement === document.body;
  if (state.wanted && isAskerGone) panel.focus({ preventScroll: true });
  state.wanted = false;
}

/** Bring the dossier into sight. */
function show() {
  state.wanted = true;
  if (get("units")) open("units");
  dossier()?.scrollIntoView({ block: "nearest" });
}

/** The units that are shown. */
const shown = () => (dossier()?.dataset.unit ?? "").split(",").map(Number);

/** @param {number} by */
function step(by) {
  const units = shown();
  if (units.length === 1) set("units", [stepped(units[0], by)]);
}

/** Want the units that an element names. @param {Element} element */
function want(element) {
  if (element === dossier()) return;
  const named = element.getAttribute("data-units") ?? element.getAttribute("data-unit") ?? "";
  const units = known(named.split(",").map(Number));
  if (units) set("units", units);
}

/** @param {MouseEvent} event */
function onClick(event) {
  const by = around(event, "#unit-panel [data-step]");
  if (by) return step(Number(by.dataset.step));
  const element = around(event, "[data-unit], [data-units]", Element);
  if (element) want(element);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const by = STEPS[event.key];
  if (by && around(event, "#unit-panel") && !hasModifier(event)) return step(by);
  const { target } = event;
  if (event.key !== "Enter" || !(target instanceof Element)) return;
  if (target.matches("[data-unit]:not(button, a, section)")) want(target);
}

function start() {
  subscribe("units", show);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}

/** @type {import("../core/panel.js").Panel} */
export const panel = { name: "unit", views: { "unit-body": render }, start };
