/* What a map looks like: which columns span it, its clouds of points, its numerals and its axes. */

import { scale } from "../charts/plot.js";
import { className, shortened } from "../core/dataset.js";
import { forPlotly } from "../core/format.js";
import { columnsOf, filled, mapOf, numbersOf } from "../core/map_choice.js";
import { extent } from "../core/points.js";
import { fitted, within } from "./ranges.js";

/**
 * @typedef {import("../core/points.js").Points} Points
 * @typedef {import("../core/points.js").Column} Column
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {import("../core/store.js").Groups} Groups
 * @typedef {import("../types/page.js").Layout} Layout
 * @typedef {import("../types/page.js").Range} Range
 * @typedef {import("../core/map_choice.js").Axes} Axes
 * @typedef {import("../core/map_choice.js").View} View
 * @typedef {{slope: number, origin: number}} Scale
 * @typedef {Pick<Layout, "xaxis" | "yaxis" | "margin">} Frame
 */

const POINT_PX = 5;
const SMALL_POINT_PX = 3; // on narrow maps
const NARROW_PX = 500;
// Room around a map: for the axes' titles and the zoom buttons beside one of them; on narrow maps for titles that say
// something, and numbers, alone.
const ROOM = { l: 52, r: 4, t: 6, b: 40 };
const NARROW_ROOM = { l: 42, r: 4, t: 4, b: 34 };
const NO_ROOM = { l: 4, r: 4, t: 4, b: 4 };
const NUMERAL_PX = 16;
const SMALL_NUMERAL_PX = 13; // on narrow maps
const LARGER_PX = 2; // more for points that are few and matter
const NUMERAL_GAP = 0.04; // between two numerals, of the map's width
const LONGEST_NAME = 14; // characters, on the map
const SHORT_NAME = 2; // the same on a narrow map
const CHARACTER = 0.5; // width of one, of its height
const MOST_NAMES = 20; // above which only some classes are named
const FEW_NAMES = 12;
const MARGIN = 0.03; // of the points' extent, on every side

/** The values of some digits. @param {Column} column @param {number[]} members */
export function pickFrom(column, members) {
  const picked = new Float32Array(members.length);
  for (let k = 0; k < members.length; k++) picked[k] = column[members[k]]; // from() takes ten times as long
  return picked;
}

/** The words on the axes. @param {Axes} axes */
export function titlesOf(axes) {
  const { titles, first } = mapOf(axes.projection);
  return numbersOf(axes).map((number) => filled(titles[number - first] ?? titles[0], number));
}

/** The same where there is hardly room for them: none where they say nothing. @param {Axes} axes */
export function shortTitlesOf(axes) {
  const { axis, exact } = mapOf(axes.projection);
  return numbersOf(axes).map((number) => (exact ? filled(axis, number) : ""));
}

/** @param {ArrayLike<number>} values */
export function median(values) {
  const sorted = Float32Array.from(values).sort();
  return sorted.length ? sorted[Math.floor(sorted.length / 2)] : NaN;
}

/** The range of an axis with a margin on both sides. @param {Column} values @returns {Range} */
export function rangeOf(values) {
  const [low, high] = extent(values);
  const margin = MARGIN * (high - low) || 1;
  return [low - margin, high + margin];
}

/**
 * The traces: a cloud for each group.
 * @param {Points} points
 * @param {Groups} groups
 * @param {string[]} columns
 * @param {number[]} hidden groups
 * @param {number[]} sizes diameters of the points by group
 */
export function traces(points, groups, columns, hidden, sizes) {
  const { x, y } = clouds(points, groups, columns);
  const seen = visibility(groups, hidden);
  return groups.names.map((name, k) => ({
    type: "scattergl",
    mode: "markers",
    name: forPlotly(name),
    hoverinfo: "none",
    visible: seen[k],
    x: x[k],
    y: y[k],
    marker: { size: sizes[k], color: groups.colours[k], opacity: 0.7, line: { width: 0 } },
  }));
}

/** The same without points, for a plot over which they are drawn by others. @param {ReturnType<typeof traces>} drawn */
export function withoutPoints(drawn) {
  return drawn.map((trace) => ({ ...trace, type: "scatter", x: [], y: [] }));
}

/**
 * Where the points of each group are on both axes.
 * @param {Points} points
 * @param {Groups} groups
 * @param {string[]} columns
 */
export function clouds(points, { members }, columns) {
  const [x, y] = columns.map((name) => members.map((group) => pickFrom(points.columns[name], group)));
  return { x, y };
}

/** Plotly's word on whether each group is shown. @param {Pick<Groups, "names">} groups @param {number[]} hidden */
export function visibility({ names }, hidden) {
  return names.map((_, k) => (hidden.includes(k) ? /** @type {const} */ ("legendonly") : true));
}

/**
 * Push places apart until any two are `gap` from each other, or as far as `rounds` get.
 * @param {Point[]} places x and y, changed in place
 * @param {number} gap
 */
export function spread(places, gap, rounds = 40) {
  for (let round = 0; round < rounds; round++)
    places.forEach((one, i) =>
      places.slice(i + 1).forEach((other) => {
        const [dx, dy] = [other[0] - one[0], other[1] - one[1]];
        const distance = Math.hypot(dx, dy);
        if (!(distance < gap)) return; // nor is a place that is none, of a class without digits
        const push = (gap - distance) / 2 / (distance || gap / 10);
        [one[0], one[1]] = [one[0] - push * dx, one[1] - push * dy];
        [other[0], other[1]] = [other[0] + push * dx, other[1] + push * dy];
      }),
    );
  return places;
}

/**
 * The name of each class at the median of its images, off the other names.
 * @param {Points} points
 * @param {string[]} columns
 * @param {number[][]} classes the images of each
 * @param {number[]} hidden classes without a name
 */
