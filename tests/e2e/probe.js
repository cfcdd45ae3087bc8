/* What the journeys look at inside the page: plots, points and colours. Loaded before the page's own scripts. */
window.probe = (() => {
  "use strict";

  const shows = (id) => document.getElementById(id)?.dataset.shows;

  /** Whether panels show a selection, and no panel of the bench another one. */
  function allShow(panels, shown) {
    const others = [...document.querySelectorAll("#bench [data-shows][id$='-panel']")];
    return panels.every((id) => shows(id) === shown) && others.every(({ dataset }) => dataset.shows === shown);
  }

  const tabs = () => JSON.parse(document.querySelector(".skeleton").dataset.tabs);
  /** The tab whose panels include one, by the id of its root element. */
  const tabOf = (panel) => Object.entries(tabs()).find(([, { panels }]) => panels.includes(panel))[0];
  /** The tab that is marked as the open one. */
  const openTab = () => document.querySelector("#tabs [aria-selected=true]")?.dataset.tab;
  /** Whether the panels of a tab are on the page and no other tab's; a part of the stage always is. */
  function isMounted(name) {
    const there = [...document.querySelectorAll("#bench > [data-tab]")].map(({ dataset }) => dataset.tab);
    return !tabs()[name] || there.join() === name;
  }

  const plot = (id) => document.querySelector(`#${id} .js-plotly-plot`);
  /** How far below the top each bar of a chart ends. */
  const tops = (id) =>
    [
      ...document
        .querySelector(`#${id} .values`)
        .getAttribute("d")
        .matchAll(/V([\d.]+)h/g),
    ].map(([, top]) => Number(top));
  const columns = async (...names) => (await (await import("/assets/js/core/points.js")).having(names)).columns;

  /** Click a button made for it, as the page's own are: with what it names in a data attribute. */
  function press(name, value) {
    const button = document.body.appendChild(document.createElement("button"));
    button.dataset[name] = value;
    button.click();
    button.remove();
  }

  /** Choose something at a control, as a click on it would. */
  function choose(id, value) {
    const control = document.getElementById(id);
    if (control.tagName !== "SELECT") return control.querySelector(`[data-value="${value}"]`).click();
    control.value = value;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const pick = (digit) => press("digit", digit);
  const open = (units) => press("units", units.join());

  /** Keep every selection that the map shows from now on, in `probe.selections`. */
  function watchSelections() {
    const [panel, selections] = [document.getElementById("map-panel"), (probe.selections = [])];
    const note = () => selections.at(-1) === panel.dataset.shows || selections.push(panel.dataset.shows);
    new MutationObserver(note).observe(panel, { attributeFilter: ["data-shows"] });
  }

  /** Functions from values on the axes of a plot to pixels of the window. */
  function toScreen(gd) {
    const box = gd.getBoundingClientRect();
    const { xaxis, yaxis } = gd._fullLayout;
    return [
      (value) => box.left + xaxis._offset + xaxis.d2p(value),
      (value) => box.top + yaxis._offset + yaxis.d2p(value),
    ];
  }

  /** Where the point of a digit is in the window. */
  async function pixel(id, across, up, digit) {
    const [points, [toX, toY]] = [await columns(across, up), toScreen(plot(id))];
    return [toX(points[across][digit]), toY(points[up][digit])];
  }

  /** How many digits lie between two corners in the window. */
  async function inside(id, across, up, [left, top], [right, bottom]) {
    const [points, [toX, toY]] = [await columns(across, up), toScreen(plot(id))];
    const [xs, ys] = [Array.from(points[across], toX), Array.from(points[up], toY)];
    return xs.filter((x, k) => x >= left && x <= right && ys[k] >= top && ys[k] <= bottom).length;
  }

  /** Whether the middle of an element can be seen on the point of a digit. */
  async function isOn(selector, id, across, up, digit) {
    const element = document.querySelector(selector);
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = await pixel(id, across, up, digit);
    return (
      element.checkVisibility({ visibilityProperty: true }) &&
      Math.hypot(left + width / 2 - x, top + height / 2 - y) < 2
    );
  }

  /** The digit whose point is furthest from all others, and where it is: the mouse cannot miss it. */
  async function loneliest(id, across, up) {
    const [points, gd] = [await columns(across, up), plot(id)];
    const [toX, toY] = toScreen(gd);
    const xs = Array.from(points[across], toX);
    const ys = Array.from(points[up], toY);
    let best = { gap: -1 };
    for (let i = 1; i < xs.length; i += Math.ceil(xs.length / 500)) {
      if (!gd.contains(document.elementFromPoint(xs[i], ys[i]))) continue;
      let gap = Infinity;
      for (let j = 0; j < xs.length && gap > best.gap; j++)
        if (j !== i) gap = Math.min(gap, Math.hypot(xs[i] - xs[j], ys[i] - ys[j]));
      if (gap > best.gap) best = { gap, digit: i, x: xs[i], y: ys[i] };
    }
    return best;
  }

  /** A digit's values in some columns. */
  async function values(...asked) {
    const digit = asked.pop();
    const points = await columns(...asked);
    return asked.map((name) => points[name][digit]);
  }

  /** Draw a stroke, in shares of the pad's side, with a finger. */
  function stroke(pad, places) {
    const box = pad.getBoundingClientRect();
    const common = { bubbles: true, cancelable: true, pointerId: 1, pointerType: "touch", isPrimary: true };
    pad.setPointerCapture = () => {}; // a finger that no driver of the browser knows cannot be captured
    places.forEach(([x, y], k) => {
      const place = { clientX: box.left + x * box.width, clientY: box.top + y * box.height };
      pad.dispatchEvent(new PointerEvent(k ? "pointermove" : "pointerdown", { ...common, ...place }));
    });
    pad.dispatchEvent(new PointerEvent("pointerup", common));
  }

  /** How many points a map has. */
  const count = (id) =>
    plot(id)
      .data.filter(({ type }) => type === "scattergl")
      .reduce((sum, { x }) => sum + x.length, 0);

  /** Whether each of the first ten groups is shown. */
  const visible = (id) =>
    plot(id)
      .data.slice(0, 10)
      .map((each) => each.visible ?? true);

  /** How much of its horizontal axis a plot shows. */
  function span(id) {
    const [low, high] = plot(id)._fullLayout.xaxis.range;
    return high - low;
  }

  /** The words on the horizontal axis of a plot. */
  const title = (id) => plot(id)._fullLayout.xaxis.title.text;

  /** Whether an image is there and can be seen. */
  const painted = (image) => image.complete && image.naturalWidth > 0;
  /** Whether an element has images and all of them can be seen. */
  const allPainted = (id) => {
    const images = [...document.querySelectorAll(`#${id} img`)];
    return images.length > 0 && images.every(painted);
  };

  /** Whether something bright is drawn on a canvas. */
  function inked(canvas) {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, k) => k % 4 === 1 && value > 100);
  }

  /** The indices of the digits that are misread. */
  async function misread() {
    const { label, predicted } = await columns();
    return Array.from(label.keys()).filter((i) => label[i] !== predicted[i]);
  }

  /** Keep every different picture that the canvas of the glide shows from now on, in `probe.pictures`. */
  function watchGlide() {
    probe.pictures = new Set();
    const { putImageData } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.putImageData = function (...given) {
      putImageData.apply(this, given);
      if (this.canvas.matches("#map-stage .glide")) probe.pictures.add(this.canvas.toDataURL());
    };
  }

  /** Controls that neither show nor say what they do. */
  const silent = () =>
    [...document.querySelectorAll("main button, header button")]
      .filter((button) => button.checkVisibility())
      .filter((button) => !button.textContent.trim() && !button.querySelector("[aria-label]"))
      .filter((button) => !button.getAttribute("aria-label"))
      .map((button) => button.outerHTML.slice(0, 120));

  return {
    choose,
    shows,
    allShow,
    tabOf,
    openTab,
    isMounted,
    pick,
    open,
    watchSelections,
    plot,
    tops,
    pixel,
    inside,
    isOn,
    values,
    stroke,
    loneliest,
    count,
    visible,
    span,
    title,
    painted,
    allPainted,
    inked,
    misread,
    watchGlide,
    silent,
  };
})();
