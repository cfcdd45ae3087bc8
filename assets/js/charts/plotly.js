/* Plotly's script: fetched with the page, run once the first digit is shown, since that takes a fifth of a second in
 * which nothing else happens. dcc.Graph waits for whatever stands at window.Plotly, so until then that is a promise. */

import { nextTry } from "../core/connection.js";
import { find } from "../core/dom.js";
import { subscribe } from "../core/store.js";

const PAINTED_AFTER_MS = 20; // what every panel shows of the digit
const PATIENCE_MS = 300; // on a page that has no digit to show yet

/** Plotly, as soon as it is there. @returns {Promise<import("../types/page.js").Plotly>} */
export async function plotly() {
  return window.Plotly;
}

/** Let the page run a script. @param {string} src @returns {Promise<boolean>} whether it could be fetched */
function runs(src) {
  const script = Object.assign(document.createElement("script"), { src });
  return new Promise((resolve) => {
    script.onload = () => resolve(true);
    script.onerror = () => resolve(false);
    document.body.append(script);
  });
}

/** Run the script that the page has fetched, sooner or later. @returns {Promise<import("../types/page.js").Plotly>} */
async function run() {
  const { href } = find(document, "link[rel=preload][as=script]", HTMLLinkElement);
  while (!(await runs(href))) await nextTry();
  return window.Plotly;
}

export function start() {
  /** @type {Promise<void>} */
  const awaited = new Promise((resolve) => {
    subscribe("shown", () => setTimeout(resolve, PAINTED_AFTER_MS));
    subscribe("mounted", () => setTimeout(resolve, PATIENCE_MS));
  });
  Object.assign(window, { Plotly: awaited.then(run) });
}
