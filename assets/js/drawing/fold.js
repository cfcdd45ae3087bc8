/* On a low screen the pad lies on a corner of the map, and folds away when it is in the way. */

import { around } from "../core/dom.js";

/** @param {MouseEvent} event */
function onClick(event) {
  const button = around(event, "#draw-fold");
  const strip = button?.closest(".strip");
  if (!button || !strip) return;
  const folded = strip.classList.toggle("folded");
  button.setAttribute("aria-expanded", String(!folded));
  button.textContent = folded ? "Show" : "Hide";
}

export function start() {
  document.addEventListener("click", onClick);
}
