/* The notice above the page while the server does not answer. */

import { byId } from "./dom.js";
import { get, subscribe } from "./store.js";

const WORDS =
  "The server does not answer. What you see and what you draw stays; the page goes on by itself when it is back.";

function show() {
  if (get("mounted")) byId("connection-notice").textContent = get("online") ? "" : WORDS;
}

export function start() {
  for (const key of /** @type {const} */ (["online", "mounted"])) subscribe(key, show);
}
