/* Three small maps: where the selected digit and the drawing are on each; a click brings one to the large map. */
(function () {
  "use strict";

  const MARGIN = 0.05;

  /**
   * Equal scales for both axes that fit all points into a square of `side` pixels.
   * @param {[number, number]} across range
   * @param {[number, number]} up range
   * @param {number} side
   */
  function fit(across, up, side) {
    const scale = ((1 - 2 * MARGIN) * side) / Math.max(across[1] - across[0], up[1] - up[0]);
    const middle = (range) => (range[0] + range[1]) / 2;
    return (x, y) => [side / 2 + scale * (x - middle(across)), side / 2 - scale * (y - middle(up))];
  }

  /** @param {Float32Array} values @returns {[number, number]} */
  function extent(values) {
    return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  }

  const state = { pictures: {}, selected: null };

  function canvases() {
    return [...document.querySelectorAll("#map-miniatures canvas")];
  }

  /** The points of a map as a picture, made once. */
  function picture(name, side, points, classes) {
    const key = `${name} ${side}`;
    if (state.pictures[key]) return state.pictures[key];
    const [across, up] = [1, 2].map((axis) => points.columns[`${name}-${axis}`]);
    const place = fit(extent(across), extent(up), side);
    const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
    const context = canvas.getContext("2d");
    context.globalAlpha = 0.6;
    for (let index = 0; index < points.count; index++) {
      context.fillStyle = classes[points.columns.label[index]];
      context.fillRect(...place(across[index], up[index]), 1.4, 1.4);
    }
    state.pictures[key] = { canvas, place };
    return state.pictures[key];
  }

  function dot(context, [x, y], colour) {
    context.globalAlpha = 1;
    context.beginPath();
    context.arc(x, y, 4, 0, 2 * Math.PI);
    Object.assign(context, { fillStyle: colour, strokeStyle: "#fff", lineWidth: 2 });
    context.stroke();
    context.fill();
  }

  function drawOne(canvas, points, classes) {
    const name = canvas.parentElement.dataset.projection;
    const side = Math.round(canvas.clientWidth * (window.devicePixelRatio || 1));
    if (!side) return;
    if (canvas.width !== side) canvas.width = canvas.height = side;
    const { canvas: map, place } = picture(name, side, points, classes);
    const context = canvas.getContext("2d");
    context.clearRect(0, 0, side, side);
    context.drawImage(map, 0, 0);
    const columns = [`${name}-1`, `${name}-2`];
    const { current, positionOf } = window.digitscope.landing;
    if (state.selected !== null) dot(context, place(...columns.map((column) => points.columns[column][state.selected])), "#1a1f27");
    if (current()) dot(context, place(...positionOf(current(), columns)), "#2f6fde");
  }

  /** Draw all three with the selected digit and the drawing on them. @param {number | null} [selected] */
  async function mark(selected = state.selected) {
    state.selected = selected;
    const points = await window.digitscope.points.load();
    const { classes } = JSON.parse(document.getElementById("map-stage").dataset.map);
    canvases().forEach((canvas) => drawOne(canvas, points, classes));
  }

  function onClick(event) {
    const button = event.target.closest("#map-miniatures [data-projection]");
    if (button) window.dash_clientside.set_props("map-projection", { value: button.dataset.projection });
  }

  if (typeof module !== "undefined") module.exports = { fit, extent };
  else {
    (window.digitscope ??= {}).miniatures = { mark };
    document.addEventListener("click", onClick);
    window.addEventListener("resize", () => mark());
  }
})();
