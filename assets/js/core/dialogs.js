/* Dialogs close by their button that says data-close, and by a click beside them; Escape is the browser's affair. */

import { around } from "./dom.js";

/** @param {MouseEvent} event */
function onClick(event) {
  const dialog = around(event, "dialog", HTMLDialogElement);
  if (dialog && (event.target === dialog || around(event, "[data-close]"))) dialog.close();
}

export function start() {
  document.addEventListener("click", onClick);
}
