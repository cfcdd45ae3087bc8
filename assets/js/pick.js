/* Picking a digit: anything with data-digit selects it, data-pick draws one by lot. */
(function () {
  "use strict";

  /** Select a digit of the data set. @param {number} digit its index */
  function pick(digit) {
    window.digitscope.view.select(`sample:${digit}`);
  }

  /**
   * Draw a digit by lot.
   * @param {"random" | "misread"} kind
   * @param {ArrayLike<number>} label
   * @param {ArrayLike<number>} predicted
   * @param {() => number} random from 0 to 1
   */
  function drawByLot(kind, label, predicted, random = Math.random) {
    const all = Array.from(label, (_, index) => index);
    const urn = kind === "misread" ? all.filter((index) => label[index] !== predicted[index]) : all;
    const pool = urn.length ? urn : all;
    return pool[Math.floor(random() * pool.length)];
  }

  async function onClick(event) {
    const target = event.target.closest("[data-digit], [data-pick]");
    if (!target) return;
    if (target.dataset.digit) return pick(Number(target.dataset.digit));
    const { columns } = await window.digitscope.points.load();
    pick(drawByLot(target.dataset.pick, columns.label, columns.predicted));
  }

  if (typeof module !== "undefined") module.exports = { drawByLot };
  else {
    (window.digitscope ??= {}).pick = pick;
    document.addEventListener("click", onClick);
  }
})();
