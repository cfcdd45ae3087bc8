/* The map on the whole screen, with the pad and the words beside it; Escape leaves. The whole page goes there, since
 * what lies over the map without being in it (a card, a menu) would stay behind; the style sheet hides the rest. */

import { around, byId } from "../core/dom.js";
import { subscribe } from "../core/store.js";

/** The way out of the corners, or back into them. @param {boolean} isFull */
export function icon(isFull) {
  const corners = isFull ? "M4 1v3H1M8 1v3h3M11 8H8v3M4 11V8H1" : "M1 4V1h3M8 1h3v3M11 8v3H8M4 11H1V8";
  return `<svg viewBox="0 0 12 12" aria-hidden="true"><path d="${corners}"/></svg>`;
}

/** @param {MouseEvent} event */
function onClick(event) {
  if (!around(event, "#map-full-screen")) return;
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => {}); // the browser says why not
}

/** Let the button say what it would do. */
function mark() {
  const [button, isFull] = [byId("map-full-screen"), document.fullscreenElement !== null];
  const label = isFull ? "Leave the full screen (Escape)" : "Let the map fill the screen";
  button.hidden = !document.fullscreenEnabled;
  button.innerHTML = icon(isFull);
  button.dataset.tip = label;
  button.setAttribute("aria-label", label);
  button.setAttribute("aria-pressed", String(isFull));
}

let offered = false;

export function start() {
  subscribe("map", () => {
    if (!offered) mark();
    offered = true;
  });
  document.addEventListener("fullscreenchange", mark);
  document.addEventListener("click", onClick);
}
