/* The map: which point is where in which colour, and how it changes from one projection to the next. */
(function () {
  "use strict";

  const POINT_PX = 5;
  const SMALL_POINT_PX = 3; // on maps below NARROW_PX
  const NARROW_PX = 500;
  const AHEAD_AFTER_MS = 200;
  const LARGER_PX = 2; // more for points that are few and matter
  const NUMERAL_GAP = 0.04; // between two numerals, of the map's width
  const MARGIN = 0.03; // of the points' extent, on every side
  const NAMES = { axes: "raw axes", pca: "PCA", tsne: "t-SNE", umap: "UMAP" };

  /** The values of some digits. @param {Float32Array} column @param {number[]} members */
  function pickFrom(column, members) {
    return Float32Array.from(members, (index) => column[index]);
  }

  /** The names of the columns that a map is drawn from. */
  function columnsOf({ projection, x, y, unitX, unitY }) {
    if (projection === "axes") return [`unit-${unitX}`, `unit-${unitY}`];
    return projection === "pca" ? [`pca-${x}`, `pca-${y}`] : [`${projection}-1`, `${projection}-2`];
  }

  /** The words on the axes; those of t-SNE and UMAP have no unit. */
  function titlesOf({ projection, x, y, unitX, unitY }, words) {
    if (projection === "axes") return [unitX, unitY].map((unit) => `activation of unit ${unit}`);
    return projection === "pca" ? [x, y].map((number) => words.axes[number - 1]) : [1, 2].map((axis) => `${NAMES[projection]} ${axis}`);
  }

  function median(values) {
    const sorted = Float32Array.from(values).sort();
    return sorted.length ? sorted[Math.floor(sorted.length / 2)] : NaN;
  }

  /** The range of an axis with a margin on both sides. @param {Float32Array} values */
  function rangeOf(values) {
    let [low, high] = [Infinity, -Infinity];
    for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
    const margin = MARGIN * (high - low) || 1;
    return [low - margin, high + margin];
  }

  /** The traces: a cloud for each group. */
  function traces(points, members, colouring, columns, pointPx = POINT_PX) {
    const [across, up] = columns.map((name) => points.columns[name]);
    const size = (k) => pointPx + (colouring.larger.includes(k) ? LARGER_PX : 0);
    return members.map((group, k) => ({
      type: "scattergl", mode: "markers", name: colouring.names[k], hoverinfo: "none", legendgroup: `group-${k}`,
      x: pickFrom(across, group), y: pickFrom(up, group),
      marker: { size: size(k), color: colouring.colours[k], opacity: 0.7, line: { width: 0 } },
    }));
  }

  /**
   * Push places apart until any two are `gap` from each other, or as far as `rounds` get.
   * @param {number[][]} places x and y, changed in place
   * @param {number} gap
   */
  function spread(places, gap, rounds = 40) {
    for (let round = 0; round < rounds; round++)
      places.forEach((one, i) =>
        places.slice(i + 1).forEach((other) => {
          const [dx, dy] = [other[0] - one[0], other[1] - one[1]];
          const distance = Math.hypot(dx, dy) || gap / 10;
          if (!(distance < gap)) return;
          const push = (gap - distance) / 2 / distance;
          [one[0], one[1]] = [one[0] - push * dx, one[1] - push * dy];
          [other[0], other[1]] = [other[0] + push * dx, other[1] + push * dy];
        }),
      );
    return places;
  }

  /** A numeral on each class, at the median of its digits, off the other numerals. */
  function numerals(points, columns, classes) {
    const medians = classes.map((group) => columns.map((name) => median(pickFrom(points.columns[name], group))));
    const [low, high] = rangeOf(points.columns[columns[0]]);
    const font = { size: 20, weight: 700 };
    return spread(medians, NUMERAL_GAP * (high - low)).map(([x, y], digit) => ({
      x, y, text: String(digit), showarrow: false, visible: classes[digit].length > 0, font,
    }));
  }

  /** The layout of a map. */
  function layoutOf(view, points, words, template, classes) {
    const [across, up] = columnsOf(view);
    const measured = ["axes", "pca"].includes(view.projection);
    const titles = titlesOf(view, words);
    const axis = (column, text) => ({
      range: rangeOf(points.columns[column]), title: { text }, showticklabels: measured, showgrid: measured,
      zeroline: measured, automargin: false,
    });
    return {
      template, uirevision: `${across} ${up}`, dragmode: "pan", hovermode: "closest", showlegend: true,
      margin: { l: 52, r: 4, t: 40, b: 40 }, annotations: numerals(points, [across, up], classes),
      legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom", itemsizing: "constant", bgcolor: "rgba(0,0,0,0)" },
      xaxis: axis(across, titles[0]),
      yaxis: { ...axis(up, titles[1]), scaleanchor: view.projection === "axes" ? false : "x" },
    };
  }

  /** Every digit's place on the screen, in device pixels. */
  function pixelsOf(gd, points, columns, ratio) {
    const { xaxis, yaxis } = gd._fullLayout;
    const axes = [window.digitscope.plot.scale(xaxis, false), window.digitscope.plot.scale(yaxis, true)];
    return columns.map((name, k) =>
      points.columns[name].map((value) => ratio * (axes[k].origin + axes[k].slope * value)),
    );
  }

  const state = { view: null, members: [], selected: null, follow: () => {}, turn: Promise.resolve() };

  function words() {
    return JSON.parse(document.getElementById("map-stage").dataset.map);
  }

  /** The digits of each class, for the numerals. */
  function classMembers(points) {
    state.classes ??= window.digitscope.colouring.membersOf(points.count, window.digitscope.colouring.of("label", points.columns, words()));
    return state.classes;
  }

  /** Diameter of a point, CSS pixels. */
  function pointSize() {
    return document.getElementById("map-stage").clientWidth < NARROW_PX ? SMALL_POINT_PX : POINT_PX;
  }

  /** Draw a map from scratch: at the start, and in other colours. */
  async function redraw(gd, points, view) {
    const colouring = window.digitscope.colouring.of(view.colour, points.columns, words());
    const members = window.digitscope.colouring.membersOf(points.count, colouring);
    const layout = { ...layoutOf(view, points, words(), gd.layout.template, classMembers(points)), ...window.digitscope.plot.sizeOf(gd) };
    const clouds = traces(points, members, colouring, columnsOf(view), pointSize());
    await window.Plotly.react(gd, clouds, layout, gd._context);
    Object.assign(state, { view, members, colouring });
  }

  /** New coordinates for the points that are there. */
  function move(gd, points, view) {
    const columns = columnsOf(view);
    const [x, y] = columns.map((name) => state.members.map((group) => pickFrom(points.columns[name], group)));
    const layout = layoutOf(view, points, words(), gd.layout.template, classMembers(points));
    hideNumerals(gd, layout.annotations);
    state.view = view;
    return window.Plotly.update(gd, { x, y }, layout);
  }

  /** Whether the legend shows a group. */
  function isShown(gd, group) {
    return (gd.data[group].visible ?? true) === true;
  }

  /** Take the numerals of hidden classes off. @returns {boolean} whether any changed */
  function hideNumerals(gd, annotations) {
    if (!state.colouring.digits) return false;
    const wanted = annotations.map((numeral, digit) => state.members[digit].length > 0 && isShown(gd, digit));
    const changed = annotations.some((numeral, digit) => numeral.visible !== wanted[digit]);
    annotations.forEach((numeral, digit) => (numeral.visible = wanted[digit]));
    return changed;
  }

  /** The colour of each digit's pixel; nothing for those whose group is hidden. */
  function pixelColours(gd, points) {
    const colours = new Uint32Array(points.count);
    state.members.forEach((group, k) => {
      const colour = isShown(gd, k) ? window.digitscope.glide.pixel(state.colouring.colours[k]) : 0;
      for (const index of group) colours[index] = colour;
    });
    return colours;
  }

  /** Let the points glide to their new places, over the plot that is already there underneath. */
  async function glideTo(gd, points, view) {
    const { start, run } = window.digitscope.glide;
    const stage = document.getElementById("map-stage");
    const layer = start(stage, pointSize());
    const from = pixelsOf(gd, points, columnsOf(state.view), layer.ratio);
    const journey = { from, to: from, colours: pixelColours(gd, points) };
    layer.draw(journey, 0);
    stage.classList.add("gliding");
    await move(gd, points, view);
    journey.to = pixelsOf(gd, points, columnsOf(view), layer.ratio);
    await run(layer, journey, (t) => followGlide(gd, journey, t, layer.ratio));
    layer.finish();
  }

  function followGlide(gd, { from, to }, t, ratio) {
    if (state.selected === null) return;
    const between = [0, 1].map((k) => (1 - t) * from[k][state.selected] + t * to[k][state.selected]);
    window.digitscope.plot.place(document.getElementById("map-ring"), gd, between.map((value) => value / ratio));
  }

  /** Bring the plot to a view, by the shortest way. */
  async function bringTo(view) {
    const { plot, points: file } = window.digitscope;
    const [gd, points] = await Promise.all([plot.ready("map-graph"), file.having(columnsOf(view))]);
    const first = state.view === null;
    if (first || state.view.colour !== view.colour) await redraw(gd, points, view);
    else if (window.digitscope.glide.unwanted()) await move(gd, points, view);
    else await glideTo(gd, points, view);
    if (first) adopt(gd, points);
    mark();
  }

  function adopt(gd, points) {
    const position = () => {
      if (state.selected === null) return null;
      return columnsOf(state.view).map((name) => points.columns[name][state.selected]);
    };
    const digitAt = (point) => state.members[point.curveNumber][point.pointNumber];
    gd.on("plotly_restyle", () => {
      const annotations = gd.layout.annotations.map((numeral) => ({ ...numeral }));
      if (hideNumerals(gd, annotations)) window.Plotly.relayout(gd, { annotations });
    });
    const moved = () => document.dispatchEvent(new Event("map-moved"));
    Object.assign(state, { gd, points });
    window.digitscope.plot.fit(gd);
    state.follow = window.digitscope.plot.adopt(gd, document.getElementById("map-ring"), { position, digitAt, moved });
    setTimeout(fetchAhead, AHEAD_AFTER_MS);
  }

  /** Fetch what the next hover and the next map will need. */
  function fetchAhead() {
    window.digitscope.points.files().sheets.forEach((_, k) => window.digitscope.hover.sheet(k));
    words().bestAxes.forEach(window.digitscope.points.loadUnit);
  }

  /** How far to trust the map in view. */
  async function trust({ projection, unitX, unitY }) {
    const { quality, bestAxes, separation } = words();
    if (projection !== "axes" || (unitX === bestAxes[0] && unitY === bestAxes[1])) return quality[projection];
    const { separation: withUnit } = await window.digitscope.points.loadUnit(unitX);
    const [these, best] = [withUnit[unitY], separation].map((share) => `${(100 * share).toFixed(0)} %`);
    return `Units ${unitX} and ${unitY} as axes: a line between two classes is right for ${these} of their digits, averaged over all pairs of classes; with the best pair, units ${bestAxes.join(" and ")}, for ${best}.`;
  }

  const callbacks = {
    /** Show a projection in a colouring; returns the words on its quality. */
    async show(projection, colour, x, y, unitX, unitY) {
      const view = { projection, colour, x, y, unitX, unitY };
      document.getElementById("map-components").hidden = projection !== "pca";
      document.getElementById("map-units").hidden = projection !== "axes";
      const axes = columnsOf(view).join();
      if (state.axes && axes !== state.axes) document.dispatchEvent(new Event("map-chosen")); // for panels about the map
      state.axes = axes;
      state.turn = state.turn.then(() => bringTo(view));
      await state.turn;
      document.getElementById("map-stage").dataset.projection = projection;
      return trust(view);
    },
  };

  /** Put the ring on the selected digit. */
  function mark() {
    const selection = window.digitscope.view.selection();
    if (!selection) return;
    // A drawing has no ring, but the digit that it started from keeps its own.
    state.selected = selection.startsWith("sample:") ? Number(selection.split(":")[1]) : window.digitscope.pad.origin();
    state.follow();
    window.digitscope.miniatures.mark(state.selected);
    if (state.gd) document.getElementById("map-panel").dataset.shows = selection;
  }

  /** Zoom about the middle of the map, or show all of it. */
  async function onZoom(event) {
    const button = event.target.closest("[data-zoom]");
    if (!button) return;
    const [gd, points] = [state.gd, await window.digitscope.points.load()];
    const [across, up] = columnsOf(state.view);
    const whole = { "xaxis.range": rangeOf(points.columns[across]), "yaxis.range": rangeOf(points.columns[up]) };
    const factor = { in: 0.7, out: 1 / 0.7 }[button.dataset.zoom];
    const zoomed = ({ range: [low, high] }) => [low, high].map((end) => (low + high) / 2 + factor * (end - (low + high) / 2));
    const { xaxis, yaxis } = gd._fullLayout;
    window.Plotly.relayout(gd, factor ? { "xaxis.range": zoomed(xaxis), "yaxis.range": zoomed(yaxis) } : whole);
  }

  /** What is in view, for whatever is drawn over the map; nothing before there is a map. */
  function view() {
    if (!state.gd) return null;
    const { projection } = state.view;
    return { gd: state.gd, points: state.points, projection, columns: columnsOf(state.view), name: NAMES[projection] };
  }

  if (typeof module !== "undefined")
    module.exports = { pickFrom, columnsOf, titlesOf, median, rangeOf, spread, traces, numerals, layoutOf };
  else {
    (window.digitscope ??= {}).map = { view };
    (window.dash_clientside ??= {}).digitscope_map = callbacks;
    document.addEventListener("click", onZoom);
    document.addEventListener("selected", mark);
  }
})();
