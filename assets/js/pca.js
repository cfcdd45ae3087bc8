/* The biplot's ring: the same digits as on the map, trace k holding class k. */
(function () {
  "use strict";

  const state = { selected: 0, follow: null };

  /** The digits of each class in their order. @param {ArrayLike<number>} labels */
  function classesOf(labels) {
    const classes = Array.from({ length: 10 }, () => []);
    Array.from(labels).forEach((label, index) => classes[label].push(index));
    return classes;
  }

  /** The components on the axes, as the URL and the dropdowns count them. */
  function components(figure) {
    return figure.layout.uirevision.match(/\d+/g).map((number) => Number(number) + 1);
  }

  /** Where the selected digit or the drawing lies on the biplot's axes. */
  function position() {
    const landing = window.digitscope.landing.current();
    const scores = state.drawn && landing?.scores;
    return state.axes.map((number) => (scores ? scores[number - 1] : state.points.columns[`pca-${number}`][state.selected]));
  }

  /** The unit that an arrow's label names, or null. @param {{name?: string}} annotation */
  function unitOf({ name }) {
    const number = name?.match(/^unit-(\d+)/)?.[1];
    return number === undefined ? null : Number(number);
  }

  function onLabel({ annotation }) {
    const unit = unitOf(annotation);
    if (unit !== null) document.dispatchEvent(new CustomEvent("unit", { detail: { units: [unit] } }));
  }

  async function adopt() {
    const [gd, points] = await Promise.all([window.digitscope.plot.ready("pca-biplot"), window.digitscope.points.load()]);
    const classes = classesOf(points.columns.label);
    const digitAt = (point) => classes[point.curveNumber][point.pointNumber];
    state.points = points;
    state.follow = window.digitscope.plot.adopt(gd, document.getElementById("pca-biplot-ring"), { digitAt, position });
    gd.on("plotly_clickannotation", onLabel);
  }

  /** Put the ring on the selected digit once the biplot is there. */
  function mark() {
    if (!state.follow) return;
    const selection = window.digitscope.view.selection();
    state.drawn = selection.startsWith("drawn:");
    state.selected = state.drawn ? state.selected : Number(selection.split(":")[1]);
    state.follow();
    document.getElementById("pca-panel").dataset.shows = selection;
  }

  const callbacks = {
    /** The biplot has been drawn, on these or other components. */
    async drawn(figure) {
      if (!figure?.data.length) return;
      state.axes = components(figure);
      if (state.follow === null) await adopt();
      mark();
    },
  };

  if (typeof module !== "undefined") module.exports = { classesOf, components, unitOf };
  else {
    (window.dash_clientside ??= {}).digitscope_pca = callbacks;
    document.addEventListener("selected", mark);
  }
})();
