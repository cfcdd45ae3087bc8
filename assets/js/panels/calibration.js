/* Whether the network's percentages come true: a row for each confidence, what was said and how often it was right. */

import { escape } from "../core/format.js";

/**
 * @typedef {import("../types/views.js").CalibrationView} CalibrationView
 * @typedef {import("../types/views.js").Reading} Reading
 */

/** A place along the row, in per cent of its width. @param {number} share */
export const along = (share) => `${(100 * Math.min(Math.max(share, 0), 1)).toFixed(2)}%`;

/** @param {Reading} reading */
function row({ name, count, said, right, interval: [low, high], words }) {
  return `<li><span class="name">${escape(name)}</span><span class="count">${count}</span>
    <span class="shares" aria-hidden="true"><i class="interval" style="left:${along(low)};right:${along(1 - high)}"></i
      ><i class="said" style="left:${along(said)}"></i><i class="right" style="left:${along(right)}"></i></span>
    <span class="words">${escape(words)}</span></li>`;
}

/** The diagram. @param {CalibrationView} view */
export function diagram({ summary, readings }) {
  return `<p>${escape(summary)}</p><ol class="reliability">${readings.map(row).join("")}</ol>
    <p class="hint"><i class="said"></i> what it said, on average <i class="right"></i> how many it read right
    <i class="interval"></i> where that share may be (95 %)</p>`;
}

/** @type {import("../core/panel.js").Panel} */
export const panel = {
  name: "calibration",
  views: { "calibration-body": (element, view) => (element.innerHTML = diagram(view)) },
};
