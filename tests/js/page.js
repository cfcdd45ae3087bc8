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

know({ dataset: DIGITS, maps: MAPS });
