/* What the server would have told a page of digits: every test of the scripts begins with it. */

import { know } from "../../assets/js/core/page_data.js";

const LANDED = { unit: "map units", first: 1, count: 2, usual: [1, 2], exact: false, raw: false, menus: [] };

/** @param {string} name @param {string} title */
const landed = (name, title) => ({
  ...LANDED,
  name,
  title,
  column: `${name}-{}`,
  axis: `${title} {}`,
  titles: [`${title} {}`],
  usual: /** @type {[number, number]} */ ([1, 2]),
});

/** What is known of the digits. */
export const DIGITS = {
  name: "mnist",
  title: "MNIST",
  item: "digit",
  items: "digits",
  stranger: "maybe no digit",
  classes: Array.from("0123456789"),
  colours: Array.from({ length: 10 }, (_, k) => `#00000${k}`),
  height: 28,
  width: 28,
  channels: 1,
  pad: true,
  labelled: true,
  units: 128,
  signed: false,
};

/** What is known of their maps. @type {import("../../assets/js/types/views.js").MapDescription[]} */
export const MAPS = [
  {
    ...landed("axes", "raw axes"),
    unit: "activation",
    column: "unit-{}",
    axis: "unit {}",
    titles: ["activation of unit {}"],
    first: 0,
    count: 128,
    usual: [0, 1],
    exact: true,
    raw: true,
    menus: ["map-unit-x", "map-unit-y"],
  },
  {
    ...landed("pca", "PCA"),
    axis: "PC{}",
    titles: Array.from({ length: 10 }, (_, k) => `PC${k + 1}, ${k} % of variance`),
    count: 10,
    exact: true,
    menus: ["map-x", "map-y"],
  },
  landed("tsne", "t-SNE"),
  landed("umap", "UMAP"),
];

/**
 * A colouring of which nothing else is known.
 * @param {Partial<import("../../assets/js/types/views.js").Colouring> & {name: string}} known
 */
export const colouring = (known) => ({
  title: known.name,
  kind: "categorical",
  column: known.name,
  menu: "",
  hides: known.name,
  groups: [],
  colours: [],
  steps: [],
  larger: [],
  rest: "no value",
  whole: true,
  written: "number",
  ...known,
});

const DOUBT = ["#9aa3ae", "#7fb2e5", "#ffa90e", "#e76300", "#bd1f01"];
const SURE = ["> 99.9 %", "99–99.9 %", "90–99 %", "50–90 %", "< 50 %"];

/** The ways to colour them. */
export const COLOURINGS = [
  colouring({ name: "label", hides: "class", rest: "no label" }),
  colouring({ name: "predicted", hides: "class", rest: "no label" }),
  colouring({
    name: "confidence",
    groups: SURE,
    colours: DOUBT,
    steps: [0.999, 0.99, 0.9, 0.5, 0],
    larger: [3, 4],
  }),
  colouring({
    name: "correct",
    column: "misread",
    hides: "reading",
    groups: ["read right", "misread"],
    colours: ["#9aa3ae", "#bd1f01"],
    larger: [1],
  }),
  colouring({ name: "unit", kind: "continuous", column: "unit-{}", menu: "map-colour-unit" }),
  colouring({ name: "kept", kind: "continuous", column: "kept-MAP", rest: "not counted" }),
];

const MAP = {
  colourings: COLOURINGS,
  texts: /** @type {string[]} */ ([]),
  shades: { continuous: ["#000000", "#ffffff"], signed: ["#ff0000", "#808080", "#0000ff"] },
  nothing: "#9aa3ae",
  bestAxes: /** @type {[number, number]} */ ([0, 1]),
  separation: 0.5,
  quality: {},
};

know({ dataset: DIGITS, maps: MAPS, map: MAP });
