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

  async function adopt(figure) {
    const [gd, points] = await Promise.all([window.digitscope.plot.ready("pca-biplot"), window.digitscope.points.load()]);
    const classes = classesOf(points.columns.label);
    const digitAt = (point) => classes[point.curveNumber][point.pointNumber];
    const position = () => state.axes.map((number) => state.scores?.[number - 1] ?? points.columns[`pca-${number}`][state.selected]);
    state.follow = window.digitscope.plot.adopt(gd, document.getElementById("pca-biplot-ring"), { digitAt, position });
  }

  const callbacks = {
    /** Put the ring on the selected digit once the biplot is there. */
    async mark(selection, figure, landing) {
      if (!selection || !figure.data.length) return window.dash_clientside.no_update;
      const drawn = selection.startsWith("drawn:");
      state.selected = Number(selection.split(":")[1]);
      state.scores = drawn ? landing.scores : null;
      state.axes = components(figure);
      if (state.follow === null) await adopt(figure);
      state.follow();
      return drawn ? landing.shows : selection;
    },
  };

  if (typeof module !== "undefined") module.exports = { classesOf, components };
  else (window.dash_clientside ??= {}).digitscope_pca = callbacks;
})();
