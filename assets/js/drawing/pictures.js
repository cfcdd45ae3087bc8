/* Pictures from a file, the clipboard or a drop: they go to the server, and the digits in them come back. */

import { NO_ANSWER, postFile } from "../core/ask.js";
import { back } from "../core/connection.js";
import { around, byId } from "../core/dom.js";
import { show } from "./found.js";
import { say, wait } from "./message.js";

const ADDRESS = "/picture";
const SAY_AFTER_MS = 300; // that a picture is on its way

/** The newest picture that somebody has brought counts. */
const state = { newest: 0 };

/**
 * Why a file is not sent; empty if it is.
 * @param {{size: number}} file
 * @param {number} most bytes
 */
export function tooLarge({ size }, most) {
  return size <= most
    ? ""
    : `The file has ${(Math.ceil(size / 1e5) / 10).toFixed(1)} MB; at most ${most / 1e6} MB are read.`;
}

/** The digits in a picture, as the server finds it, once it can be asked. @param {File} file @param {number} number */
async function find(file, number) {
  const waiting = setTimeout(() => wait("Reading the picture …"), SAY_AFTER_MS);
  let found = await postFile(ADDRESS, file);
  while (found === NO_ANSWER && number === state.newest) {
    clearTimeout(waiting);
    wait("The server does not answer. Your picture is read as soon as it does.");
    await back();
    if (number === state.newest) found = await postFile(ADDRESS, file);
  }
  clearTimeout(waiting);
  return found;
}

/** Bring a digit in a picture to the pad, or say why there is none. @param {FileList | null | undefined} files */
async function take(files) {
  const file = files?.[0];
  if (!file) return;
  const [number, refusal] = [++state.newest, tooLarge(file, Number(byId("draw-picture").dataset.bytes))];
  if (refusal) return say(refusal);
  const { message, ...found } = await find(file, number);
  if (number !== state.newest) return;
  say(message ?? "");
  if (!message) show(found);
}

/** What opens the choice of files; it forgets at once what was chosen, so that the same file can be chosen again. */
function makeInput() {
  const input = Object.assign(document.createElement("input"), {
    type: "file",
    accept: "image/png,image/jpeg",
    hidden: true,
  });
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  document.body.append(input);
  return input;
}

/** Whatever is dropped is meant for the pad; the browser would leave the page for it. @param {DragEvent} event */
function onDrop(event) {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  if (event.type === "drop") take(event.dataTransfer.files);
}

export function start() {
  const input = makeInput();
  document.addEventListener("click", (event) => around(event, "#draw-picture") && input.click());
  document.addEventListener("paste", (event) => take(event.clipboardData?.files));
  for (const name of /** @type {const} */ (["dragover", "drop"])) document.addEventListener(name, onDrop);
}
