/* What the server tells as data and the browser draws: an element shows a view by the function that stands in
 * `digitscope.renderers` under its id. The view names the selection it `shows`; its panel says so from then on. A view
 * is the answer to a question that was posted, or a callback puts it into data-view.
 *
 * One attribute costs Dash one component, a hundred elements as components cost it tens of milliseconds a click.
 */
(function () {
  "use strict";

  const SIDE = 28; // pixels of a digit

  /** The bytes behind a text in base64. @param {string} text @returns {Uint8ClampedArray} */
  function bytesOf(text) {
    return Uint8ClampedArray.from(atob(text), (character) => character.charCodeAt(0));
  }

  /** Grey levels as the red, green, blue and alpha of pixels. @param {Uint8ClampedArray} levels */
  function greys(levels) {
    const pixels = new Uint8ClampedArray(4 * levels.length);
    levels.forEach((level, k) => pixels.set([level, level, level, 255], 4 * k));
    return pixels;
  }

  /** Paint a digit as the network gets it, white on black. @param {HTMLCanvasElement} canvas @param {string} image */
  function paintDigit(canvas, image) {
    if (canvas.width !== SIDE) canvas.width = canvas.height = SIDE;
    canvas.getContext("2d").putImageData(new ImageData(greys(bytesOf(image)), SIDE), 0, 0);
  }

  /** Draw what data-view says. @param {HTMLElement} element */
  function draw(element) {
    if (element.dataset.view) show(element, JSON.parse(element.dataset.view));
  }

  /** Let the script that knows the element draw a view. @param {HTMLElement} element @param {object} view */
  function show(element, view) {
    window.digitscope.renderers[element.id](element, view);
    if (view.shows) element.closest("[id$='-panel']").dataset.shows = view.shows;
  }

  /** Draw what the page came with, once it is there. */
  function start() {
    if (!document.getElementById("app")) return requestAnimationFrame(start);
    document.querySelectorAll("[data-view]").forEach((element) => window.digitscope.renderers[element.id] && draw(element));
  }

  if (typeof module !== "undefined") module.exports = { bytesOf, greys };
  else {
    (window.digitscope ??= {}).render = { show, paintDigit, bytesOf };
    const watched = { subtree: true, attributes: true, attributeFilter: ["data-view"] };
    start();
    new MutationObserver((changes) => changes.forEach(({ target }) => draw(target))).observe(document, watched);
  }
})();
