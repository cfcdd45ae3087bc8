/* What Plotly is told of a view of the map: its layout, zoomed as it is, without what the legend hides. */

import { dataset } from "../core/dataset.js";
import { columnsOf } from "../core/map_choice.js";
import * as plot from "../charts/plot.js";
import { hiddenOf } from "../core/hidden.js";
import { get } from "../core/store.js";
import { rangesFor } from "../core/zoom.js";
import { classGroups } from "./colouring.js";
import * as figure from "./figure.js";

/**
 * @typedef {import("../core/points.js").Points} Points
 * @typedef {import("../core/store.js").Groups} Groups
 * @typedef {import("../types/page.js").Plot} Plot
 */

/** @type {number[][] | null} */
let classes = null;

/** The digits of each class, for the numerals. @param {Points} points */
function classMembers(points) {
  classes ??= classGroups(points).members.slice(0, dataset().classes.length);
  return classes;
}

/** The numbers of the groups that are hidden. @param {Pick<Groups, "kind">} groups */
export const hiddenIn = ({ kind }) => hiddenOf(get("hidden"), kind);

/**
 * The names of the classes that stand on a map.
 * @param {Points} points
 * @param {string[]} columns
 * @param {Pick<Groups, "kind">} groups
 */
export function namesOn(points, columns, { kind }) {
  const hidden = kind === "class" ? hiddenIn({ kind }) : [];
  return figure.labels(points, columns, classMembers(points), hidden).filter(({ visible }) => visible);
}

/**
 * The layout of a view, zoomed as it is.
 * @param {Plot} gd
 * @param {Points} points
 * @param {figure.View} view
 * @param {Pick<Groups, "kind">} groups where they are no classes, no numeral is hidden
 */
export function layoutOf(gd, points, view, { kind }) {
  const hidden = kind === "class" ? hiddenIn({ kind }) : [];
  const how = { narrow: figure.isNarrow(gd), hidden };
  /** @type {import("../types/page.js").Layout} */
  const layout = figure.layoutOf(view, points, gd.layout.template, classMembers(points), how);
  plot.remember(gd, layout);
  const zoomed = rangesFor(get("zoom"), columnsOf(view));
  const { clientWidth, clientHeight } = gd;
  [layout.xaxis.range, layout.yaxis.range] = figure.rangesInView(layout, clientWidth, clientHeight, zoomed);
  return layout;
}
