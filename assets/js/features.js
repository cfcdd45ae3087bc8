/* The 128 features of every digit, one byte each, fetched once and only when somebody wants to see them. */
(function () {
  "use strict";

  /**
   * @typedef {{address: string, units: number, step: number}} File step is the activation of one level
   * @typedef {{levels: Uint8Array, count: number, units: number, step: number}} Features digit by digit
   */

  /**
   * Read the file.
   * @param {ArrayBuffer} buffer
   * @param {number} count of digits
   * @param {File} file
   * @returns {Features}
   */
  function decode(buffer, count, { units, step }) {
    if (buffer.byteLength !== count * units) {
      throw new Error(`the features have ${buffer.byteLength} bytes instead of ${count * units}`);
    }
    return { levels: new Uint8Array(buffer), count, units, step };
  }

  /** Fetch the features, or wait for them if they are on their way. */
  function load() {
    const { count, features } = window.digitscope.points.files();
    return window.digitscope.once(features.address, (buffer) => decode(buffer, count, features));
  }

  if (typeof module !== "undefined") module.exports = { decode };
  else (window.digitscope ??= {}).features = { load };
})();
