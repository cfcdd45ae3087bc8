/* The pin: digit A of the comparison, kept here and nowhere else; a drawing is kept with its picture. */
(function () {
  "use strict";

  /** @typedef {{shows: string, image?: string}} Pinned */

  /**
   * What to pin of a selection: a drawing with its picture, as its landing has it.
   * @param {string | null} selection
   * @param {{shows: string, image: string} | null} landing
   * @returns {Pinned | null} null if there is nothing
   */
  function pinOf(selection, landing) {
    if (!selection?.startsWith("drawn:")) return selection ? { shows: selection } : null;
    return landing ? { shows: landing.shows, image: landing.image } : null;
  }

  /** The pinned digit as the URL has it; a drawing has no address. @param {Pinned | null} pinned */
  function addressOf(pinned) {
    return pinned?.shows.startsWith("sample:") ? pinned.shows.slice(7) : "";
  }

  /** @type {{pinned: Pinned | null}} */
  const state = { pinned: null };

  /** Put the mark A on the pinned digit's point on the map; a pinned drawing has none. */
  function mark() {
    const map = window.digitscope.map.view();
    const address = addressOf(state.pinned);
    const element = document.querySelector("#map-stage .pin-mark");
    if (!map || !element) return;
    element.hidden = address === "";
    if (address === "") return;
    const place = map.columns.map((name) => map.points.columns[name][Number(address)]);
    window.digitscope.plot.place(element, map.gd, window.digitscope.plot.toPixel(map.gd, ...place));
  }

  /** Let the digit's button say whether what is selected is pinned, and show the buttons that make sense. */
  function showButtons() {
    const selection = window.digitscope.view.selection();
    const same = state.pinned !== null && state.pinned.shows === selection;
    const here = document.querySelector("#digit-panel [data-pin]");
    here.textContent = same ? "Pinned" : "Pin";
    here.setAttribute("aria-pressed", String(same));
    document.querySelector("#compare-panel [data-pin='here']").hidden = same;
    document.querySelector("#compare-panel [data-pin='off']").hidden = state.pinned === null;
  }

  /** @param {Pinned | null} pinned */
  function set(pinned) {
    state.pinned = pinned;
    window.dash_clientside.set_props("compare-pinned", { data: pinned });
    showButtons();
    mark();
    window.digitscope.view.mirror();
  }

  /** What is selected, as a pin. */
  const selected = () => pinOf(window.digitscope.view.selection(), window.digitscope.landing.selected());

  /** Exchange A and B, if A can be selected: a drawing only while it is still on the pad. */
  function swap() {
    const one = window.digitscope.compare.first();
    const now = selected();
    if (!one || !now) return;
    if (one.startsWith("drawn:")) window.digitscope.landing.select();
    else window.digitscope.view.select(one);
    set(now);
  }

  /** Pin what is selected, or take it off if it is what is pinned. */
  function toggle() {
    const now = selected();
    set(now?.shows === state.pinned?.shows ? null : now);
  }

  const deeds = { here: toggle, off: () => set(null), swap };

  function onClick(event) {
    const button = event.target.closest("[data-pin]");
    if (button) deeds[button.dataset.pin]();
  }

  /** Pin what the URL says; it cannot speak of a drawing, so that stays. @param {string} address */
  function restore(address) {
    if (address === addressOf(state.pinned)) return;
    set(address ? { shows: `sample:${address}` } : null);
  }

  if (typeof module !== "undefined") module.exports = { pinOf, addressOf };
  else {
    (window.digitscope ??= {}).pin = { restore, address: () => addressOf(state.pinned) };
    document.addEventListener("click", onClick);
    document.addEventListener("selected", showButtons);
    document.addEventListener("map-moved", mark);
  }
})();
