/* What part of the map is in view, and the same as a short text for the URL. */

/**
 * @typedef {import("../types/page.js").Range} Range
 * @typedef {{columns: string[], ranges: Range[]}} Zoom what both axes show, and the names of the columns that span them
 */

const FINEST = 8000; // parts of an axis that a screen can tell apart
const NUMBER = /^-?(0|[1-9]\d{0,6})(\.\d{1,12})?$/;

/** The ranges that a zoom asks for on some axes; null for all. @param {Zoom | null} zoom @param {string[]} columns */
export function rangesFor(zoom, columns) {
  return zoom && zoom.columns.join() === columns.join() ? zoom.ranges : null;
}

/** An end of a range, as exact as a screen can show it. @param {number} end @param {Range} range */
function rounded(end, [low, high]) {
  const decimals = Math.min(12, Math.max(0, Math.ceil(Math.log10(FINEST / (high - low)))));
  return String(Number(end.toFixed(decimals)));
}

/**
 * A zoom as text, "x0,x1,y0,y1"; empty when all of a map is in view.
 * @param {Zoom | null} zoom
 * @param {string[]} columns that span the map
 */
export function zoomText(zoom, columns) {
  return (rangesFor(zoom, columns) ?? []).flatMap((range) => range.map((end) => rounded(end, range))).join();
}

/**
 * Read the text.
 * @param {string} text
 * @param {string[]} columns that span the map
 * @returns {Zoom | null | undefined} null for all of the map, undefined if the text is malformed
 */
export function readZoom(text, columns) {
  if (text === "") return null;
  const parts = text.split(",");
  const [left, right, bottom, top] = parts.map(Number);
  if (parts.length !== 4 || !parts.every((part) => NUMBER.test(part)) || left >= right || bottom >= top)
    return undefined;
  return {
    columns: [...columns],
    ranges: [
      [left, right],
      [bottom, top],
    ],
  };
}
