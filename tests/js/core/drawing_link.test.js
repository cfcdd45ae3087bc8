import test from "node:test";
import assert from "node:assert/strict";
import { decode, DrawingLinkError, encode, MOST_CHARACTERS } from "../../../assets/js/core/drawing_link.js";
import { BOX, GRID } from "../../../assets/js/core/stroke_points.js";
import { present } from "../given.js";

/**
 * @typedef {import("../../../assets/js/core/store.js").Drawing} Drawing
 * @typedef {import("../../../assets/js/core/store.js").Point} Point
 */

const PLAIN = { base: null, origin: null, width: "2.3", normalised: true };
/** @type {Drawing} */
const SEVEN = {
  ...PLAIN,
  strokes: [
    {
      points: [
        [70, 70],
        [210.25, 70.5],
        [126, 224],
      ],
      erases: false,
    },
    { points: [[100.75, 150]], erases: true },
  ],
};

/** Numbers from 0 to 1, always the same ones (mulberry32). @param {number} seed */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The text of a drawing that has one. @param {Drawing} drawing */
const linkOf = (drawing) => present(encode(drawing));

/**
 * A drawing by lot: points on the grid, each different from the one before.
 * @param {() => number} random @param {number} strokes @param {number} points
 * @returns {Drawing}
 */
function scribble(random, strokes, points) {
  const place = () => GRID * Math.floor((random() * BOX) / GRID);
  /** @returns {Point} */
  const point = () => [place(), place()];
  const stroke = () => ({ points: Array.from({ length: points }, point), erases: random() < 0.3 });
  return { ...PLAIN, strokes: Array.from({ length: strokes }, stroke) };
}

/** A picture by lot: blank, full and grey, as often as not several in a row. @param {() => number} random */
function picture(random) {
  const levels = new Uint8Array(784);
  for (let k = 0, level = 0; k < 784; k++) {
    if (random() < 0.4) level = [0, 255, Math.floor(256 * random())][Math.floor(3 * random())];
    levels[k] = level;
  }
  return levels;
}

test("a drawing comes back as it was", () => {
  assert.deepEqual(decode(linkOf(SEVEN)), SEVEN);
  const random = dice(1);
  for (let k = 0; k < 100; k++) {
    const drawing = scribble(random, 1 + Math.floor(4 * random()), 1 + Math.floor(40 * random()));
    assert.deepEqual(decode(linkOf(drawing)), drawing);
  }
});

test("so do the pen and whether the drawing is to be like MNIST", () => {
  for (const width of ["1.6", "2.3", "3.4"])
    for (const normalised of [true, false]) {
      const drawing = { ...SEVEN, width, normalised };
      assert.deepEqual(decode(linkOf(drawing)), drawing);
    }
});

test("a digit of the data set comes back by its number, with what was drawn on it", () => {
  const base = new Uint8Array(784).fill(3);
  for (const origin of [0, 31, 32, 9999, 69_999]) {
    const told = decode(linkOf({ ...SEVEN, base, origin }), 70_000);
    assert.deepEqual(told, { ...SEVEN, base: null, origin });
  }
  assert.deepEqual(decode(linkOf({ ...PLAIN, strokes: [], base, origin: 4 })).strokes, []);
});

test("a picture comes back level by level, and fits", () => {
  const random = dice(2);
  for (let k = 0; k < 50; k++) {
    const drawing = { ...SEVEN, base: picture(random) };
    assert.deepEqual(decode(linkOf(drawing)), drawing);
  }
  const noise = Uint8Array.from({ length: 784 }, () => 1 + Math.floor(254 * random()));
  assert.deepEqual(decode(linkOf({ ...SEVEN, base: noise })).base, noise);
});

test("the text is of letters that no address has to write otherwise", () => {
  const text = linkOf(scribble(dice(3), 3, 60));
  assert.match(text, /^[\w-]+$/);
  assert.equal(new URLSearchParams({ drawing: text }).toString(), `drawing=${text}`);
});

test("points in the same place are one", () => {
  /** @param {Point[]} points */
  const twice = (points) => ({ ...PLAIN, strokes: [{ points, erases: false }] });
  const text = linkOf(
    twice([
      [5, 5],
      [5, 5],
      [9, 5],
      [9, 5.1],
    ]),
  );
  assert.deepEqual(
    decode(text),
    twice([
      [5, 5],
      [9, 5],
    ]),
  );
});

/** @param {number} count @returns {Point[]} */
const walk = (count) =>
  Array.from({ length: count }, (_, k) => [140 + 100 * Math.cos(k / 40), 140 + 90 * Math.sin(k / 57)]);

