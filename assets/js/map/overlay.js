/* What a panel of the bench draws over the large map: in sight as long as its view is, whatever tab a phone shows. */

import { byId, find } from "../core/dom.js";
import { get, subscribe } from "../core/store.js";

/**
 * @typedef {import("../core/store.js").MapView} MapView
 * @typedef {object} MapOverlay
 * @property {string} view id of the element whose view it belongs to
 * @property {string} name class of its element
 * @property {(map: MapView) => boolean} applies whether the view is about what is selected and what the map shows
 * @property {(svg: SVGElement, map: MapView) => void} draw
 */

/**
 * Whether a view is in sight, or stands behind the map that fills the screen.
 * @param {Pick<HTMLElement, "checkVisibility" | "closest"> | null} view
 * @param {string} tab that is chosen
 * @param {boolean} fullScreen
 */
export function isInSight(view, tab, fullScreen) {
  if (!view) return false;
  return view.checkVisibility() || (fullScreen && view.closest(`[data-tab="${tab}"]`) !== null);
}

/** The element of an overlay, made when it is first needed. @param {string} name */
function layer(name) {
  const stage = byId("map-stage");
  if (!stage.querySelector(`.${name}`))
    stage.insertAdjacentHTML("beforeend", `<svg class="overlay ${name}" aria-hidden="true"></svg>`);
  return find(stage, `.${name}`, SVGElement);
}

/** Draw an overlay anew, or take away what it has drawn. @param {MapOverlay} overlay */
export function drawOver({ view, name, applies, draw }) {
  const map = get("map");
  if (!map) return;
  const svg = layer(name);
  const fullScreen = document.fullscreenElement !== null;
  const shown = isInSight(document.getElementById(view), get("tab"), fullScreen) && applies(map);
  svg.classList.toggle("shown", shown);
  if (shown) draw(svg, map);
  else svg.replaceChildren();
}

/** Keep an overlay as the page is. @param {MapOverlay} overlay */
export function addOverlay(overlay) {
  for (const key of /** @type {const} */ (["map", "selection", "mounted", "tab"]))
    subscribe(key, () => drawOver(overlay));
}
