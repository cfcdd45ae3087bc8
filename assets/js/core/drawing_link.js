/* A drawing as a short text that an address can carry, and back.
 *
 * The first character is the version, the last two are a check sum. Between them stand whole numbers
 * (`number_text.js`): pen + 4 × as MNIST + 8 × kind + 24 × coarseness; the number of the digit, or the grey levels of
 * the picture, that was drawn on, if any; how many strokes; of each stroke 2 × points + erases, and of each point how
 * far it is from the one before, across and down, in steps of that coarseness.
 */

import { dataset } from "./dataset.js";
import { CHECK_SUM, checkSum, readNumbers, written } from "./number_text.js";
import { BOX, coarsen, GRID } from "./stroke_points.js";

/**
 * @typedef {import("./store.js").Drawing} Drawing
 * @typedef {import("./store.js").Stroke} Stroke
 * @typedef {import("./store.js").Point} Point
 * @typedef {() => number} Take gives the next number
 */

export const MOST_CHARACTERS = 2000; // mail and chat keep a link of that length whole
const VERSION = "1";
const PENS = ["1.6", "2.3", "3.4"]; // of this version, as the server draws them
const KINDS = 3;
const [STROKES, DIGIT, PICTURE] = [0, 1, 2]; // the pad was empty, or held a digit of the data set, or a picture
// How much is kept of where a drawing was, the first that fits: units from point to point, and how often the grid's
// steps are doubled. A pixel of the network has ten units.
const WAYS = [
  { spacing: 0, coarseness: 0 },
  { spacing: 2, coarseness: 0 },
  { spacing: 4, coarseness: 1 },
  { spacing: 8, coarseness: 2 },
];
const MOST_STROKES = 500; // that the server draws
const [BLANK, FULL] = [0, 255]; // grey levels, of which a picture has runs

/** Why a link's drawing cannot be read, in words for people. */
export class DrawingLinkError extends Error {}

/** @param {string} reason @param {string} remedy */
function refuse(reason, remedy) {
  return new DrawingLinkError(`The link's drawing ${reason} and was left out. ${remedy}`);
}

const damaged = () => refuse("is damaged or cut off", "Copy the whole link again.");

/* Numbers as text */

/** The numbers that a text is made of. @param {string} text */
function numbersOf(text) {
  const numbers = readNumbers(text);
  if (!numbers) throw damaged();
  return numbers;
}

/** A whole number as one from 0: 0, -1, 1, -2, 2 and so on. @param {number} value */
const folded = (value) => (value < 0 ? -2 * value - 1 : 2 * value);
/** @param {number} value */
const unfolded = (value) => (value % 2 ? -(value + 1) / 2 : value / 2);

/* Strokes and pictures as numbers */

/** Points in steps, each different from the one before. @param {Point[]} points @param {number} step */
function inSteps(points, step) {
  const steps = points.map((point) => point.map((value) => Math.round(value / step)));
  return steps.filter(([x, y], k) => !k || x !== steps[k - 1][0] || y !== steps[k - 1][1]);
}

/** @param {Stroke[]} strokes @param {(typeof WAYS)[0]} way */
function numbersOfStrokes(strokes, { spacing, coarseness }) {
  const numbers = [strokes.length];
  const paths = strokes.map(({ points }) => points);
  let [left, top] = [0, 0];
  (spacing ? coarsen(paths, spacing) : paths).forEach((path, k) => {
    const points = inSteps(path, GRID * 2 ** coarseness);
    numbers.push(2 * points.length + Number(strokes[k].erases));
    for (const [x, y] of points) {
      numbers.push(folded(x - left), folded(y - top));
      [left, top] = [x, y];
    }
  });
  return numbers;
}

/** @param {Take} take @param {number} step @returns {Stroke[]} */
function takeStrokes(take, step) {
  const [count, side] = [take(), BOX / step];
  if (count > MOST_STROKES)
    throw refuse(`has ${count} strokes, of which ${MOST_STROKES} are drawn at most,`, "Draw it with fewer.");
  const strokes = [];
  let [x, y] = [0, 0];
  while (strokes.length < count) {
    const head = take();
    /** @type {Point[]} */
    const points = [];
    for (let left = Math.floor(head / 2); left > 0; left--) {
      [x, y] = [x + unfolded(take()), y + unfolded(take())];
      if (Math.min(x, y) < 0 || Math.max(x, y) > side) throw refuse("leaves the pad", "Copy the whole link again.");
      points.push([x * step, y * step]);
    }
    if (!points.length) throw damaged();
    strokes.push({ points, erases: head % 2 === 1 });
  }
  return strokes;
}

