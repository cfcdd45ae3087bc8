/* The notice above the page while the server does not answer, or once it answers pages of another version only. */

import { byId } from "./dom.js";
import { get, subscribe } from "./store.js";

const WORDS =
  "The server does not answer. What you see and what you draw stays; the page goes on by itself when it is back.";

const RENEWED =
  "The server has been renewed. Reload this page to go on; a drawing stays, unless it is too large for a link.";

function words() {
  if (!get("online")) return WORDS;
  return get("outdated") ? RENEWED : "";
}

function show() {
  if (get("mounted")) byId("connection-notice").textContent = words();
}

export function start() {
  for (const key of /** @type {const} */ (["online", "outdated", "mounted"])) subscribe(key, show);
}
