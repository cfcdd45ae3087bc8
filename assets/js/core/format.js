/* Numbers and text as the page writes them; `components/page/format.py` writes them alike. */

const LEAST = 1e-6; // a probability that is named as one, whatever rounding made of it

/** A number with a true minus sign, and no zero with a sign. @param {number} value @param {number} decimals */
export function plain(value, decimals = 2) {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** The same with a plus where it is positive. @param {number} value @param {number} decimals */
export function signed(value, decimals = 2) {
  const text = plain(value, decimals);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** A share in per cent; the rare ends are named, not rounded away. @param {number} share from 0 to 1 */
export function percent(share) {
  if (share >= 0.9995 && share < 1) return "> 99.9 %";
  if (share > 0 && share < 0.0005) return "< 0.1 %";
  return `${(100 * share).toFixed(1)} %`;
}

/** A probability; a network is never certain, though its numbers may be. @param {number} share from 0 to 1 */
export function probability(share) {
  return percent(Math.min(Math.max(share, LEAST), 1 - LEAST));
}

/** Some numbers along an axis of so many units: the first, three on the way, and the last. @param {number} count */
export function ticksOf(count) {
  const quarters = [0, 1, 2, 3].map((k) => Math.floor((k * count) / 4));
  return [...new Set([...quarters, count - 1])];
}

/** Text as Plotly shows it, which takes some markup for what it means. @param {string} text */
export function forPlotly(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Text as it may stand in HTML. @param {string | number} text */
export function escape(text) {
  return String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
