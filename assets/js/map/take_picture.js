/* Taking the map along as a picture: SVG, or PNG that the browser makes of it. Nothing is asked from the server. */

import { dataset } from "../core/dataset.js";
import { around, byId, context2d } from "../core/dom.js";
import { download, sizeText } from "../core/download.js";
import { hiddenOf } from "../core/hidden.js";
import { mapOf, viewOf } from "../core/map_choice.js";
import { pageData } from "../core/page_data.js";
import { loadUnit, placeIn } from "../core/points.js";
import { markedDigit } from "../core/selection.js";
import { setting } from "../core/settings.js";
import { get } from "../core/store.js";
import { emphasis, layers } from "./emphasis.js";
import { pointSizes, titlesOf } from "./figure.js";
import { filterInWords } from "./filter_frame.js";
import { listed } from "./legend.js";
import { pictureOf } from "./picture.js";
import { namesOn } from "./plot_layout.js";
import { inOneColour, stepsOf } from "./shades.js";
import { trust } from "./trust.js";

/**
 * @typedef {import("../core/store.js").MapView} MapView
 * @typedef {import("./picture.js").Scene} Scene
 */

const MOST_PIXELS = 100e6; // of a PNG: browsers refuse larger canvases, or run out of memory
const FEW = 12; // values of a filter that are named

/** @param {number} number */
const counted = (number) => number.toLocaleString("en");

/**
 * What stands under the picture.
 * @param {{quality: string, colour: string, hidden: string[], date: string}} said
 */
function captionOf({ quality, colour, hidden, date }) {
  const [passing, group] = [get("passing"), get("group")];
  const { items, title } = dataset();
  const count = get("map")?.points.count ?? 0;
  const digit = markedDigit();
  const kept = passing?.reduce((sum, one) => sum + one, 0) ?? 0;
  const sentences = [
    `${title}: ${counted(count)} ${items}, coloured by: ${colour}.`,
    passing &&
      `Grey are those that the filter keeps back (${filterInWords(get("filter"), FEW)}); ${counted(kept)} are left.`,
    group && `In full colour with an edge: the group “${group.name}”, ${counted(group.members.length)} ${items}.`,
    hidden.length && `Not shown: ${hidden.join(", ")}.`,
    digit !== null && `The ring is around No. ${digit}.`,
  ];
  return [sentences.filter(Boolean).join(" "), quality, `digitscope, ${date}`];
}

/** The colours and the font of the page as it is now. @returns {import("./picture.js").Looks} */
function looks() {
  const style = getComputedStyle(document.documentElement);
  const [surface, ink, soft, grid, font] = ["surface", "ink", "ink-soft", "grid", "font"].map((name) =>
    style.getPropertyValue(`--${name}`).trim(),
  );
  return { surface, ink, soft, grid, font };
}

/** All that is in the picture. @param {MapView} map @returns {Promise<Scene>} */
async function sceneOf({ gd, points, projection, columns, name, groups }) {
  const [view, now] = [viewOf(setting), emphasis()];
  const accent = getComputedStyle(gd).getPropertyValue("--accent").trim();
  const { xaxis, yaxis } = gd._fullLayout;
  const hidden = hiddenOf(now.hidden, groups.kind);
  const shown = listed(groups).filter((k) => !hidden.includes(k));
  const rest = groups.names.length - listed(groups).length;
  const digit = markedDigit();
  const colour = byId("map-colour", HTMLSelectElement).selectedOptions[0]?.text ?? "";
  return {
    title: `${dataset().title}: ${name}`,
    caption: captionOf({
      quality: await trust(view, pageData("map"), loadUnit),
      colour,
      hidden: hidden.map((k) => groups.names[k]),
      date: new Date().toLocaleDateString("sv"), // year, month, day
    }),
    legend: [
      ...stepsOf(groups),
      ...shown.filter((k) => !groups.scale || k > 0).map((k) => ({ name: groups.names[k], colour: groups.colours[k] })),
      ...(rest ? [{ name: `and ${rest} more`, colour: "none" }] : []),
    ],
    ranges: [xaxis.range, yaxis.range],
    lengths: [xaxis._length, yaxis._length],
    axes: titlesOf(view),
    measured: mapOf(projection).exact,
    places: columns.map((column) => points.columns[column]),
    layers: inOneColour(layers(groups, pointSizes(groups, gd), accent, now)),
    names: namesOn(points, columns, groups),
    ring: digit === null ? null : placeIn(points, columns, digit),
    looks: looks(),
  };
}

/** @returns {import("./picture.js").WidthOf} */
function measure() {
  const context = context2d(document.createElement("canvas"));
  const font = getComputedStyle(document.body).fontFamily;
  return (text, size) => {
    context.font = `${size}px ${font}`;
    return context.measureText(text).width;
  };
}

/**
 * A PNG of a picture.
 * @param {{svg: string, width: number, height: number}} picture
 * @param {number} scale pixels of the PNG by pixel of the picture
 * @returns {Promise<Blob | null>} null if the browser has no room for it
 */
async function pngOf({ svg, width, height }, scale) {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = Object.assign(new Image(), { src: address });
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
    context2d(canvas).drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * The width that is wanted, if it is one.
 * @param {Pick<HTMLInputElement, "value" | "min" | "max">} input
 * @returns {{width: number} | {problem: string}}
 */
export function widthIn({ value, min, max }) {
  const width = Number(value);
  const fits = value.trim() !== "" && Number.isInteger(width) && width >= Number(min) && width <= Number(max);
  return fits ? { width } : { problem: `The width must be a whole number of pixels from ${min} to ${max}.` };
}

/** Make a picture and hand it over; returns what to say of it. @param {string} kind "png" or "svg" */
async function take(kind) {
  const [map, wanted] = [get("map"), widthIn(byId("share-width", HTMLInputElement))];
  if ("problem" in wanted) return wanted.problem;
  if (!map) return "The map is not drawn yet.";
  const scale = kind === "png" ? Number(byId("share-scale", HTMLSelectElement).value) : 1;
  const picture = pictureOf(await sceneOf(map), wanted.width, measure());
  const pixels = [picture.width * scale, picture.height * scale];
  if (pixels[0] * pixels[1] > MOST_PIXELS)
    return `That would be ${pixels.map(counted).join(" × ")} pixels; at most ${MOST_PIXELS / 1e6} million are made.`;
  const content = kind === "svg" ? new Blob([picture.svg], { type: "image/svg+xml" }) : await pngOf(picture, scale);
  if (!content) return "This browser has no room for so large a picture.";
  const name = `${dataset().name}-${map.projection}-${pixels[0]}px.${kind}`;
  download(content, name);
  return `${name}, ${pixels.map(counted).join(" × ")} pixels, ${sizeText(content.size)}`;
}

/** @param {MouseEvent} event */
async function onClick(event) {
  const kind = around(event, "#share [data-take]")?.dataset.take ?? "";
  if (!["png", "svg"].includes(kind)) return;
  byId("share-status").textContent = "The picture is being made …";
  byId("share-status").textContent = await take(kind);
}

export function start() {
  document.addEventListener("click", onClick);
}
