/* The feature maps: a click or the arrow keys pick one, and a dialog shows it enlarged, a value where one points. */

import { cover, step, under } from "../charts/cells.js";
import { setProps } from "../core/dash.js";
import { around, byId, find, findAll } from "../core/dom.js";
import { draws } from "../core/views.js";

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

/** What is where. @param {number} row @param {number} column @param {number} value */
export function told(row, column, value) {
  return `row ${row}, column ${column}: ${value.toFixed(2)}`;
}

/** Put the buttons over the pictures once the page is there. */
function fill() {
  const layers = findAll(document, "[data-tiles]");
  if (!layers.length) return requestAnimationFrame(fill);
  layers.forEach((tiles) => (tiles.innerHTML = buttons(tiles.dataset.tiles ?? "", Number(tiles.dataset.channels))));
}

/**
 * Show the maps of both layers.
 * @param {HTMLElement} panel
 * @param {import("../types/views.js").FeatureMapsView} view
 */
function render(panel, { layers }) {
  for (const { name, picture, top } of layers) {
    const layer = find(panel, `.layer.${name}`);
    find(layer, "img", HTMLImageElement).src = picture;
    find(layer, ".top").textContent = top;
  }
}

/** @param {MouseEvent} event */
function onClick(event) {
  const dialog = around(event, "dialog", HTMLDialogElement);
  if (dialog && (event.target === dialog || around(event, "[data-close]"))) return dialog.close();
  const tile = around(event, "[data-channel]");
  if (!tile) return;
  const data = { layer: tile.dataset.layer, channel: Number(tile.dataset.channel) };
  setProps("feature-map-picked", { data });
  byId("feature-map-dialog", HTMLDialogElement).showModal();
}

/** Tell the activation that the pointer is on. @param {PointerEvent} event */
function onMove(event) {
  const cells = around(event, "#feature-map-body .cells");
  if (!cells) return;
  const values = JSON.parse(cells.dataset.values ?? "");
  const [rows, columns, mark] = [values.length, values[0].length, find(cells, "i")];
  const { row, column } = under(cells, event, rows, columns);
  mark.hidden = false;
  cover(mark, { row, column }, rows, columns);
  find(document, "#feature-map-body .told").textContent = told(row, column, values[row][column]);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const tile = around(event, "[data-channel]");
  if (!tile) return;
  const tiles = findAll(/** @type {ParentNode} */ (tile.parentNode), "[data-channel]");
  const [across, channel] = [Number(tile.parentElement?.dataset.columns), Number(tile.dataset.channel)];
  const from = { row: Math.floor(channel / across), column: channel % across };
  const to = step(event.key, from, tiles.length / across, across);
  if (!to) return;
  const next = tiles[across * to.row + to.column];
  event.preventDefault();
  tile.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

export function start() {
  draws("feature-maps-panel", render);
  fill();
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("pointermove", onMove);
}
