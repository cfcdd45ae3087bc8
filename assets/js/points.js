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

  /** Fetch the points, or wait for them if they are on their way. @returns {Promise<Points>} */
  function load() {
    return window.digitscope.once(files().points, (buffer) => decode(buffer, files()));
  }

  /**
   * Read one feature out of its file: a value a digit, then how well it separates the classes with each feature.
   * @param {ArrayBuffer} buffer
   * @param {number} count digits
   */
  function decodeUnit(buffer, count) {
    return { values: new Float32Array(buffer, 0, count), separation: new Float32Array(buffer, 4 * count) };
  }

  /** Fetch a feature; its values are then the column "unit-<k>". @param {number} unit */
  async function loadUnit(unit) {
    const { count, columns } = await load();
    const read = await window.digitscope.once(files().units.replace("UNIT", unit), (buffer) => decodeUnit(buffer, count));
    columns[`unit-${unit}`] = read.values;
    return read;
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
