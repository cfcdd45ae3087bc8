/* The points of every map, fetched once: columns of numbers, one entry a digit. */
(function () {
  "use strict";

  /**
   * @typedef {{count: number, points: string, floats: string[], bytes: string[], units: string, sheets: string[]}} Files
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
    return window.digitscope.told("files");
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

  /**
   * Read one feature out of its file: a value a digit, then how well it separates the classes with each feature.
   * @param {ArrayBuffer} buffer
   * @param {number} count digits
   */
  function decodeUnit(buffer, count) {
    return { values: new Float32Array(buffer, 0, count), separation: new Float32Array(buffer, 4 * count) };
  }

  /** @type {Object<string, Promise<{values: Float32Array, separation: Float32Array}>>} */
  const units = {};

  /** Fetch a feature, once; its values are then the column "unit-<k>". @param {number} unit */
  function loadUnit(unit) {
    units[unit] ??= fetch(files().units.replace("UNIT", unit))
      .then((answer) => answer.arrayBuffer())
      .then(async (buffer) => {
        const { count, columns } = await load();
        const read = decodeUnit(buffer, count);
        columns[`unit-${unit}`] = read.values;
        return read;
      });
    return units[unit];
  }

  /** The points with every column named. @param {string[]} names */
  async function having(names) {
    const asked = names.filter((name) => name.startsWith("unit-"));
    await Promise.all(asked.map((name) => loadUnit(Number(name.slice("unit-".length)))));
    return load();
  }

  const points = { decode, decodeUnit, files, load, loadUnit, having };
  if (typeof module !== "undefined") module.exports = points;
  else (window.digitscope ??= {}).points = points;
})();
