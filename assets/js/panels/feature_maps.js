/* The feature maps: a click or the arrow keys pick one, and a dialog shows it enlarged, a value where one points. From
 * there one goes on to the maps before and after it. */

import { cover, step as cellFrom, under } from "../charts/cells.js";
import { around, byId, find, findAll } from "../core/dom.js";
import { hasModifier, STEPS } from "../core/keys.js";
import { get, set, subscribe } from "../core/store.js";
import { refill, term } from "../core/terms.js";
import { drawPath } from "./network_path.js";

/**
 * @typedef {import("../types/views.js").EnlargedView} EnlargedView
 * @typedef {import("../types/views.js").KernelView} KernelView
 * @typedef {{layer: string, channel: number}} FeatureMap
 * @typedef {{layer: string, channels: number}} Layer
 * @typedef {{channels: number, columns: number, side: number, gap: number}} LayerPicture how the picture of a layer is
 *   laid out: the side of a map and the gap between two are in its pixels
 */

/** What a map is called. @param {FeatureMap} map */
const nameOf = ({ layer, channel }) => `${layer}, channel ${channel}`;

/** A button for one map. @param {string} layer @param {number} channel */
function button(layer, channel) {
  const text = nameOf({ layer, channel });
  return `<button type="button" tabindex="${channel ? -1 : 0}" data-tip="${text}" aria-label="${text}"
    data-layer="${layer}" data-channel="${channel}"></button>`;
}

/**
 * Both halves of a layer's picture with a button over each map. They are one under the other as in the picture, or side
 * by side: the style sheet decides.
 * @param {string} layer
 * @param {LayerPicture} sheet
 */
export function bands(layer, { channels, columns, side, gap }) {
  const half = channels / 2;
  /** The length of `count` maps in a row, in pixels of the picture. @param {number} count */
  const length = (count) => count * (side + gap) - gap;
  const shape = `aspect-ratio: ${length(columns)} / ${length(half / columns)}`;
  /** @param {number} first */
  const band = (first) => {
    const maps = Array.from({ length: half }, (_, k) => button(layer, first + k)).join("");
    return `<div class="band" style="${shape}; grid-template-columns: repeat(${columns}, 1fr)"
      ><img alt="">${maps}</div>`;
  };
  return band(0) + band(half);
}

/**
 * Where a map is seen, counted in maps.
 * @param {number} channel
 * @param {Pick<LayerPicture, "channels" | "columns">} sheet
 * @param {boolean} beside whether the halves are side by side
 */
export function cellOf(channel, { channels, columns }, beside) {
  const [half, place] = channel < channels / 2 ? [0, channel] : [1, channel - channels / 2];
  const [row, column] = [Math.floor(place / columns), place % columns];
  return beside ? { row, column: column + half * columns } : { row: row + (half * channels) / columns / 2, column };
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
  const to = cellFrom(key, cellOf(channel, sheet, beside), sheet.channels / across, across);
  const all = Array.from({ length: sheet.channels }, (_, k) => cellOf(k, sheet, beside));
  return to && all.findIndex(({ row, column }) => row === to.row && column === to.column);
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
function sheetOf({ dataset }) {
  const [channels, columns, side, gap] = [dataset.channels, dataset.columns, dataset.side, dataset.gap].map(Number);
  return { channels, columns, side, gap };
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
    if (!tiles.firstChild) tiles.innerHTML = bands(name, sheetOf(tiles));
    for (const image of findAll(tiles, "img", HTMLImageElement)) image.src = picture;
    find(layer, ".top").textContent = top;
  }
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
  const picture = `<img src="${view.picture}" alt="${nameOf(view)}, enlarged">`;
  return `<p class="hint">${view.facts}</p>
    <div class="enlarged"><div class="cells">${picture}<i hidden></i></div></div>
    <div class="legend"><p class="hint readout">Point at a place to read its activation.</p><div class="colour-scale"
      ><span>0</span><span class="viridis"></span><span class="top">${view.top}</span></div></div>${
        view.kernel ? kernel(view.kernel) : ""
      }`;
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
  const beside = one.offsetTop === other.offsetTop;
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
