/* Pictures from a file, the clipboard or a drop: they go to the server, and the digit in them comes to the pad. */

import { offer, setProps } from "../core/dash.js";
import { around } from "../core/dom.js";
import { say } from "./message.js";
import { putOnPad } from "./pad.js";

const MAX_FILE_BYTES = 5_000_000;

/** Whether a file may go to the server; if not, the visitor is told why. @param {File} file */
function isSmallEnough(file) {
  if (file.size <= MAX_FILE_BYTES) return true;
  say(`The file has ${(file.size / 1e6).toFixed(1)} MB; at most ${MAX_FILE_BYTES / 1e6} MB are read.`);
  return false;
}

/** Send a pasted or dropped file the way of the button. @param {FileList | undefined} files */
function send(files) {
  const file = files?.[0];
  if (!file || !isSmallEnough(file)) return;
  const reader = new FileReader();
  reader.onload = () => setProps("draw-upload", { contents: reader.result });
  reader.readAsDataURL(file);
}

/** @param {ClipboardEvent} event */
function onPaste(event) {
  send(event.clipboardData?.files);
}

/** @param {DragEvent} event */
function onDrop(event) {
  if (!around(event, "#draw-panel")) return;
  event.preventDefault();
  if (event.type !== "drop") return;
  event.stopPropagation();
  send(event.dataTransfer?.files);
}

/** Hold a file from the button back when it is too large. @param {Event} event */
function onChoose(event) {
  const input = around(event, "#draw-upload") && event.target;
  const file = input instanceof HTMLInputElement && input.files?.[0];
  if (file && !isSmallEnough(file)) event.stopPropagation();
}

const callbacks = {
  /**
   * Take the digit that the server found in a picture, or say why there is none.
   * @param {{image?: string, message?: string} | null} found
   */
  take(found) {
    if (found?.message) say(found.message);
    if (found?.image) putOnPad(Uint8Array.from(atob(found.image), (character) => character.charCodeAt(0)));
  },
};

export function start() {
  offer("digitscope_pad", callbacks);
  document.addEventListener("paste", onPaste);
  for (const name of /** @type {const} */ (["dragover", "drop"])) document.addEventListener(name, onDrop, true);
  document.addEventListener("change", onChoose, true);
}
