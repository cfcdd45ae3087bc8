/* The feature maps: a click or the arrow keys pick one, and a dialog shows it enlarged, a value where one points. From
 * there one goes on to the maps before and after it. */

import { cover, step as cellFrom, under } from "../charts/cells.js";
import { around, byId, find, findAll } from "../core/dom.js";
import { escape } from "../core/format.js";
import { hasModifier, STEPS } from "../core/keys.js";
import { get, set, subscribe } from "../core/store.js";
import { refill, term } from "../core/terms.js";
import { drawPath } from "./network_path.js";

/**
 * @typedef {import("../types/views.js").EnlargedView} EnlargedView
 * @typedef {import("../types/views.js").KernelView} KernelView
 * @typedef {import("../types/views.js").LayerView} LayerView
 * @typedef {{layer: string, channel: number}} FeatureMap
 * @typedef {{layer: string, channels: number}} Layer
 * @typedef {{channels: number, columns: number, height: number, width: number, gap: number}} LayerPicture how the
 *   picture of a layer is laid out: the size of a map and the gap between two are in its pixels
 */

/** What a map is called. @param {FeatureMap} map */
const nameOf = ({ layer, channel }) => `${layer}, channel ${channel}`;

/** A button for one map. @param {string} layer @param {number} channel */
function button(layer, channel) {
  const text = escape(nameOf({ layer, channel }));
  return `<button type="button" tabindex="${channel ? -1 : 0}" data-tip="${text}" aria-label="${text}"
    data-layer="${escape(layer)}" data-channel="${channel}"></button>`;
}

/**
 * The halves of a layer's picture with a button over each map. They are one under the other as in the picture, or side
 * by side: the style sheet decides.
 * @param {string} layer
 * @param {LayerPicture} sheet
 */
export function bands(layer, { channels, columns, height, width, gap }) {
  const count = bandsOf({ channels, columns });
  const each = channels / count;
  /** The length of so many maps in a row, in pixels of the picture. @param {number} maps @param {number} size */
  const length = (maps, size) => maps * (size + gap) - gap;
  const shape = `aspect-ratio: ${length(columns, width)} / ${length(Math.ceil(each / columns), height)}`;
  /** @param {unknown} _ @param {number} number */
  const band = (_, number) => {
    const maps = Array.from({ length: each }, (_one, k) => button(layer, number * each + k)).join("");
    return `<div class="band" style="${shape}; grid-template-columns: repeat(${columns}, 1fr)"
      ><img alt="">${maps}</div>`;
  };
  return Array.from({ length: count }, band).join("");
}

/**
 * In how many parts a picture comes: in halves if both are whole rows.
 * @param {Pick<LayerPicture, "channels" | "columns">} sheet
 */
export const bandsOf = ({ channels, columns }) => (channels % (2 * columns) ? 1 : 2);

/**
 * Where a map is seen, counted in maps.
 * @param {number} channel
 * @param {Pick<LayerPicture, "channels" | "columns">} sheet
 * @param {boolean} beside whether the halves are side by side
 */
export function cellOf(channel, { channels, columns }, beside) {
  const each = channels / bandsOf({ channels, columns });
  const [half, place] = [Math.floor(channel / each), channel % each];
  const [row, column] = [Math.floor(place / columns), place % columns];
  return beside ? { row, column: column + half * columns } : { row: row + (half * each) / columns, column };
}

/**
 * The map that an arrow key leads to, or null for another key; at an edge it is the same one.
 * @param {string} key
 * @param {number} channel
 * @param {Pick<LayerPicture, "channels" | "columns">} sheet
 * @param {boolean} beside whether the halves are side by side
 */
