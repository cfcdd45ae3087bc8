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

  /** @type {Promise<Features> | null} */
  let loading = null;

  async function request() {
    const { count, features } = window.digitscope.points.files();
    const answer = await fetch(features.address);
    if (!answer.ok) throw new Error(`the features were refused with ${answer.status}`);
    return decode(await answer.arrayBuffer(), count, features);
  }

  /** Fetch the features, or wait for them if they are on their way; after a failure the next call tries again. */
  function load() {
    loading ??= request().catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  }

  if (typeof module !== "undefined") module.exports = { decode };
  else (window.digitscope ??= {}).features = { load };
})();
