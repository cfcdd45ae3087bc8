/* The map before it is one: its points, drawn where Plotly will draw them, a second before Plotly can. */

import { pixelsOf } from "../charts/points_layer.js";
import { columnsOf, shownColumns, viewOf } from "../core/map_choice.js";
import { find } from "../core/dom.js";
import { having, placeIn } from "../core/points.js";
import { markedDigit } from "../core/selection.js";
import { setting } from "../core/settings.js";
import { get, set, subscribe } from "../core/store.js";
import { rangesFor } from "../core/zoom.js";
import { groupsIn } from "./colouring.js";
import { pixels } from "./emphasis.js";
import * as figure from "./figure.js";
import * as glide from "./glide.js";

/**
 * @typedef {import("../core/points.js").Points} Points
 * @type {{layer: glide.Overlay | null, ring: HTMLElement | null, over: boolean}}
 */
const state = { layer: null, ring: null, over: false };

/**
 * How a stage's pixels follow from values, along both axes.
 * @param {Points} points
 * @param {figure.View} view
 * @param {HTMLElement} stage
 */
function scalesOn(points, view, stage) {
  const layout = figure.layoutOf(view, points, null, [], { narrow: figure.isNarrow(stage) });
  return figure.scalesOf(layout, stage.clientWidth, stage.clientHeight, rangesFor(get("zoom"), columnsOf(view)));
}

/** Draw the points on a stage. @param {HTMLElement} stage */
async function draw(stage) {
  const view = viewOf(setting);
  const columns = columnsOf(view);
  const points = await having(shownColumns(view));
  if (state.over || !stage.clientWidth) return;
  const groups = groupsIn(points, view);
  const scales = scalesOn(points, view, stage);
  const layer = glide.start(stage, figure.pointSize(stage));
  const places = pixelsOf(points, columns, scales, layer.ratio);
  const colours = pixels(points.count, groups);
  layer.draw({ from: places, to: places, colours }, 0);
  state.layer?.finish();
  state.layer = layer;
  stand({ corner: stage, scales, points, columns, groups });
}

/** What is drawn stands on a stage now. @param {import("../core/store.js").Sketch} sketch */
function stand(sketch) {
  state.ring ??= Object.assign(document.createElement("div"), { className: "ring" });
  sketch.corner.append(state.ring);
  set("sketch", sketch);
  mark();
}

/** Put the ring on the selected digit. */
function mark() {
  const [sketch, digit] = [get("sketch"), markedDigit()];
  if (!sketch || !state.ring) return;
  state.ring.hidden = digit === null;
  if (digit === null) return;
  const place = placeIn(sketch.points, sketch.columns, digit);
  const [left, top] = sketch.scales.map(({ origin, slope }, k) => origin + slope * place[k]);
  state.ring.style.cssText = `visibility: visible; transform: translate(${left}px, ${top}px)`;
}

/** The plot is there. */
export function finish() {
  if (state.over) return;
  state.over = true;
  state.layer?.finish();
  set("sketch", null);
  state.ring?.remove();
}

/** Go over to the real page, where the stage is as large as it was foretold. @param {HTMLElement} stage */
function moveTo(stage) {
  const sketch = get("sketch");
  if (sketch && state.layer?.moveTo(stage)) stand({ ...sketch, corner: stage });
  else draw(stage);
}

/** Draw on the empty page at once; the real one takes the picture over as soon as Dash has built it. */
export function start() {
  draw(find(document, ".skeleton .stage"));
  const built = new MutationObserver(() => {
    const stage = document.getElementById("map-stage");
    if (!stage) return;
    built.disconnect();
    if (!state.over) moveTo(stage);
  });
  built.observe(document.body, { subtree: true, childList: true });
  subscribe("selection", mark);
}
