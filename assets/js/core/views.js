/* What the server tells as data and the browser draws: an element shows a view by the function that was given under its
 * id. The view names the selection it `shows`; its panel says so from then on. A view is the answer to a question that
 * was posted, or a callback puts it into data-view.
 *
 * One attribute costs Dash one component, a hundred elements as components cost it tens of milliseconds a click.
 */

import { findAll } from "./dom.js";

/** @typedef {(element: HTMLElement, view: any) => unknown} Renderer */

/** @type {Object<string, Renderer>} by the id of the element */
const renderers = {};

/** Let a function draw the views of an element. @param {string} id @param {Renderer} render */
export function draws(id, render) {
  renderers[id] = render;
}

/** Draw what data-view says, if anybody can. @param {HTMLElement} element */
function draw(element) {
  if (element.dataset.view && renderers[element.id]) show(element, JSON.parse(element.dataset.view));
}

/** Let the script that knows the element draw a view. @param {HTMLElement} element @param {any} view */
export function show(element, view) {
  renderers[element.id](element, view);
  if (view.shows) /** @type {HTMLElement} */ (element.closest("[id$='-panel']")).dataset.shows = view.shows;
}

/** Draw what the page came with, once it is there. */
function drawFirst() {
  if (!document.getElementById("app")) return requestAnimationFrame(drawFirst);
  findAll(document, "[data-view]").forEach(draw);
}

export function start() {
  const watched = { subtree: true, attributes: true, attributeFilter: ["data-view"] };
  drawFirst();
  new MutationObserver((changes) =>
    changes.forEach(({ target }) => target instanceof HTMLElement && draw(target)),
  ).observe(document, watched);
}
