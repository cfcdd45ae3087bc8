/* The feature maps: a click or the arrow keys pick one, and a dialog shows it enlarged. */
(function () {
  "use strict";

  const ACROSS = { conv1: 8, conv2: 16 };

  /**
   * The channel that an arrow key leads to, or null if there is none.
   * @param {string} key
   * @param {number} channel
   * @param {number} across channels in a row
   * @param {number} count
   */
  function neighbour(key, channel, across, count) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across }[key];
    const next = channel + step;
    return step !== undefined && next >= 0 && next < count ? next : null;
  }

  function onClick(event) {
    const dialog = event.target.closest("dialog");
    if (dialog && (event.target === dialog || event.target.closest("[data-close]"))) return dialog.close();
    const tile = event.target.closest("[data-channel]");
    if (!tile) return;
    const data = { layer: tile.dataset.layer, channel: Number(tile.dataset.channel) };
    window.dash_clientside.set_props("feature-map-picked", { data });
    document.getElementById("feature-map-dialog").showModal();
  }

  function onKey(event) {
    const tile = event.target.closest?.("[data-channel]");
    if (!tile) return;
    const tiles = tile.parentElement.children;
    const next = neighbour(event.key, Number(tile.dataset.channel), ACROSS[tile.dataset.layer], tiles.length);
    if (next === null) return;
    event.preventDefault();
    tiles[next].focus();
  }

  if (typeof module !== "undefined") module.exports = { neighbour };
  else {
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
  }
})();
