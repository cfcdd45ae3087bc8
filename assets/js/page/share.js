/* Share: the address of the page is the view, so copying it is all there is to do. */

import { write } from "../core/address.js";
import { around } from "../core/dom.js";
import { isDrawn } from "../core/selection.js";
import { get } from "../core/store.js";

const WORDS = "Share";
const SAID_MS = 2500;

let timer = 0;

/** Let the button say something for a while. @param {HTMLElement} button @param {string} words */
function say(button, words) {
  clearTimeout(timer);
  button.textContent = words;
  timer = setTimeout(() => (button.textContent = WORDS), SAID_MS);
}

/** Browsers lend the clipboard to pages from this machine or over https only. @param {MouseEvent} event */
async function onClick(event) {
  const button = around(event, "#share-link");
  if (!button) return;
  write();
  try {
    await navigator.clipboard.writeText(window.location.href);
    const lost = isDrawn(get("selection")) && !new URLSearchParams(window.location.search).has("drawing");
    say(button, lost ? "Link copied; the drawing is too large for it" : "Link copied");
  } catch {
    say(button, "The link is in the address bar");
  }
}

export function start() {
  document.addEventListener("click", onClick);
}