/** Grey levels as numbers: 0 and 1 are runs of blank and full ink, with their length. @param {Uint8Array} picture */
function numbersOfPicture(picture) {
  const numbers = [];
  for (let k = 0; k < picture.length;) {
    const level = picture[k];
    let end = k + 1;
    if (level === BLANK || level === FULL) {
      while (picture[end] === level) end++;
      numbers.push(Number(level === FULL), end - k);
    } else numbers.push(level + 1);
    k = end;
  }
  return numbers;
}

/** @param {Take} take */
function takePicture(take) {
  const { height, width, channels } = dataset();
  const levels = height * width * channels;
  const picture = new Uint8Array(levels);
  for (let k = 0; k < levels;) {
    const number = take();
    const [level, end] = number > 1 ? [number - 1, k + 1] : [number ? FULL : BLANK, k + take()];
    if (level > FULL || end <= k || end > levels) throw damaged();
    picture.fill(level, k, end);
    k = end;
  }
  return picture;
}

/* Drawings as text */

/** What stands before the strokes. @param {Drawing} drawing @param {(typeof WAYS)[0]} way */
function numbersOfPad({ base, origin, width, normalised }, { coarseness }) {
  const kind = origin !== null ? DIGIT : base ? PICTURE : STROKES;
  const ground = origin !== null ? [origin] : base ? numbersOfPicture(base) : [];
  return [PENS.indexOf(width) + 4 * Number(normalised) + 8 * (kind + KINDS * coarseness), ...ground];
}

/**
 * A drawing as text. The points of a drawing that is too long for that are further apart than they were drawn.
 * @param {Drawing} drawing
 * @returns {string | null} letters, digits, - and _; null if there is nothing on the pad, or too much for a link
 */
export function encode(drawing) {
  const { strokes, base, origin, width } = drawing;
  const isBlank = !strokes.length && !base && origin === null;
  if (isBlank || strokes.length > MOST_STROKES || !PENS.includes(width)) return null;
  for (const way of WAYS) {
    const numbers = [...numbersOfPad(drawing, way), ...numbersOfStrokes(strokes, way)];
    const body = VERSION + numbers.map(written).join("");
    if (body.length + CHECK_SUM <= MOST_CHARACTERS) return body + checkSum(body);
  }
  return null;
}

/** @param {Take} take @param {number} digits @returns {Drawing} */
function takeDrawing(take, digits) {
  const head = take();
  const [width, normalised] = [PENS[head % 4], Math.floor(head / 4) % 2 === 1];
  const [kind, coarseness] = [Math.floor(head / 8) % KINDS, Math.floor(head / 8 / KINDS)];
  if (width === undefined || coarseness >= WAYS.length - 1) throw damaged();
  const origin = kind === DIGIT ? take() : null;
  if (origin !== null && origin >= digits)
    throw refuse(
      `is of ${dataset().item} ${origin}, though the last one is ${digits - 1},`,
      "It may be of other data.",
    );
  const base = kind === PICTURE ? takePicture(take) : null;
  return { strokes: takeStrokes(take, GRID * 2 ** coarseness), base, origin, width, normalised };
}

/**
 * The drawing that `encode` made into text.
 * @param {string} text anything at all
 * @param {number} digits in the data set
 * @returns {Drawing} a digit of the data set stands there by its number alone, `origin`; its pixels are nobody's yet
 * @throws {DrawingLinkError} it is none; the message says why
 */
export function decode(text, digits = Number.MAX_SAFE_INTEGER) {
  if (text.length > MOST_CHARACTERS)
    throw refuse(
      `has ${text.length} characters, of which ${MOST_CHARACTERS} are read at most,`,
      "Copy the link again.",
    );
  const [body, sum] = [text.slice(0, -CHECK_SUM), text.slice(-CHECK_SUM)];
  if (/^[0-9]/.test(text) && text[0] !== VERSION)
    throw refuse(`is of version ${text[0]}, not of ${VERSION},`, "Draw it anew on a page of the same version.");
  if (body[0] !== VERSION || sum !== checkSum(body)) throw damaged();
  const numbers = numbersOf(body.slice(VERSION.length)).values();
  const drawing = takeDrawing(() => {
    const { value } = numbers.next();
    if (value === undefined) throw damaged();
    return value;
  }, digits);
  if (!numbers.next().done) throw damaged();
  return drawing;
}
