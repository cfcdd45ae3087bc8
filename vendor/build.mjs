/* Builds Plotly with scatter and scattergl alone, whose WebGL programs are compiled beforehand, into assets/vendor. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const VERSION = "4.1.1";
const NAME = `plotly-scattergl-strict-${VERSION}`;
const OUT = new URL("../assets/vendor/", import.meta.url);
const HERE = fileURLToPath(new URL(".", import.meta.url));
const ENTRY = `
const Plotly = require("plotly.js/lib/core");
Plotly.register([require("plotly.js/src/traces/scattergl/strict")]);
module.exports = Plotly;`;
const BANNER = `/**
* plotly.js (scatter and scattergl, strict - minified) v${VERSION}
* Copyright 2012-2026, Plotly, Inc.
* All rights reserved.
* Licensed under the MIT license
* What it consists of and under which licences: ${NAME}.licences.txt
*/`;

/** Descriptions of attributes, which serve its documentation; its makers leave them out of their bundles too. */
const DESCRIPTIONS = /\s*description: (?:'.*'|\[[\s\S]*?\]\s*\.join\([\s\S]*?\)),?/g;

const withoutDescriptions = {
  name: "without-descriptions",
  setup(esbuild) {
    esbuild.onLoad({ filter: /plotly\.js\/(src|lib)\/.*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(DESCRIPTIONS, ""),
    }));
  },
};

/** Returns the folders of the packages that files are of, by name. */
function packagesOf(files) {
  const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders.filter(Boolean))].sort();
}

/** Returns name, version and licence of the package in a folder, as its makers say them. */
function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder)
    .sort()
    .find((each) => /^licen[cs]e/i.test(each));
  const text = file ? readFileSync(`${folder}/${file}`, "utf8") : `Licence: ${license}`;
  return `${name} ${version}\n\n${text.replaceAll("\r", "").trim()}\n`;
}

const { metafile, outputFiles } = await build({
  stdin: { contents: ENTRY, resolveDir: HERE },
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: "iife",
  globalName: "Plotly",
  target: "es2016",
  legalComments: "none",
  banner: { js: BANNER },
  outfile: `${NAME}.min.js`,
  alias: { regl: "@plotly/regl", buffer: "buffer/" },
  loader: { ".css": "empty" }, // of geographical maps
  define: { "global": "window", "define.amd": "false", "process.env.NODE_DEBUG": "false" },
  plugins: [withoutDescriptions],
});
const files = Object.keys(metafile.outputs[`${NAME}.min.js`].inputs);
writeFileSync(new URL(`${NAME}.min.js`, OUT), outputFiles[0].contents);
writeFileSync(new URL(`${NAME}.licences.txt`, OUT), packagesOf(files).map(licenceOf).join("\n----\n\n"));
