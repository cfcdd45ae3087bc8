/* The legend of colours that are shades of a value: how many images have which, from the least to the greatest. */

import { dataset } from "../core/dataset.js";
import { escape } from "../core/format.js";
import { askable } from "../core/filtering.js";
import { aroundZero, spanOf } from "../core/histogram.js";
import { ends } from "../core/range_text.js";
import { bars, brush } from "./brush_frame.js";
import { levelOf } from "./colouring.js";

/** @typedef {import("../core/store.js").Groups} Groups */

/**
 * The histogram between the ends of the range, over which one is drawn if the filter can ask for it; empty for colours
 * that are groups.
 * @param {Pick<Groups, "names" | "members" | "scale">} groups
 */
export function scaleBar({ names, members, scale }) {
  if (!scale) return "";
  const { values, range, palette, written, column } = scale;
  const span = spanOf(values, written);
  const name = escape(names[0]);
  if (!span) return `<div class="scale">${name}: no ${dataset().item} has a value</div>`;
  const [low, high] = ends(range, written);
  const around = range[0] < 0 && range[0] === -range[1] ? aroundZero(span) : span;
  const histogram = bars(
    values,
    around,
    (value) => palette[levelOf(Math.min(range[1], Math.max(range[0], value)), range)],
  );
  const asked = askable(column);
  const count = members[0].length.toLocaleString("en");
  const said = `${name}: ${count} ${dataset().items} from ${low} to ${high}`;
  return `<div class="scale" role="group" aria-label="${said}" data-tip="${said}"
    ><span>${low}</span>${asked ? brush(column, asked.title, around, histogram) : histogram}<span>${high}</span></div>`;
}
