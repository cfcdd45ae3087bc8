/* What the legend of the map shows and hides: clouds of points, and the numerals of classes with them. */

import * as glide from "./glide.js";

/**
 * @typedef {import("../types/page.js").Annotation} Annotation
 * @typedef {{gd: import("../types/page.js").Plot, points: import("../core/points.js").Points,
 *   view: import("./figure.js").View, members: number[][], colouring: import("./colouring.js").Colouring}} Drawn
 * the map that is drawn: what of, how, and by group of the colouring the digits in it
 */

/** Whether the legend shows a group. @param {Pick<Drawn["gd"], "data">} gd @param {number} group */
function isShown(gd, group) {
  return (gd.data[group].visible ?? true) === true;
}

/**
 * Take the numerals of hidden classes off.
 * @param {Pick<Drawn, "gd" | "members" | "colouring">} drawn
 * @param {Annotation[]} annotations
 * @returns {boolean} whether any changed
 */
export function hideNumerals({ gd, members, colouring }, annotations) {
  if (!colouring.digits) return false;
  const wanted = annotations.map((_, digit) => members[digit].length > 0 && isShown(gd, digit));
  const changed = annotations.some((numeral, digit) => numeral.visible !== wanted[digit]);
  annotations.forEach((numeral, digit) => (numeral.visible = wanted[digit]));
  return changed;
}

/** The colour of each digit's pixel; 0 for those whose group is hidden. @param {Drawn} drawn */
export function pixelColours({ gd, points, members, colouring }) {
  const colours = new Uint32Array(points.count);
  members.forEach((group, k) => {
    const colour = isShown(gd, k) ? glide.pixel(colouring.colours[k]) : 0;
    for (const index of group) colours[index] = colour;
  });
  return colours;
}
