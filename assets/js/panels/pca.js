/* PCA from the inside: the biplot, and the scree plot beside it. */

import { drawBiplot } from "../charts/biplot.js";
import { draw } from "../charts/plot.js";

/** @type {import("../core/panel.js").Panel} */
export const panel = { name: "pca", views: { "pca-biplot": drawBiplot, "pca-scree": draw } };
