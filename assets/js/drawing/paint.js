/* The drawing on the canvas of the pad. */

import { context2d, findAll } from "../core/dom.js";
import { get, subscribe } from "../core/store.js";
import { BOX } from "../core/stroke_points.js";
import { ERASER, PIXELS, UNIT } from "./strokes.js";

/** @typedef {import("../core/store.js").Point} Point */

/** The pad's canvas, once it is on the page. */
export function canvas() {
  return findAll(document, "#draw-canvas", HTMLCanvasElement).at(0);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Point[]} points
 * @param {number} width
 * @param {string} colour
 */
function line(context, points, width, colour) {
  Object.assign(context, {
    lineWidth: width,
    lineCap: "round",
    lineJoin: "round",
    strokeStyle: colour,
    fillStyle: colour,
  });
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
  context.lineTo(...points[points.length - 1]);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {Uint8Array} base */
function paintBase(context, base) {
  base.forEach((ink, index) => {
    context.fillStyle = `rgb(${ink}, ${ink}, ${ink})`;
    context.fillRect((index % PIXELS) * UNIT, Math.floor(index / PIXELS) * UNIT, UNIT + 0.5, UNIT + 0.5);
  });
}

let waiting = 0; // the frame that the drawing is painted in next

/** Paint once a frame, however often the pen moves in between. */
function paintSoon() {
  waiting ||= requestAnimationFrame(paint);
}

function paint() {
  waiting = 0;
  const [element, drawing] = [canvas(), get("drawing")];
  if (!element) return;
  const side = Math.round(element.clientWidth * (window.devicePixelRatio || 1));
  if (element.width !== side) element.width = element.height = side;
  const context = context2d(element);
  context.setTransform(side / BOX, 0, 0, side / BOX, 0, 0);
  context.clearRect(0, 0, BOX, BOX);
  if (drawing?.base) paintBase(context, drawing.base);
  const width = Number(drawing?.width) * UNIT;
  for (const { points, erases } of drawing?.strokes ?? [])
    line(context, points, erases ? ERASER * width : width, erases ? "#000" : "#fff");
  element.parentElement?.classList.toggle("used", Boolean(drawing?.base || drawing?.strokes.length));
}

export function start() {
  subscribe("drawing", paintSoon);
  window.addEventListener("resize", paint);
}
