/* On a low screen the pad lies on a corner of the map, and folds away when it is in the way: when somebody says so, and
 * when another map comes beside that one. */

import { around, findAll } from "../core/dom.js";
import { get, subscribe } from "../core/store.js";

/** Fold the pad away, or bring it back. @param {HTMLElement} button @param {boolean} folded */
function fold(button, folded) {
  button.closest(".strip")?.classList.toggle("folded", folded);
  button.setAttribute("aria-expanded", String(!folded));
  button.textContent = folded ? "Show" : "Hide";
}

/** @param {MouseEvent} event */
function onClick(event) {
  const button = around(event, "#draw-fold");
  if (button) fold(button, button.getAttribute("aria-expanded") !== "false");
}

/** The map has become half as wide. */
function makeRoom() {
  if (get("beside").length) findAll(document, "#draw-fold").forEach((button) => fold(button, true));
}

export function start() {
  document.addEventListener("click", onClick);
  subscribe("beside", makeRoom);
  subscribe("mounted", (count) => count === 1 && makeRoom());
}
