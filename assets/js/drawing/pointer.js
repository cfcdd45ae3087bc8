/* Drawing on the pad with mouse, pen or finger. */

import { pointOf } from "./strokes.js";
import { beginStroke, endStroke, growStroke } from "./pad.js";
import { canvas } from "./paint.js";

/** @type {{id: number | null}} the pointer that draws */
const pointer = { id: null };

/** @param {PointerEvent} event */
function onDown(event) {
  const element = canvas();
  if (!element || event.target !== element || event.button > 0 || pointer.id !== null) return;
  event.preventDefault();
  element.setPointerCapture(event.pointerId);
  element.focus({ preventScroll: true }); // so that Ctrl+Z is about the drawing and no longer about a text field
  pointer.id = event.pointerId;
  beginStroke(pointOf(event, element.getBoundingClientRect()));
}

/** @param {PointerEvent} event */
function onMove(event) {
  const element = canvas();
  if (!element || event.pointerId !== pointer.id) return;
  const rectangle = element.getBoundingClientRect();
  const moves = event.getCoalescedEvents?.() ?? [];
  growStroke((moves.length ? moves : [event]).map((move) => pointOf(move, rectangle)));
}

/** @param {PointerEvent} event */
function onUp(event) {
  if (event.pointerId !== pointer.id) return;
  pointer.id = null;
  endStroke();
}

export function start() {
  document.addEventListener("pointerdown", onDown);
  document.addEventListener("pointermove", onMove);
  for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) document.addEventListener(name, onUp);
}