test("a long drawing is told coarser, its strokes whole, and fits", () => {
  const strokes = [
    { points: walk(2400), erases: false },
    { points: walk(700), erases: true },
  ];
  const [told, text] = [decode(linkOf({ ...PLAIN, strokes })).strokes, linkOf({ ...PLAIN, strokes })];
  assert.ok(text.length <= MOST_CHARACTERS);
  told.forEach(({ points, erases }, k) => {
    assert.equal(erases, strokes[k].erases);
    const [from, to] = [strokes[k].points, points];
    for (const [place, other] of [
      [to[0], from[0]],
      [present(to.at(-1)), present(from.at(-1))],
    ])
      assert.ok(Math.hypot(place[0] - other[0], place[1] - other[1]) < 1);
    for (const [x, y] of from) assert.ok(to.some(([keptX, keptY]) => Math.hypot(x - keptX, y - keptY) < 9));
  });
});

test("what is too much for a link has none, and neither has an empty pad", () => {
  assert.equal(encode({ ...PLAIN, strokes: [] }), null);
  assert.equal(encode(scribble(dice(4), 501, 1)), null);
  assert.equal(encode(scribble(dice(5), 40, 50)), null);
  assert.equal(encode({ ...SEVEN, width: "9" }), null);
});

/**
 * Why a text is no drawing, or nothing; anything but a sentence for people fails.
 * @param {string} text @param {number} [digits]
 */
function refusal(text, digits) {
  try {
    decode(text, digits);
  } catch (error) {
    assert.ok(error instanceof DrawingLinkError, `${error} on ${text.slice(0, 80)}`);
    assert.match(error.message, /^The link's drawing .* and was left out\. .*\.$/);
    return error.message;
  }
  return "";
}

test("a link that was cut off anywhere is called damaged", () => {
  const text = linkOf(SEVEN);
  for (let end = 0; end < text.length; end++) assert.match(refusal(text.slice(0, end)), /damaged or cut off/);
});

test("so is one in which a character was changed, lost or added", () => {
  const text = linkOf(SEVEN);
  for (let k = 1; k < text.length; k++) {
    const [head, tail] = [text.slice(0, k), text.slice(k + 1)];
    for (const broken of [`${head}${text[k] === "Q" ? "R" : "Q"}${tail}`, head + tail, `${head}é${text.slice(k)}`])
      assert.match(refusal(broken), /damaged/);
  }
});

test("another version, a longer text and another data set are told as such", () => {
  assert.match(refusal(`2${linkOf(SEVEN).slice(1)}`), /version 2, not of 1/);
  assert.match(refusal("1".repeat(MOST_CHARACTERS + 1)), /2001 characters, of which 2000/);
  const text = linkOf({ ...SEVEN, origin: 10_000 });
  assert.match(refusal(text, 10_000), /digit 10000, .* last one is 9999/);
  assert.equal(refusal(text, 10_001), "");
});

/** A text with the right check sum, whatever the numbers say. @param {string} body */
function forged(body) {
  for (const first of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    for (const second of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") {
      const text = `1${body}${first}${second}`;
      const told = refusal(text);
      if (!told.includes("damaged")) return told;
    }
  return "damaged";
}

test("numbers that no pad wrote are refused, however right their sum is", () => {
  const [pen, most] = ["G", "____A"]; // pen 2.3 as MNIST, nothing below; a number of five groups
  assert.equal(forged(`${pen}${most}`), "damaged", "a number without end");
  assert.match(forged(`${pen}${"1P"}`), /501 strokes, of which 500/);
  assert.match(forged(`${pen}BC${"B"}A`), /leaves the pad/);
  assert.match(forged(`${pen}BC${"A"}${"imC"}`), /leaves the pad/);
  assert.equal(forged(`${pen}B${"__f"}AA`), "damaged", "a stroke of thousands of points, two numbers long");
  assert.equal(forged(`${pen}BA`), "damaged", "a stroke without points");
  assert.equal(forged(`${pen}BCAAA`), "damaged", "numbers after the end");
  assert.equal(forged("D"), "damaged", "no such pen");
  assert.equal(forged("rCAA"), "damaged", "no such coarseness");
  assert.equal(forged(`W${"A" + "xY"}A`), "damaged", "a picture of 785 levels");
  assert.equal(forged(`W${"AA".repeat(900)}`), "damaged", "a picture of runs of nothing");
});

test("no text ends in anything but a drawing or a sentence", () => {
  const [random, text] = [dice(6), linkOf({ ...SEVEN, base: picture(dice(7)) })];
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=% é\u0000\ud800";
  const letter = () => letters[Math.floor(letters.length * random())];
  for (let k = 0; k < 20_000; k++) {
    const length = Math.floor(random() * 300);
    const noise = Array.from({ length }, letter).join("");
    const from = Math.floor(random() * text.length);
    for (const one of [noise, `1${noise}`, text.slice(0, from) + noise + text.slice(from + length)]) refusal(one);
  }
});
