/* A column of numbers as counts in equal parts; what is missing is in none. */

const STEPS = 1000; // to which the ends are rounded outward, at least

/**
 * Where a column begins and ends, rounded outward; null if it has no numbers.
 * @param {ArrayLike<number>} values
 * @returns {[number, number] | null}
 */
export function endsOf(values) {
  let [low, high] = [Infinity, -Infinity];
  for (let index = 0; index < values.length; index++) {
    if (values[index] < low) low = values[index];
    if (values[index] > high) high = values[index];
  }
  if (low > high) return null;
  const step = 10 ** Math.floor(Math.log10((high - low || 1) / STEPS));
  return [rounded(Math.floor(low / step) * step), rounded(Math.ceil(high / step) * step)];
}

/** As exact as a screen shows it. @param {number} value */
const rounded = (value) => Number(value.toPrecision(6));

/**
 * How many values lie in each of equal parts.
 * @param {ArrayLike<number>} values
 * @param {[number, number]} ends
 * @param {number} parts
 */
export function counts(values, [low, high], parts) {
  const found = new Array(parts).fill(0);
  for (let index = 0; index < values.length; index++) {
    const part = Math.floor((parts * (values[index] - low)) / (high - low || 1));
    if (part >= 0) found[Math.min(part, parts - 1)]++;
  }
  return found;
}

/**
 * A value at a share of the way between the ends, rounded to what a hundredth of the way has for digits.
 * @param {[number, number]} ends
 * @param {number} share
 */
export function valueAt([low, high], share) {
  if (share <= 0 || share >= 1) return share <= 0 ? low : high;
  const step = 10 ** Math.floor(Math.log10((high - low || 1) / 10));
  return rounded(Math.round((low + share * (high - low)) / step) * step);
}
