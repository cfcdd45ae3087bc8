/* The map as a picture of its own, in SVG: points, names, axes, legend and caption, as wide as one wants.
 *
 * Points that look alike are one path of dots, so the file is small: a dot is a line of no length with round ends.
 */

import { scale } from "../charts/plot.js";
import { escape } from "../core/format.js";

/**
 * @typedef {import("../types/page.js").Range} Range
 * @typedef {import("../core/store.js").Point} Point
 * @typedef {{surface: string, ink: string, soft: string, grid: string, font: string}} Looks
 * @typedef {object} Scene
 * @property {string} title
 * @property {string[]} caption paragraphs
 * @property {{name: string, colour: string}[]} legend
 * @property {Range[]} ranges of both axes, as they are in view
 * @property {number[]} lengths of both axes on the screen, px
 * @property {string[]} axes their titles
 * @property {boolean} measured whether their numbers mean something
 * @property {ArrayLike<number>[]} places x and y by image
 * @property {ReturnType<typeof import("./shades.js").inOneColour>} layers from bottom to top, sizes as on the screen
 * @property {{text: string, x: number, y: number}[]} names
 * @property {Point | null} ring around the selected image
 * @property {Looks} looks
 * @typedef {(text: string, size: number) => number} WidthOf how wide a text is, px
 * @typedef {{left: number, top: number, width: number, height: number}} Area px
 */

const PAD = 16; // px, as all that follows
const [TITLE, NAME, TEXT, SMALL] = [17, 16, 13, 12]; // sizes of text
const LINE = 1.45; // of the size of a text
const SWATCH = 16;
const GAP = 14; // between two entries of the legend
const ROOM = 26; // beside an axis for its title
const TICK_ROOM = 22; // ... and its numbers
const TICKS = 6;
const RING = 9;
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu; // what XML has no place for

/** Text as it may stand in XML. @param {string} text */
export const xml = (text) => escape(text.replace(UNFIT, "\ufffd"));

/** @param {number} value */
const said = (value) => String(value).replace("-", "−");

/** A number of pixels, as exact as anybody sees. @param {number} value */
const px = (value) => String(Math.round(10 * value) / 10);

/**
 * Break a text into lines; a word that is wider than a line is cut.
 * @param {string} text
 * @param {number} room px
 * @param {(text: string) => number} widthOf
 */
export function wrapped(text, room, widthOf) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (widthOf(longer) <= room) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = word;
    while (widthOf(line) > room && line.length > 1) {
      const cut = Math.max(1, Math.floor((line.length * room) / widthOf(line)));
      lines.push(line.slice(0, cut));
      line = line.slice(cut);
    }
  }
  return line ? [...lines, line] : lines;
}

/**
 * Round numbers along an axis.
 * @param {Range} range
 * @param {number} most
 */
export function roundNumbers([low, high], most = TICKS) {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const [from, to] = [Math.ceil(low / step), Math.floor(high / step)];
  const count = Number.isFinite(from + to) ? Math.max(0, to - from + 1) : 0;
  return Array.from({ length: count }, (_, k) => Number(((from + k) * step).toFixed(Math.min(decimals, 20))));
}

/**
 * Where the entries of the legend stand, row by row.
 * @param {string[]} names
 * @param {number} room px
 * @param {WidthOf} measure
 */
export function legendPlaces(names, room, measure) {
  let [x, row] = [0, 0];
  const places = names.map((name) => {
    const wide = SWATCH + measure(name, TEXT);
    if (x > 0 && x + wide > room) [x, row] = [0, row + 1];
    const place = { x, row };
    x += wide + GAP;
    return place;
  });
  return { places, rows: names.length ? row + 1 : 0 };
}

/** @param {Area} box @param {number} x @param {number} y */
function isIn({ left, top, width, height }, x, y) {
  return x >= left && x <= left + width && y >= top && y <= top + height;
}

/**
 * The dots of some images; those beyond the edges are left out.
 * @param {number[]} members
 * @param {ArrayLike<number>[]} places
 * @param {{slope: number, origin: number}[]} scales
 * @param {Area} box
 */
export function dots(members, [xs, ys], [across, up], box) {
  const parts = [];
  for (const index of members) {
    const [x, y] = [across.origin + across.slope * xs[index], up.origin + up.slope * ys[index]];
    if (isIn(box, x, y)) parts.push(`M${px(x)} ${px(y)}h0`);
  }
  return parts.join("");
}

/**
 * @param {string} text @param {number} x @param {number} y @param {number} size @param {string} colour
 * @param {string} more attributes
 */
function textAt(text, x, y, size, colour, more = "") {
  return `<text x="${px(x)}" y="${px(y)}" font-size="${size}" fill="${colour}"${more}>${xml(text)}</text>`;
}

const MIDDLE = ' text-anchor="middle"';

/** @param {Scene} scene @param {{slope: number, origin: number}[]} scales @param {Area} box */
function gridOf({ ranges, looks }, [across, up], { left, top, width, height }) {
  const [right, bottom] = [left + width, top + height];
  const lines = roundNumbers(ranges[0]).map((value) => {
    const x = across.origin + across.slope * value;
    const number = textAt(said(value), x, bottom + 16, SMALL, looks.soft, MIDDLE);
    return `<path d="M${px(x)} ${px(top)}V${px(bottom)}" stroke="${looks.grid}"/>${number}`;
  });
  const rows = roundNumbers(ranges[1]).map((value) => {
    const y = up.origin + up.slope * value;
    const number = textAt(said(value), left - 6, y + 4, SMALL, looks.soft, ' text-anchor="end"');
    return `<path d="M${px(left)} ${px(y)}H${px(right)}" stroke="${looks.grid}"/>${number}`;
  });
  return [...lines, ...rows].join("\n");
}

