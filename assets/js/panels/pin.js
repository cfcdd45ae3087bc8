/* The pin: digit A of the comparison; a drawing is kept with its picture. */

import { place, toPixel } from "../charts/plot.js";
import { around, findAll } from "../core/dom.js";
import { placeIn } from "../core/points.js";
import { addressOf, isDrawn, select } from "../core/selection.js";
import { get, set, subscribe } from "../core/store.js";
import { selectDrawing } from "../drawing/landing.js";
import { first } from "./compare.js";

/** @typedef {import("../core/store.js").Pinned} Pinned */

/**
 * What to pin of a selection: a drawing with its picture, as its landing has it.
 * @param {string | null} selection
 * @param {{shows: string, image: string, kind: string} | null} landing
 * @returns {Pinned | null} null if there is nothing
 */
export function pinOf(selection, landing) {
  if (!isDrawn(selection)) return selection ? { shows: selection } : null;
  return landing && { shows: landing.shows, image: landing.image, kind: landing.kind };
}

/** Put the mark A on the pinned digit's point on the map; a pinned drawing has none. */
function mark() {
  const map = get("map");
  const address = addressOf(get("pin"));
  const [element] = findAll(document, "#map-stage .pin-mark");
  if (!map || !element) return;
  element.hidden = address === "";
  if (address === "") return;
  const position = placeIn(map.points, map.columns, Number(address));
  place(element, map.gd, toPixel(map.gd, ...position));
}

/** Let the digit's button say whether what is selected is pinned, and show the buttons that make sense. */
function showButtons() {
  const pinned = get("pin");
  const same = pinned !== null && pinned.shows === get("selection");
  for (const here of findAll(document, "#digit-panel [data-pin]")) {
    here.textContent = same ? "Pinned" : "Pin";
    here.setAttribute("aria-pressed", String(same));
  }
  /** @param {string} kind @param {boolean} hidden */
  const hide = (kind, hidden) =>
    findAll(document, `#compare-panel [data-pin='${kind}']`).forEach((button) => (button.hidden = hidden));
  for (const compare of findAll(document, "#digit-panel [data-open='compare']")) compare.hidden = !pinned || same;
  hide("here", same);
  hide("off", pinned === null);
}

function onPin() {
  showButtons();
  mark();
}

/** What is selected, as a pin. */
const selected = () => pinOf(get("selection"), get("drawn"));

/** Exchange A and B, if A can be selected: a drawing only while it is still on the pad. */
function swap() {
  const one = first();
  const now = selected();
  if (!one || !now) return;
  if (isDrawn(one)) selectDrawing();
  else select(one);
  set("pin", now);
}

/** Pin what is selected, or take it off if it is what is pinned. */
function toggle() {
  const now = selected();
  set("pin", now?.shows === get("pin")?.shows ? null : now);
}

/** @type {Object<string, () => void>} by what the button says in data-pin */
const deeds = { here: toggle, off: () => set("pin", null), swap };

/** @param {MouseEvent} event */
function onClick(event) {
  const button = around(event, "[data-pin]");
  if (button) deeds[button.dataset.pin ?? ""]?.();
}

export function start() {
  document.addEventListener("click", onClick);
  subscribe("pin", onPin);
  for (const key of /** @type {const} */ (["selection", "mounted"])) subscribe(key, showButtons);
  subscribe("map", mark);
}
