/* The map before it is one: its points, drawn where Plotly will draw them, a second before Plotly can. */
(function () {
  "use strict";

  const state = { layer: null, over: false };

  /** Each digit's colour as a pixel. @param {object} points @param {string} name of the colouring */
  function coloursOf(points, name) {
    const { colouring, glide, told } = window.digitscope;
    const { of, colours } = colouring.of(name, points.columns, told("map"));
    const pixels = colours.map(glide.pixel);
    return Uint32Array.from({ length: points.count }, (_, index) => pixels[of(index)]);
  }

  /** Each digit's place on a stage, in device pixels. */
  function placesOf(points, view, stage, ratio) {
    const { mapFigure, told } = window.digitscope;
    const layout = mapFigure.layoutOf(view, points, told("map"), null, [], mapFigure.isNarrow(stage));
    const scales = mapFigure.scalesOf(layout, stage.clientWidth, stage.clientHeight);
    return mapFigure.pixelsOf(points, mapFigure.columnsOf(view), scales, ratio);
  }

  /** Draw the points on a stage. @param {HTMLElement} stage */
  async function draw(stage) {
    const { mapFigure, points: file, view: choice, glide } = window.digitscope;
    const view = mapFigure.viewOf(choice.values());
    const points = await file.having(mapFigure.columnsOf(view));
    if (state.over || !stage.clientWidth) return;
    const layer = glide.start(stage, mapFigure.pointSize(stage));
    const places = placesOf(points, view, stage, layer.ratio);
    layer.draw({ from: places, to: places, colours: coloursOf(points, view.colour) }, 0);
    state.layer?.finish();
    state.layer = layer;
  }

  /** The plot is there. */
  function finish() {
    state.over = true;
    state.layer?.finish();
  }

  /** Draw on the empty page at once; the real one takes the picture over as soon as Dash has built it. */
  function start() {
    draw(document.querySelector(".skeleton .stage"));
    const built = new MutationObserver(() => {
      const stage = document.getElementById("map-stage");
      if (!stage) return;
      built.disconnect();
      if (!state.layer?.moveTo(stage)) draw(stage);
    });
    built.observe(document.body, { subtree: true, childList: true });
  }

  (window.digitscope ??= {}).sketch = { finish };
  queueMicrotask(start); // the other scripts of the bundle first
})();
