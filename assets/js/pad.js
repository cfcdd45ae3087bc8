/* The pad: pen and eraser strokes on a canvas, in mouse, pen or touch; what is on it is known here and nowhere else. */
(function () {
  "use strict";

  const BOX = 280; // side of the pad in the strokes' unit
  const PIXELS = 28; // of the network's picture along the same side
  const UNIT = BOX / PIXELS;
  const ERASER = 2; // times as wide as the pen
  const NEAR = 1; // unit; a point nearer to the one before it tells nothing
  const MAX_FILE_BYTES = 5_000_000;

  /** @typedef {{points: number[][], erases: boolean}} Stroke */

  /**
   * Go on with a stroke. Its first and its newest point are exact; no other is nearer than `near` to the one before it.
   * @param {number[][]} points is changed
   * @param {number[]} point
   */
  function extend(points, point, near = NEAR) {
    const [before, last] = points.slice(-2);
    if (last && Math.hypot(last[0] - before[0], last[1] - before[1]) < near) points[points.length - 1] = point;
    else points.push(point);
    return points;
  }

  /** The same strokes with at most `most` points in all: the more there are, the coarser. @param {number[][][]} strokes */
  function thin(strokes, most) {
    let kept = strokes;
    for (let near = 2 * NEAR; kept.flat().length > most && near < 2 * BOX; near *= 2)
      kept = strokes.map((points) => points.reduce((some, point) => extend(some, point, near), []));
    return kept;
  }

  /** Points no further than `step` apart along a stroke. @param {number[][]} points @param {number} step */
  function densify(points, step) {
    const dense = points.slice(0, 1);
    for (let i = 1; i < points.length; i++) {
      const [from, to] = [points[i - 1], points[i]];
      const pieces = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / step));
      for (let k = 1; k <= pieces; k++) dense.push([0, 1].map((axis) => from[axis] + (k / pieces) * (to[axis] - from[axis])));
    }
    return dense;
  }

  /** What an eraser leaves of a stroke: the runs of points out of its reach. */
  function cut(points, path, radius) {
    const eraser = densify(path, radius / 2);
    const near = ([x, y]) => eraser.some(([ex, ey]) => Math.hypot(x - ex, y - ey) < radius);
    const dense = densify(points, radius / 2);
    if (!dense.some(near)) return [points];
    const runs = [[]];
    for (const point of dense) {
      if (!near(point)) runs.at(-1).push(point);
      else if (runs.at(-1).length) runs.push([]);
    }
    return runs.filter((run) => run.length);
  }

  /** The pen strokes that remain after all erasing. @param {Stroke[]} strokes @param {number} radius */
  function fold(strokes, radius) {
    return strokes.reduce(
      (kept, { points, erases }) => (erases ? kept.flatMap((one) => cut(one, points, radius)) : [...kept, points]),
      [],
    );
  }

  /** Where the pointer is on the pad, in its unit, two decimals. */
  function pointOf(event, rectangle) {
    const across = (BOX * (event.clientX - rectangle.left)) / rectangle.width;
    const down = (BOX * (event.clientY - rectangle.top)) / rectangle.height;
    return [across, down].map((value) => Math.round(100 * Math.min(BOX, Math.max(0, value))) / 100);
  }

  /** @type {{strokes: Stroke[], base: Uint8Array | null, origin: number | null, current: Stroke | null,
   *   erases: boolean, width: string, normalised: boolean}} */
  const state = { strokes: [], base: null, origin: null, before: null, current: null, erases: false, width: "2.3", normalised: true };

  function canvas() {
    return document.getElementById("draw-canvas");
  }

  function isEmpty() {
    return !state.base && !fold(state.strokes, eraserRadius()).length;
  }

  function eraserRadius() {
    return (ERASER * Number(state.width) * UNIT) / 2;
  }

  /** What the server needs to see the drawing as it is now. */
  function content() {
    const common = { box: BOX, width: state.width };
    const most = Number(canvas().dataset.points);
    if (state.base) {
      const paths = thin(state.strokes.map(({ points }) => points), most);
      const edits = state.strokes.map(({ erases }, k) => [paths[k], erases]);
      return { ...common, base: btoa(String.fromCharCode(...state.base)), edits };
    }
    return { ...common, strokes: thin(fold(state.strokes, eraserRadius()), most), normalised: state.normalised };
  }

  /* Drawing on the screen */

  function line(context, points, width, colour) {
    Object.assign(context, { lineWidth: width, lineCap: "round", lineJoin: "round", strokeStyle: colour, fillStyle: colour });
    context.beginPath();
    if (points.length === 1) {
      context.arc(...points[0], width / 2, 0, 2 * Math.PI);
      return context.fill();
    }
    context.moveTo(...points[0]);
    points.slice(1, -1).forEach((point, k) => {
      const next = points[k + 2];
      context.quadraticCurveTo(...point, (point[0] + next[0]) / 2, (point[1] + next[1]) / 2);
    });
    context.lineTo(...points.at(-1));
    context.stroke();
  }

  function paintBase(context) {
    state.base.forEach((ink, index) => {
      context.fillStyle = `rgb(${ink}, ${ink}, ${ink})`;
      context.fillRect((index % PIXELS) * UNIT, Math.floor(index / PIXELS) * UNIT, UNIT + 0.5, UNIT + 0.5);
    });
  }

  function paint() {
    const element = canvas();
    if (!element) return;
    const side = Math.round(element.clientWidth * (window.devicePixelRatio || 1));
    if (element.width !== side) element.width = element.height = side;
    const context = element.getContext("2d");
    context.setTransform(side / BOX, 0, 0, side / BOX, 0, 0);
    context.clearRect(0, 0, BOX, BOX);
    if (state.base) paintBase(context);
    const width = Number(state.width) * UNIT;
    for (const { points, erases } of state.strokes) line(context, points, erases ? ERASER * width : width, erases ? "#000" : "#fff");
    document.getElementById("draw-normalised").disabled = state.base !== null; // a picture stays as it is
    element.parentElement.classList.toggle("used", Boolean(state.base) || state.strokes.length > 0);
  }

  function changed() {
    requestAnimationFrame(paint);
    if (isEmpty()) window.digitscope.landing.forget();
    else window.digitscope.landing.ask();
  }

  /* The pointer */

  function onDown(event) {
    if (event.target !== canvas() || event.button > 0 || state.current) return;
    event.preventDefault();
    canvas().setPointerCapture(event.pointerId);
    state.current = { points: [pointOf(event, canvas().getBoundingClientRect())], erases: state.erases, pointer: event.pointerId };
    state.strokes.push(state.current);
    changed();
  }

  function onMove(event) {
    if (state.current?.pointer !== event.pointerId) return;
    const rectangle = canvas().getBoundingClientRect();
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const move of moves.length ? moves : [event]) extend(state.current.points, pointOf(move, rectangle));
    changed();
  }

  function onUp(event) {
    if (state.current?.pointer === event.pointerId) state.current = null;
  }

  /* The tools */

  /**
   * Put a picture on the pad to draw on, or nothing.
   * @param {Uint8Array | null} base
   * @param {number | null} origin the digit of the data set that it is
   */
  function start(base, origin = null) {
    const { strokes, base: picture, origin: digit, before } = state;
    if (strokes.length || picture) state.before = { strokes, base: picture, origin: digit, before };
    Object.assign(state, { strokes: [], base, origin, current: null });
    if (state.erases) toggle(document.getElementById("draw-tool"), "erases"); // a new drawing begins with the pen
    changed();
  }

  function toggle(button, name) {
    state[name] = !state[name];
    button.setAttribute("aria-pressed", String(state[name]));
  }

  const tools = {
    "draw-undo": () => {
      if (state.strokes.length) state.strokes.pop();
      else Object.assign(state, state.before);
      changed();
    },
    "draw-clear": () => start(null),
    "draw-tool": (button) => toggle(button, "erases"),
    "draw-normalised": (button) => {
      toggle(button, "normalised");
      changed();
    },
    "draw-width": (button) => {
      const widths = JSON.parse(button.dataset.widths);
      const all = Object.keys(widths);
      state.width = all[(all.indexOf(state.width) + 1) % all.length];
      button.textContent = widths[state.width];
      changed();
    },
    "draw-edit": async () => {
      const digit = Number(window.digitscope.view.selection().split(":")[1]);
      start(await window.digitscope.hover.pixels(digit), digit);
    },
  };

  /** The drawing itself is on the pad already. @param {CustomEvent<string>} event */
  function onSelected({ detail }) {
    document.getElementById("draw-edit").disabled = detail.startsWith("drawn:");
  }

  function onClick(event) {
    const button = event.target.closest("button");
    if (button && Object.hasOwn(tools, button.id)) tools[button.id](button);
  }

  /* Pictures */

  /** Tell what is wrong with a drawing or a picture, if anything is. @param {string} words */
  function say(words) {
    const message = document.getElementById("draw-message");
    if (message.textContent !== words) message.textContent = words;
  }

  /** Whether a file may go to the server; if not, the visitor is told why. @param {File} file */
  function isSmallEnough(file) {
    if (file.size <= MAX_FILE_BYTES) return true;
    say(`The file has ${(file.size / 1e6).toFixed(1)} MB; at most ${MAX_FILE_BYTES / 1e6} MB are read.`);
    return false;
  }

  /** Send a pasted or dropped file the way of the button. @param {FileList | undefined} files */
  function send(files) {
    const file = files?.[0];
    if (!file || !isSmallEnough(file)) return;
    const reader = new FileReader();
    reader.onload = () => window.dash_clientside.set_props("draw-upload", { contents: reader.result });
    reader.readAsDataURL(file);
  }

  function onPaste(event) {
    send(event.clipboardData?.files);
  }

  function onDrop(event) {
    if (!event.target.closest("#draw-panel")) return;
    event.preventDefault();
    if (event.type !== "drop") return;
    event.stopPropagation();
    send(event.dataTransfer.files);
  }

  /** Hold a file from the button back when it is too large. */
  function onChoose(event) {
    const file = event.target.closest("#draw-upload") && event.target.files?.[0];
    if (file && !isSmallEnough(file)) event.stopPropagation();
  }

  const callbacks = {
    /** Take the digit that the server found in a picture, or say why there is none. */
    take(found) {
      if (found?.message) say(found.message);
      if (found?.image) start(Uint8Array.from(atob(found.image), (character) => character.charCodeAt(0)));
    },
  };

  if (typeof module !== "undefined") module.exports = { BOX, extend, thin, densify, cut, fold, pointOf };
  else {
    (window.digitscope ??= {}).pad = { content, say, origin: () => state.origin };
    (window.dash_clientside ??= {}).digitscope_pad = callbacks;
    document.addEventListener("pointerdown", onDown);
    document.addEventListener("pointermove", onMove);
    ["pointerup", "pointercancel"].forEach((name) => document.addEventListener(name, onUp));
    document.addEventListener("click", onClick);
    document.addEventListener("selected", onSelected);
    document.addEventListener("paste", onPaste);
    ["dragover", "drop"].forEach((name) => document.addEventListener(name, onDrop, true));
    document.addEventListener("change", onChoose, true);
    window.addEventListener("resize", paint);
  }
})();
