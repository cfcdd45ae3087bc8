/* The data as an image: what stands around its pictures, as HTML. */

/** @typedef {import("./data_rows.js").Band} Band */

export const NEAR = 40; // digits in sight one by one
const TICK = 16; // units from one number over the columns to the next

/** The heads of the columns as buttons, one of which Tab reaches. @param {number[]} columns */
export function heads(columns) {
  /** @param {number} unit @param {number} place */
  const head = (unit, place) =>
    `<button type="button" tabindex="${place ? -1 : 0}" data-unit="${unit}" data-place="${place}"
      data-tip="unit ${unit}" aria-label="unit ${unit}"></button>`;
  return columns.map(head).join("");
}

/** Numbers over the columns, or what their order is. @param {string} kind @param {number} count */
export function ticks(kind, count) {
  if (kind !== "index") return "<span>units that go together stand side by side</span>";
  const marked = Array.from({ length: Math.ceil(count / TICK) }, (_, k) => TICK * k);
  return marked.map((unit) => `<i style="left: ${((100 * (unit + 0.5)) / count).toFixed(2)}%">${unit}</i>`).join("");
}

/**
 * What the overview's rows are, at its left: the classes, or numbers.
 * @param {Band[] | null} bands
 * @param {number} count
 */
export function margin(bands, count) {
  /** @param {number} value */
  const part = (value) => `${((100 * value) / count).toFixed(2)}%`;
  /** @param {Band} one */
  const band = ({ label, from, to }) =>
    `<b class="class-${label}" style="top: ${part(from)}; height: ${part(to - from)}">${label}</b>`;
  /** @param {number} k */
  const number = (k) => `<i style="top: ${20 * k}%">${Math.round((k * count) / 5).toLocaleString("en")}</i>`;
  return bands ? bands.map(band).join("") : [0, 1, 2, 3, 4].map(number).join("");
}

/** The overview in words. @param {number} count @param {number} lines */
export function summary(count, lines) {
  const each = Math.round(count / lines);
  const mean = each > 1 ? `one line is the mean of about ${each} digits` : "one line is one digit";
  return `<strong>All ${count.toLocaleString("en")} digits</strong>, ${mean}`;
}

/**
 * What is said of a cell; its unit can be opened from there.
 * @param {string} digit
 * @param {number} unit
 * @param {string} value
 */
export function cellText(digit, unit, value) {
  const asked = `data-unit="${unit}" data-tip="Open unit ${unit}"`;
  const name = `<button type="button" class="unit" ${asked}>unit ${unit}</button>`;
  return `${digit}, ${name}: ${value}`;
}

export function frame() {
  return `<p class="title"></p><div class="margin bands"></div>
    <div class="picture overview"><canvas></canvas><i class="window"></i><i class="here"></i></div>
    <div class="head"><div class="ticks"></div><div class="units" role="group"
      aria-label="Units, one a column"></div></div>
    <p class="margin name"></p><div class="picture one"><canvas></canvas></div>
    <div class="margin labels"></div>
    <div class="picture rows" tabindex="0" role="group"
      aria-label="${NEAR} digits, one a line: arrow keys move, Enter selects">
      <canvas></canvas><i class="here"></i><i class="row" hidden></i><i class="column" hidden></i></div>
    <div class="foot"><p class="readout" role="status"></p>
      <div class="colour-scale"><span class="exact"></span><span>0</span><span class="viridis"></span
      ><span class="top"></span></div></div>`;
}
