/* The feature maps: a click or the arrow keys pick one, and a dialog shows it enlarged, a value where one points. From
 * there one goes on to the maps before and after it. */

import { cover, step as cellFrom, under } from "../charts/cells.js";
import { around, byId, find, findAll } from "../core/dom.js";
import { get, set, subscribe } from "../core/store.js";
import { drawPath } from "./network_path.js";

/**
 * @typedef {import("../types/views.js").EnlargedView} EnlargedView
 * @typedef {{layer: string, channel: number}} FeatureMap
 * @typedef {{layer: string, channels: number}} Layer
 */

/** @type {Object<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

/** A button for each map of a layer. @param {string} layer @param {number} channels */
export function buttons(layer, channels) {
  /** @param {unknown} _ @param {number} channel */
  const button = (_, channel) => {
    const words = `${layer}, channel ${channel}`;
    return `<button type="button" tabindex="${channel ? -1 : 0}" title="${words}" aria-label="${words}"
      data-layer="${layer}" data-channel="${channel}"></button>`;
  };
  return Array.from({ length: channels }, button).join("");
}

/**
 * The map that comes `by` maps after another, layer after layer; round the end it is the first one again.
 * @param {FeatureMap} from
 * @param {number} by
 * @param {Layer[]} layers
 * @returns {FeatureMap}
 */
export function stepped({ layer, channel }, by, layers) {
  /** @param {Layer} one @returns {FeatureMap[]} */
  const mapsOf = (one) => Array.from({ length: one.channels }, (_, k) => ({ layer: one.layer, channel: k }));
  const maps = layers.flatMap(mapsOf);
  const place = maps.findIndex((map) => map.layer === layer && map.channel === channel);
  return maps[(place + by + maps.length) % maps.length];
}

/** What is where. @param {number} row @param {number} column @param {number} value */
export function told(row, column, value) {
  return `row ${row}, column ${column}: ${value.toFixed(2)}`;
}

/**
 * Show the digit's path and the maps of both layers, with a button over each.
 * @param {HTMLElement} body
 * @param {import("../types/views.js").FeatureMapsView} view
 */
function render(body, { path, layers }) {
  drawPath(find(body, ".network-path"), path);
  for (const { name, picture, top } of layers) {
    const layer = find(body, `.layer.${name}`);
    const tiles = find(layer, ".tiles");
    if (!tiles.firstChild) tiles.innerHTML = buttons(name, Number(tiles.dataset.channels));
    find(layer, "img", HTMLImageElement).src = picture;
    find(layer, ".top").textContent = top;
  }
}

/** The weights of a kernel as a picture, and as numbers where it looks at one map only. @param {EnlargedView} view */
function kernel({ kernel: words, weights, reach, table }) {
  const rows = table.map((row) => `<tr>${row.map((weight) => `<td>${weight}</td>`).join("")}</tr>`).join("");
  const picture = `<img src="${weights}" alt="weights from −${reach} (orange) to ${reach} (blue)">`;
  return `<h3>${words}</h3><div class="kernel${rows ? "" : " wide"}">${picture}${
    rows && `<table><tbody>${rows}</tbody></table>`
  }</div>`;
}

/** What a map is called. @param {FeatureMap} map */
const nameOf = ({ layer, channel }) => `${layer}, channel ${channel}`;

/** One map enlarged. @param {EnlargedView} view */
export function enlarged(view) {
  const picture = `<img src="${view.picture}" alt="${nameOf(view)}, enlarged">`;
  return `<p class="hint">${view.facts}</p>
    <div class="enlarged"><div class="cells">${picture}<i hidden></i></div></div>
    <div class="legend"><p class="hint told">Point at a place to read its activation.</p><div class="colour-scale"
      ><span>0</span><span class="viridis"></span><span class="top">${view.top}</span></div></div>${kernel(view)}`;
}

/** @type {{values: number[][]}} of the enlarged map */
const state = { values: [] };

/** @param {HTMLElement} body @param {EnlargedView} view */
function renderEnlarged(body, view) {
  state.values = view.values;
  find(document, "#feature-map-dialog h2").textContent = nameOf(view);
  body.innerHTML = enlarged(view);
}

/** The dialog shows what is enlarged, and gives the focus back to where it was. @param {FeatureMap | null} map */
function open(map) {
  const dialog = byId("feature-map-dialog", HTMLDialogElement);
  if (map && !dialog.open) dialog.showModal();
}

/** Go on to another map. @param {number} by */
function step(by) {
  const map = get("enlarged");
  /** @param {HTMLElement} tiles @returns {Layer} */
  const layerOf = (tiles) => ({ layer: tiles.dataset.tiles ?? "", channels: Number(tiles.dataset.channels) });
  if (map) set("enlarged", stepped(map, by, findAll(document, "[data-tiles]").map(layerOf)));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const by = around(event, "#feature-map-dialog [data-step]");
  if (by) return step(Number(by.dataset.step));
  const tile = around(event, "[data-channel]");
  if (tile) set("enlarged", { layer: tile.dataset.layer ?? "", channel: Number(tile.dataset.channel) });
}

/** Tell the activation that the pointer is on. @param {PointerEvent} event */
function onMove(event) {
  const cells = around(event, "#feature-map-body .cells");
  if (!cells) return;
  const [rows, columns, mark] = [state.values.length, state.values[0].length, find(cells, "i")];
  const { row, column } = under(cells, event, rows, columns);
  mark.hidden = false;
  cover(mark, { row, column }, rows, columns);
  find(document, "#feature-map-body .told").textContent = told(row, column, state.values[row][column]);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const by = STEPS[event.key];
  if (by && around(event, "#feature-map-dialog")) return step(by);
  const tile = around(event, "[data-channel]");
  if (tile) walk(event, tile);
}

/** Let the arrow keys go from map to map in the panel. @param {KeyboardEvent} event @param {HTMLElement} tile */
function walk(event, tile) {
  const tiles = findAll(/** @type {ParentNode} */ (tile.parentNode), "[data-channel]");
  const [across, channel] = [Number(tile.parentElement?.dataset.columns), Number(tile.dataset.channel)];
  const from = { row: Math.floor(channel / across), column: channel % across };
  const to = cellFrom(event.key, from, tiles.length / across, across);
  if (!to) return;
  const next = tiles[across * to.row + to.column];
  event.preventDefault();
  tile.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function start() {
  subscribe("enlarged", open);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("pointermove", onMove);
}

/** @type {import("../core/panel.js").Panel} */
export const panel = {
  name: "feature-maps",
  views: { "feature-maps-body": render, "feature-map-body": renderEnlarged },
  start,
};