export function channelFrom(key, channel, sheet, beside) {
  const across = beside ? 2 * sheet.columns : sheet.columns;
  const to = cellFrom(key, cellOf(channel, sheet, beside), Math.ceil(sheet.channels / across), across);
  const all = Array.from({ length: sheet.channels }, (_, k) => cellOf(k, sheet, beside));
  const found = to && all.findIndex(({ row, column }) => row === to.row && column === to.column);
  return found === -1 ? channel : found; // the last row may be shorter
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
export function cellText(row, column, value) {
  return `row ${row}, column ${column}: ${value.toFixed(2)}`;
}

/** What the server says of a layer's picture. @param {HTMLElement} tiles @returns {LayerPicture} */
function sheetOf({ dataset: { shown, columns, height, width, gap } }) {
  const [channels, across, high, wide, between] = [shown, columns, height, width, gap].map(Number);
  return { channels, columns: across, height: high, width: wide, gap: between };
}

/** Say where the colours of a scale begin and end. @param {HTMLElement} element @param {LayerView["scale"]} scale */
function fillScale(element, { low, top, signed }) {
  find(element, ".low").textContent = low;
  find(element, ".top").textContent = top;
  find(element, ".viridis").classList.toggle("diverging", signed);
}

/**
 * Show the image's path and the maps of the layers, with a button over each.
 * @param {HTMLElement} body
 * @param {import("../types/views.js").FeatureMapsView} view
 */
function render(body, { path, layers }) {
  drawPath(find(body, ".network-path"), path);
  findAll(body, ".layer").forEach((layer, k) => {
    const { name, picture, shown, scale } = layers[k];
    const tiles = find(layer, ".tiles");
    if (tiles.dataset.shown !== String(shown)) {
      tiles.dataset.shown = String(shown);
      tiles.innerHTML = bands(name, sheetOf(tiles));
    }
    for (const image of findAll(tiles, "img", HTMLImageElement)) image.src = picture;
    fillScale(layer, scale);
  });
}

/** The weights of a kernel as a picture, and as numbers where it looks at one map only. @param {KernelView} view */
function kernel({ description, picture: weights, reach, table }) {
  const rows = table.map((row) => `<tr>${row.map((weight) => `<td>${weight}</td>`).join("")}</tr>`).join("");
  const picture = `<img src="${weights}" alt="weights from −${reach} (orange) to ${reach} (blue)">`;
  const heading = `<h3><span>The ${term("kernel", "kernel")}${description}</span></h3>`;
  return `${heading}<div class="kernel${rows ? "" : " wide"}">${picture}${
    rows && `<table><tbody>${rows}</tbody></table>`
  }</div>`;
}

/** One map enlarged. @param {EnlargedView} view */
export function enlarged(view) {
  const picture = `<img src="${view.picture}" alt="${escape(nameOf(view))}, enlarged">`;
  return `<p class="hint">${view.facts}</p>
    <div class="enlarged"><div class="cells">${picture}<i hidden></i></div></div>
    <div class="legend"><p class="hint readout">Point at a place to read its activation.</p><div class="colour-scale"
      ><span>${view.scale.low}</span><span class="viridis${view.scale.signed ? " diverging" : ""}"></span
      ><span class="top">${view.scale.top}</span></div></div>${view.kernel ? kernel(view.kernel) : ""}`;
}

/** @type {{values: number[][]}} of the enlarged map */
const state = { values: [] };

/** @param {HTMLElement} body @param {EnlargedView} view */
function renderEnlarged(body, view) {
  state.values = view.values;
  find(document, "#feature-map-dialog h2").textContent = nameOf(view);
  refill(body, enlarged(view));
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
  find(document, "#feature-map-body .readout").textContent = cellText(row, column, state.values[row][column]);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (hasModifier(event)) return;
  const by = STEPS[event.key];
  if (by && around(event, "#feature-map-dialog")) return step(by);
  const tile = around(event, "[data-channel]");
  if (tile) walk(event, tile);
}

/** Let the arrow keys go from map to map in the panel. @param {KeyboardEvent} event @param {HTMLElement} tile */
function walk(event, tile) {
  const tiles = around(event, "[data-tiles]");
  if (!tiles) return;
  const [one, other] = findAll(tiles, ".band");
  const beside = Boolean(other) && one.offsetTop === other.offsetTop;
  const to = channelFrom(event.key, Number(tile.dataset.channel), sheetOf(tiles), beside);
  if (to === null) return;
  const next = findAll(tiles, "[data-channel]")[to];
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