/** The titles of the axes. @param {Scene} scene @param {Area} box */
function titlesOf({ axes, looks }, { left, top, width, height }, room = 0) {
  const [x, y] = [left - room - 9, top + height / 2];
  const turned = `${MIDDLE} transform="rotate(-90 ${px(x)} ${px(y)})"`;
  return [
    textAt(axes[0], left + width / 2, top + height + room + 18, TEXT, looks.soft, MIDDLE),
    textAt(axes[1], x, y, TEXT, looks.soft, turned),
  ].join("\n");
}

/**
 * What lies between the axes.
 * @param {Scene} scene
 * @param {{slope: number, origin: number}[]} scales
 * @param {Area} box
 */
function plotOf({ layers, places, names, ring, lengths, looks }, scales, box) {
  const larger = Math.sqrt(box.width / lengths[0]); // between as wide on the map and as wide on the screen
  /** @param {Point} point */
  const at = (point) => point.map((value, k) => scales[k].origin + scales[k].slope * value);
  const paths = layers.map(
    ({ members, colour, diameter, opacity }) =>
      `<path d="${dots(members, places, scales, box)}" stroke="${colour}" stroke-width="${px(larger * diameter)}" ` +
      `stroke-opacity="${(opacity / 255).toFixed(2)}"/>`,
  );
  const halo = `${MIDDLE} font-weight="700" stroke="${looks.surface}" stroke-width="3" paint-order="stroke"`;
  const words = names.flatMap(({ text, x, y }) => {
    const [across, up] = at([x, y]);
    return !isIn(box, across, up) ? [] : textAt(text, across, up + NAME / 3, NAME, looks.ink, halo);
  });
  const [x, y] = ring ? at(ring) : [];
  const mark = `<circle cx="${px(x)}" cy="${px(y)}" r="${RING}" fill="none" stroke="${looks.ink}" stroke-width="2.5"/>`;
  const marks = ring && isIn(box, x, y) ? [mark] : [];
  return [`<g fill="none" stroke-linecap="round">`, ...paths, `</g>`, ...words, ...marks].join("\n");
}

/** @param {Scene} scene @param {ReturnType<typeof legendPlaces>["places"]} places @param {number} top */
function legendOf({ legend, looks }, places, top) {
  const entries = legend.map(({ name, colour }, k) => {
    const [x, y] = [PAD + places[k].x, top + places[k].row * TEXT * LINE + TEXT];
    const words = textAt(name, x + SWATCH, y, TEXT, looks.ink);
    return `<circle cx="${px(x + 5)}" cy="${px(y - 4.5)}" r="4.5" fill="${colour}"/>${words}`;
  });
  return entries.join("\n");
}

/**
 * The picture.
 * @param {Scene} scene
 * @param {number} width px
 * @param {WidthOf} measure
 * @returns {{svg: string, width: number, height: number}}
 */
export function pictureOf(scene, width, measure) {
  const { looks, lengths, ranges, measured } = scene;
  const room = width - 2 * PAD;
  const heading = wrapped(scene.title, room, (text) => 1.1 * measure(text, TITLE)); // bold is wider
  const { places, rows } = legendPlaces(
    scene.legend.map(({ name }) => name),
    room,
    measure,
  );
  const under = PAD + heading.length * TITLE * LINE;
  const beside = measured ? TICK_ROOM + 16 : 0;
  const [left, top] = [PAD + ROOM + beside, under + rows * TEXT * LINE + 10];
  const inner = width - left - PAD;
  const box = { left, top, width: inner, height: (inner * lengths[1]) / lengths[0] };
  const scales = ranges.map((range, k) =>
    scale({ range, _offset: k ? top : left, _length: k ? box.height : inner }, k === 1),
  );
  const foot = top + box.height + ROOM + (measured ? TICK_ROOM : 0) + 10;
  const lines = scene.caption.flatMap((text) => wrapped(text, room, (part) => measure(part, SMALL)));
  const height = Math.ceil(foot + lines.length * SMALL * LINE + PAD);
  /** @param {string[]} texts @param {number} y @param {number} size @param {string} colour */
  const block = (texts, y, size, colour, more = "") =>
    texts.map((text, k) => textAt(text, PAD, y + k * size * LINE + size, size, colour, more)).join("\n");
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"`,
    `viewBox="0 0 ${width} ${height}" font-family="${xml(looks.font)}" role="img" aria-label="${xml(scene.title)}">`,
    `<rect width="${width}" height="${height}" fill="${looks.surface}"/>`,
    block(heading, PAD, TITLE, looks.ink, ' font-weight="700"'),
    legendOf(scene, places, under),
    measured ? gridOf(scene, scales, box) : "",
    plotOf(scene, scales, box),
    titlesOf(scene, box, measured ? TICK_ROOM : 0),
    block(lines, foot, SMALL, looks.soft),
    "</svg>",
  ];
  return { svg: svg.filter(Boolean).join("\n"), width, height };
}