export function labels(points, columns, classes, hidden = []) {
  const [across, up] = columns.map((name) => points.columns[name]);
  const named = largest(classes);
  const names = named.map((index) => shortened(className(index), LONGEST_NAME));
  const wide = widthOf(names);
  const [low, high] = rangeOf(across);
  const middles = named.map((index) => placeOf(across, up, classes[index]));
  const apart = spread(/** @type {Point[]} */ (middles.map(([x, y]) => [x / wide, y])), NUMERAL_GAP * (high - low));
  return apart.map(([x, y], k) => ({
    index: named[k],
    x: wide * x,
    y,
    text: names[k],
    visible: classes[named[k]].length > 0 && !hidden.includes(named[k]),
  }));
}

/** The classes that there is room to name: all, or the largest of many. @param {number[][]} classes */
export function largest(classes) {
  const all = classes.map((_, index) => index);
  if (all.length <= MOST_NAMES) return all;
  const order = all.sort((one, other) => classes[other].length - classes[one].length);
  return order.slice(0, FEW_NAMES).sort((one, other) => one - other);
}

/** How many times as wide as a numeral names are, on average. @param {string[]} names */
function widthOf(names) {
  const mean = names.reduce((sum, { length }) => sum + length, 0) / (names.length || 1);
  return Math.max(1, CHARACTER * mean);
}

/**
 * Those of the names that there is room for; the legend has the others.
 * @param {ReturnType<typeof labels>} named
 * @param {boolean} narrow
 */
export function fitting(named, narrow) {
  return narrow ? named.filter(({ text }) => text.length <= SHORT_NAME) : named;
}

/** Height of a name on a map, px. @param {boolean} narrow */
export const numeralSize = (narrow) => (narrow ? SMALL_NUMERAL_PX : NUMERAL_PX);

/**
 * The same as Plotly writes them.
 * @param {ReturnType<typeof labels>} named
 * @param {number} size height, px
 */
export function numerals(named, size = NUMERAL_PX) {
  const font = { size, weight: 700 };
  return named.map(({ x, y, text, visible }) => ({ x, y, text: forPlotly(text), showarrow: false, visible, font }));
}

/** The middle of some digits. @param {Column} across @param {Column} up @param {number[]} group @returns {Point} */
function placeOf(across, up, group) {
  return [median(pickFrom(across, group)), median(pickFrom(up, group))];
}

/**
 * The layout of a map.
 * @param {View} view
 * @param {Points} points
 * @param {unknown} template
 * @param {number[][]} classes the images of each
 * @param {{narrow?: boolean, hidden?: number[]}} how whether the map is narrow, and the classes without a name
 */
export function layoutOf(view, points, template, classes, { narrow = false, hidden = [] } = {}) {
  const [across, up] = columnsOf(view);
  const { exact: measured, raw } = mapOf(view.projection);
  const named = numerals(fitting(labels(points, [across, up], classes, hidden), narrow), numeralSize(narrow));
  const titles = (narrow ? shortTitlesOf(view) : titlesOf(view)).map(forPlotly);
  /** @param {string} column @param {string} text */
  const axis = (column, text) => ({
    range: rangeOf(points.columns[column]),
    title: { text },
    showticklabels: measured,
    showgrid: measured,
    zeroline: measured,
    automargin: false,
  });
  return {
    template,
    dragmode: false, // what hands do on the map is map/gestures.js, what they point at map/pointing.js
    hovermode: false,
    showlegend: false, // the page has its own, map/legend.js
    margin: !narrow ? ROOM : measured ? NARROW_ROOM : NO_ROOM,
    annotations: named,
    xaxis: axis(across, titles[0]),
    yaxis: { ...axis(up, titles[1]), scaleanchor: raw ? /** @type {false} */ (false) : "x" },
  };
}

/** Whether a map is as narrow as on a phone. @param {HTMLElement} stage */
export function isNarrow(stage) {
  return stage.clientWidth < NARROW_PX;
}

/** Diameter of a point on a stage, CSS pixels. @param {HTMLElement} stage */
export function pointSize(stage) {
  return isNarrow(stage) ? SMALL_POINT_PX : POINT_PX;
}

/** Diameters of points by group. @param {Pick<Groups, "names" | "larger">} groups @param {HTMLElement} stage */
export function pointSizes({ names, larger }, stage) {
  return names.map((_, k) => pointSize(stage) + (larger.includes(k) ? LARGER_PX : 0));
}

/**
 * What both axes of a layout show.
 * @param {Frame} layout of the whole map
 * @param {number} width
 * @param {number} height
 * @param {Range[] | null} zoomed ranges to show as far as they lie on the map; by default all of it
 */
export function rangesInView({ xaxis, yaxis, margin }, width, height, zoomed = null) {
  const lengths = [width - margin.l - margin.r, height - margin.t - margin.b];
  /** @param {Range[]} ranges */
  const fit = (ranges) => fitted(ranges, lengths, Boolean(yaxis.scaleanchor));
  const whole = fit([xaxis.range, yaxis.range]);
  return zoomed ? within(fit(zoomed), whole) : whole;
}

/**
 * How values become pixels in a layout before Plotly has drawn it.
 * @param {Frame} layout of the whole map
 * @param {number} width
 * @param {number} height
 * @param {Range[] | null} zoomed
 */
export function scalesOf(layout, width, height, zoomed = null) {
  const { margin } = layout;
  const lengths = [width - margin.l - margin.r, height - margin.t - margin.b];
  const ranges = rangesInView(layout, width, height, zoomed);
  return [margin.l, margin.t].map((_offset, k) => scale({ range: ranges[k], _offset, _length: lengths[k] }, k === 1));
}
