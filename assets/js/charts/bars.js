/* Signed values as bars from the middle of their cell: to the right what is positive, to the left what is negative. */

/** A cell with its bar. @param {number} value @param {number} top the value whose bar reaches the edge */
export function signedBar(value, top) {
  const width = top ? (50 * Math.abs(value)) / top : 0;
  const left = value < 0 ? 50 - width : 50;
  const style = `left: ${left.toFixed(2)}%; width: ${width.toFixed(2)}%`;
  const bar = `<i class="${value < 0 ? "negative" : "positive"}" style="${style}"></i>`;
  return `<span class="signed-bar">${bar}</span>`;
}
