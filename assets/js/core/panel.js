/* The contract of a panel; `components/page/panel.py` is its other half.
 *
 * A panel called "x" is the folder components/panels/x, the script assets/js/panels/x.js, the style sheet
 * assets/css/panels/x.css, and its root element has the id "x-panel". What its views need and how they are asked is
 * declared in Python; here stands how they are drawn.
 */

import { draws } from "./views.js";

/**
 * @typedef {object} Panel
 * @property {string} name
 * @property {Object<string, import("./views.js").Draw>} [views] by the id of the element, what draws it
 * @property {Object<string, import("./views.js").Find>} [answers] by the id of the element, what finds its view where
 * no server is needed
 * @property {() => void} [start] listens to whatever else concerns it
 */

/** Let a panel draw its views, and start it. @param {Panel} panel */
export function add({ views = {}, answers = {}, start }) {
  for (const [id, draw] of Object.entries(views)) draws(id, draw, answers[id]);
  start?.();
}
