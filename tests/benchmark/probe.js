/* Inside the page: when an input event happened, what it changed, and when each change was painted.
 *
 * A run begins with an event and notes every change: a panel, the hover card or the theme says that it shows something
 * else, Plotly has drawn a plot, an image has been decoded. It ends when the page is where the run wanted it and
 * nothing has changed for a while. All times are milliseconds since the event; the first run begins with the
 * navigation.
 */
(function () {
  "use strict";

  const LIMIT_MS = 20_000;
  const EDGE_PX = 3; // between the edge of the map and a lasso
  const CANDIDATES = 200; // for the loneliest point
  const GHOST = "point of a turned digit"; // name of that change
  const POINTS = "points on the canvas"; // name of that change
  const PANELS = '[id$="-panel"][data-shows]';

  /**
   * @typedef {{name: string, at: number, painted: number | null, points?: number, places?: string, shows?: string}}
   * Change
   */
  let run = null;

  /** Call back once `count` animation frames have begun, or with 0 once the frame under way is painted. */
  function afterFrames(count, callback) {
    if (count > 1) requestAnimationFrame(() => afterFrames(count - 1, callback));
    else if (count === 1) requestAnimationFrame(() => callback(performance.now()));
    else requestAnimationFrame(() => afterTask(() => callback(performance.now())));
  }

  function afterTask(callback) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = callback;
    port2.postMessage(null);
  }

  /** The clouds of points on the map, as Plotly has completed their traces. */
  function clouds() {
    const gd = document.querySelector("#map-graph .js-plotly-plot");
    return (gd?._fullData ?? []).filter((trace) => trace.type === "scattergl");
  }

  function pointsDrawn() {
    return clouds().reduce((sum, trace) => sum + trace._length, 0);
  }

  /** How many digits there are. */
  function digits() {
    return JSON.parse(document.querySelector(".skeleton")?.dataset.files ?? "{}").count ?? NaN;
  }

  /** A word that differs when the points lie elsewhere. */
  function places() {
    return clouds()
      .map((trace) => `${trace.x[0]} ${trace.y[0]}`)
      .join(", ");
  }

  /** What the panels show: one selection, or several while some have yet to follow. */
  function shown() {
    return [...new Set([...document.querySelectorAll(PANELS)].map((panel) => panel.dataset.shows))];
  }

  /** The tab whose panels are on the page. */
  function tab() {
    return document.querySelector("#bench [data-tab]")?.dataset.tab;
  }

  function gliding() {
    return document.querySelector(".gliding") !== null;
  }

  /** Whether an element has said in this run what it shows. @param {string} id */
  function changed(id) {
    return run.changes.some(({ name }) => name === `shows ${id}`);
  }

  /** What a run may wait for. */
  const goals = {
    page: () => pointsDrawn() === digits() && shown().length === 1,
    panels: (before) => shown().length === 1 && shown()[0] !== before.shown,
    card: (before) => hovered() !== before.hovered,
    map: (before) => places() !== before.places && !gliding(),
    landing: () => changed("landing"),
    turned: () => changed("why-panel") && run.changes.some(({ name }) => name === GHOST),
    unit: () => changed("unit-panel"),
    saliency: () => changed("saliency-panel"),
    points: () => run.changes.some(({ name }) => name === POINTS),
    group: () => changed("group-panel"),
    tab: (before) => tab() !== before.tab && document.querySelector(`#bench ${PANELS}`) !== null,
    theme: (before) => document.documentElement.dataset.theme !== before.theme,
  };

  function hovered() {
    const card = document.querySelector(".hover-card");
    return card && getComputedStyle(card).visibility === "visible" ? card.dataset.shows : null;
  }

  function present() {
    const theme = document.documentElement?.dataset.theme;
    return { shown: shown().join(), places: places(), hovered: hovered(), tab: tab(), theme };
  }

  /**
   * Begin a run with the next event of a type; `result` answers when it is over.
   * @param {{event: string | null, goal: string, frames: number, quiet: number}} options
   */
  function arm({ event, goal, frames, quiet }) {
    const start = event === null ? 0 : null;
    run = { event, goal, frames, quiet, start, changes: [], intervals: [], before: present(), timer: 0 };
    run.result = new Promise((resolve, reject) => Object.assign(run, { resolve, reject }));
    run.result.catch(() => {});
    const { reject } = run;
    run.limit = setTimeout(() => reject(new Error(`no ${goal} within ${LIMIT_MS} ms of ${event}`)), LIMIT_MS);
  }

  function begin(event) {
    if (run?.event === event.type && run.start === null && event.isTrusted) run.start = event.timeStamp;
  }

  /** Note a change of the run under way. @param {string} name @param {object} [facts] */
  function note(name, facts) {
    if (!run || run.start === null) return;
    const current = run;
    const change = { name, at: performance.now() - current.start, painted: null, ...facts };
    current.changes.push(change);
    afterFrames(current.frames, (now) => (change.painted = now - current.start));
    wait(current);
  }

  function wait(current) {
    clearTimeout(current.timer);
    current.timer = setTimeout(() => finish(current), current.quiet);
  }

  function finish(current) {
    if (current.changes.some((change) => change.painted === null)) return wait(current);
    if (!goals[current.goal](current.before)) return;
    clearTimeout(current.limit);
    const { changes, intervals, before } = current;
    const now = { shown: shown(), digits: digits(), origin: performance.timeOrigin };
    current.resolve({ changes, intervals, before, ...now });
  }

  /** Plots tell when they are drawn. @param {HTMLElement} gd */
  function attend(gd) {
    if (gd.attended || !gd.on) return;
    gd.attended = true;
    const id = gd.closest("[id]")?.id || gd.parentElement.closest("[id]")?.id;
    const facts = () => (id === "map-graph" ? { points: pointsDrawn(), places: places() } : {});
    gd.on("plotly_afterplot", () => note(`plot ${id}`, facts()));
  }

  /** Time the frames while points glide. */
  function timeFrames() {
    const current = run;
    let last = null;
    const frame = (now) => {
      if (!gliding()) return note("glide over");
      if (last !== null) current.intervals.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  function onMutation({ attributeName, target, oldValue, addedNodes }) {
    const added = [...addedNodes];
    if (added.some((node) => node.className === "glide")) note("canvas");
    if (added.some((node) => node.matches?.("#map-stage .ghost"))) note(GHOST);
    if (attributeName === "width" && target.matches("#map-graph canvas.points")) note(POINTS);
    else if (attributeName === "data-shows")
      note(`shows ${target.id || target.className}`, { shows: target.dataset.shows });
    else if (attributeName === "data-theme") note("theme");
    else if (target.classList?.contains("js-plotly-plot")) attend(target);
    else if (target.classList?.contains("gliding") && !/\bgliding\b/.test(oldValue) && run) timeFrames();
  }

  /** Where on the screen point `k` of the map lies. @param {number} k */
  function pixel(k) {
    const gd = document.querySelector("#map-graph .js-plotly-plot");
    const { xaxis, yaxis } = gd._fullLayout;
    const box = gd.getBoundingClientRect();
    for (const { x, y, _length } of clouds()) {
      if (k >= _length) k -= _length;
      else return [box.left + xaxis._offset + xaxis.d2p(x[k]), box.top + yaxis._offset + yaxis.d2p(y[k])];
    }
    return null;
  }

  /** Whether nothing covers the map there. @param {number[]} point */
  function isFree(point) {
    return Boolean(document.elementFromPoint(...point)?.closest(".nsewdrag"));
  }

  /** Where on the screen point `k` of the map lies, or null if something covers it. @param {number} k */
  function place(k) {
    const point = pixel(k);
    return point && isFree(point) ? point : null;
  }

  /** Corners around so many points on the left of the map, and on its right. @param {number} count */
  function sides(count) {
    const box = document.querySelector("#map-graph .nsewdrag").getBoundingClientRect();
    const across = Array.from({ length: pointsDrawn() }, (_, k) => pixel(k)[0]).sort((one, other) => one - other);
    const [top, bottom] = [box.top + EDGE_PX, box.bottom - EDGE_PX];
    const spans = [
      [box.left + EDGE_PX, across[count]],
      [box.right - EDGE_PX, across[across.length - 1 - count]],
    ];
    return spans.map(([edge, cut]) => [
      [cut, bottom],
      [cut, top],
      [edge, top],
      [edge, bottom],
    ]);
  }

  /** Where on the screen the point of the map is that is furthest from all others, of some hundred. */
  function loneliest() {
    const total = pointsDrawn();
    const all = Array.from({ length: total }, (_, k) => pixel(k));
    const some = all.filter((_, k) => k % Math.ceil(total / CANDIDATES) === 0).filter(isFree);
    const gap = ([x, y]) => Math.min(...all.map(([u, v]) => Math.hypot(u - x, v - y) || Infinity));
    return some.reduce((best, point) => (gap(point) > gap(best) ? point : best));
  }

  function renderer() {
    const context = document.createElement("canvas").getContext("webgl");
    const words = context?.getExtension("WEBGL_debug_renderer_info");
    return words ? context.getParameter(words.UNMASKED_RENDERER_WEBGL) : "no WebGL";
  }

  const attributes = { subtree: true, childList: true, attributes: true, attributeOldValue: true };
  new MutationObserver((mutations) => mutations.forEach(onMutation)).observe(document, {
    ...attributes,
    attributeFilter: ["data-shows", "data-theme", "class", "width"],
  });
  ["pointerup", "pointerdown", "pointermove", "mousemove", "input", "keydown"].forEach((name) =>
    window.addEventListener(name, begin, { capture: true, passive: true }),
  );
  document.addEventListener("load", (event) => event.target.tagName === "IMG" && note("image"), true);
  arm({ event: null, goal: "page", frames: 2, quiet: 500 });
  window.bench = { arm, digits, place, sides, loneliest, hovered, shown, renderer, result: () => run.result };
})();
