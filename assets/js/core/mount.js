/* The page that Dash builds: everybody is told once its elements are there. */

import { findAll } from "./dom.js";
import { get, set } from "./store.js";

/** Tell all that elements have come to the page. */
export function mount() {
  set("mounted", get("mounted") + 1);
}

export function start() {
  const look = () => (findAll(document, "#app").length ? mount() : requestAnimationFrame(look));
  look();
}
