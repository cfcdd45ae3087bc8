/* The points of every map, fetched once: columns of numbers, one entry a digit. */
(function () {
  "use strict";

  /**
   * @typedef {{count: number, points: string, floats: string[], bytes: string[], sheets: string[]}} Files
   * @typedef {{count: number, columns: Object<string, Float32Array | Uint8Array>}} Points
   */

  /**
   * Read the columns out of the file: the float32 ones first, then the bytes.
   * @param {ArrayBuffer} buffer
   * @param {Files} files
   * @returns {Points}
   */
  function decode(buffer, files) {
    const { count, floats, bytes } = files;
    const expected = count * (4 * floats.length + bytes.length);
    if (buffer.byteLength !== expected) {
      throw new Error(`the points have ${buffer.byteLength} bytes instead of ${expected}`);
    }
    const columns = {};
    floats.forEach((name, k) => (columns[name] = new Float32Array(buffer, 4 * k * count, count)));
    const start = 4 * floats.length * count;
    bytes.forEach((name, k) => (columns[name] = new Uint8Array(buffer, start + k * count, count)));
    return { count, columns };
  }

  /** @returns {Files} */
  function files() {
    return JSON.parse(document.getElementById("app").dataset.files);
  }

  /** @type {Promise<Points> | null} */
  let loading = null;

  /** Fetch the points, or wait for them if they are on their way. */
  function load() {
    loading ??= fetch(files().points)
      .then((answer) => answer.arrayBuffer())
      .then((buffer) => decode(buffer, files()));
    return loading;
  }

  const points = { decode, files, load };
  if (typeof module !== "undefined") module.exports = points;
  else (window.digitscope ??= {}).points = points;
})();
