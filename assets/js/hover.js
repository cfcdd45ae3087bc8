/* The card beside the pointer: the digit under it, its label and its prediction, without asking the server. */
(function () {
  "use strict";

  const SIDE = 28; // pixels of a digit
  const ACROSS = 100; // digits in a row of a sheet
  const PER_SHEET = ACROSS * ACROSS;
  const OFFSET_PX = 16;

  /** Where digit `index` lies on its sheet. @param {number} index */
  function cell(index) {
    const rest = index % PER_SHEET;
    return { sheet: Math.floor(index / PER_SHEET), x: (rest % ACROSS) * SIDE, y: Math.floor(rest / ACROSS) * SIDE };
  }

  /** Where to put a card of a given size so that it stays in the window and off the pointer. */
  function corner(pointer, card, view) {
    const right = pointer.x + OFFSET_PX + card.width <= view.width;
    const x = right ? pointer.x + OFFSET_PX : pointer.x - OFFSET_PX - card.width;
    const y = Math.min(Math.max(pointer.y - card.height / 2, 4), view.height - card.height - 4);
    return { x: Math.max(x, 4), y };
  }

  /** @type {HTMLImageElement[]} */
  const sheets = [];

  /** Fetch a sheet of digits, once. @param {number} number */
  function sheet(number) {
    if (!sheets[number]) {
      sheets[number] = new Image();
      sheets[number].src = window.digitscope.points.files().sheets[number];
    }
    return sheets[number];
  }

  /** The card itself, made when it is first needed. */
  function card() {
    const existing = document.querySelector(".hover-card");
    if (existing) return existing;
    const element = document.createElement("div");
    element.className = "hover-card";
    element.innerHTML = `<canvas width="${SIDE}" height="${SIDE}"></canvas><div><p></p><p></p><p></p><p></p></div>`;
    document.body.append(element);
    return element;
  }

  function paint(canvas, index) {
    const { sheet: number, x, y } = cell(index);
    const image = sheet(number);
    if (!image.complete) image.addEventListener("load", () => paint(canvas, index), { once: true });
    else canvas.getContext("2d").drawImage(image, x, y, SIDE, SIDE, 0, 0, SIDE, SIDE);
  }

  function write(lines, index, columns) {
    const [label, predicted] = [columns.label[index], columns.predicted[index]];
    lines[0].innerHTML = `labelled <strong>${label}</strong>`;
    lines[1].innerHTML = `read as <strong>${predicted}</strong>, ${window.digitscope.words.probability(columns.confidence[index]).replace("<", "&lt;")}`;
    lines[1].className = label === predicted ? "" : "wrong";
    lines[2].textContent = `No. ${index}`;
    lines[2].className = "hint";
  }

  /** Show digit `index` beside the pointer. @param {number} index @param {MouseEvent} event @param {string} note one more line */
  async function show(index, event, note = "") {
    const { columns } = await window.digitscope.points.load();
    const element = card();
    paint(element.firstChild, index);
    write(element.querySelectorAll("p"), index, columns);
    element.querySelector("p:last-child").textContent = note;
    const box = element.getBoundingClientRect();
    const view = { width: window.innerWidth, height: window.innerHeight };
    const { x, y } = corner({ x: event.clientX, y: event.clientY }, box, view);
    element.style.transform = `translate(${x}px, ${y}px)`;
    element.style.visibility = "visible";
    element.dataset.shows = `sample:${index}`;
  }

  /** The 784 pixels of a digit. @param {number} index @returns {Promise<Uint8Array>} */
  async function pixels(index) {
    const { sheet: number, x, y } = cell(index);
    await sheet(number).decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
    const context = canvas.getContext("2d");
    context.drawImage(sheet(number), x, y, SIDE, SIDE, 0, 0, SIDE, SIDE);
    const { data } = context.getImageData(0, 0, SIDE, SIDE);
    return Uint8Array.from({ length: SIDE * SIDE }, (_, k) => data[4 * k]);
  }

  function hide() {
    const shown = document.querySelector(".hover-card");
    if (shown) shown.style.visibility = "hidden";
  }

  if (typeof module !== "undefined") module.exports = { cell, corner };
  else {
    (window.digitscope ??= {}).hover = { show, hide, sheet, pixels };
    document.addEventListener("scroll", hide, { capture: true, passive: true }); // what was under the pointer is elsewhere
    document.addEventListener("selected", () => window.matchMedia("(hover: none)").matches && hide()); // a finger has chosen
  }
})();
