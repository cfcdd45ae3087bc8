/* The map before it is one: its points, drawn where Plotly will draw them, a second before Plotly can. */

import { columnsOf, viewOf } from "../core/map_choice.js";
import { byId, find } from "../core/dom.js";
import { pageData } from "../core/page_data.js";
import { having } from "../core/points.js";
import { setting } from "../core/settings.js";
import { get } from "../core/store.js";
import { rangesFor } from "../core/zoom.js";
import * as colourings from "./colouring.js";
import * as figure from "./figure.js";
import * as glide from "./glide.js";

/**
 * @typedef {import("../core/points.js").Points} Points
 * @type {{layer: glide.Overlay | null, over: boolean}}
 */
const state = { layer: null, over: false };

/**
 * Each digit's place on a stage, in device pixels.
 * @param {Points} points
 * @param {figure.View} view
 * @param {HTMLElement} stage
 * @param {number} ratio
 */
function placesOf(points, view, stage, ratio) {
  const columns = columnsOf(view);
  const layout = figure.layoutOf(view, points, pageData("map"), null, [], { narrow: figure.isNarrow(stage) });
  const scales = figure.scalesOf(layout, stage.clientWidth, stage.clientHeight, rangesFor(get("zoom"), columns));
  return figure.pixelsOf(points, columns, scales, ratio);
}

/** Draw the points on a stage. @param {HTMLElement} stage */
async function draw(stage) {
  const view = viewOf(setting);
  const points = await having(columnsOf(view));
  if (state.over || !stage.clientWidth) return;
  const layer = glide.start(stage, figure.pointSize(stage));
  const places = placesOf(points, view, stage, layer.ratio);
  const groups = colourings.groupsOf(view.colour, points, pageData("map"));
  const colours = colourings.pixelColours(points.count, groups, get("hidden"));
  layer.draw({ from: places, to: places, colours }, 0);
  state.layer?.finish();
  state.layer = layer;
}

/** The plot is there. */
export function finish() {
  state.over = true;
  state.layer?.finish();
}

/** Draw on the empty page at once; the real one takes the picture over as soon as Dash has built it. */
export function start() {
  draw(find(document, ".skeleton .stage"));
  const built = new MutationObserver(() => {
    const stage = document.getElementById("map-stage");
    if (!stage) return;
    built.disconnect();
    if (!state.layer?.moveTo(stage)) draw(stage);
  });
  built.observe(document.body, { subtree: true, childList: true });
}
