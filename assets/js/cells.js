/* Pictures whose cells are values: which cell the pointer is on. */
(function () {
  "use strict";

  /** The one of `count` equal parts that lies `offset` into `length`; outside, the nearest. */
  function part(offset, length, count) {
    return Math.min(count - 1, Math.max(0, Math.floor((count * offset) / length)));
  }

  /** The cell of an element under the pointer. @param {Element} element @param {MouseEvent} event */
  function under(element, event, rows, columns) {
    const box = element.getBoundingClientRect();
    return { row: part(event.clientY - box.top, box.height, rows), column: part(event.clientX - box.left, box.width, columns) };
  }

  /** Lay a mark over a cell. @param {HTMLElement} mark @param {{row: number, column: number}} cell */
  function cover(mark, { row, column }, rows, columns) {
    const percent = (share) => `${100 * share}%`;
    Object.assign(mark.style, { left: percent(column / columns), top: percent(row / rows), width: percent(1 / columns), height: percent(1 / rows) });
  }

  if (typeof module !== "undefined") module.exports = { part, under };
  else (window.digitscope ??= {}).cells = { under, cover };
})();
