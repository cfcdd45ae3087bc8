/* The group: ways to select one, groups that are kept, and what there is to know of the selected one. */

import { paintDigit } from "../charts/picture.js";
import * as strip from "../charts/strip.js";
import { post } from "../core/ask.js";
import { dataset } from "../core/dataset.js";
import { around, byId, fillAnew, find, findAll } from "../core/dom.js";
import { change, choose, forget, keep, steps, undo } from "../core/group.js";
import { those } from "../core/members.js";
import { load } from "../core/points.js";
import { isDrawn, markedDigit, subject } from "../core/selection.js";
import { setting } from "../core/settings.js";
import { get, set, subscribe } from "../core/store.js";
import { filterInWords } from "../map/filter_frame.js";
import { content, keptRow } from "./group_frame.js";

/** @typedef {import("../types/views.js").GroupView} View */

const AT_FIRST = 32; // images: what sets them apart stays in sight below them
const LONGEST_NAME = 60;
const NOTHING = "Nothing is selected yet. Draw a lasso or a box on the map, or select some above.";

/** @type {{named: import("../core/store.js").Group | null}} the group whose name can be typed */
const state = { named: null };

/** What was typed as the name of a group that is still the same; null if nothing can have been. */
function typed() {
  const [field] = findAll(byId("group-kept"), ".group-name input", HTMLInputElement);
  return field && state.named === get("group") ? field.value : null;
}

/** @param {string} text */
function say(text) {
  const note = findAll(document, "#group-panel .group-note").at(0);
  if (note) note.textContent = text;
}

/** Draw what there is to know. @param {HTMLElement} body @param {View} view */
async function render(body, view) {
  if (!get("group")) return;
  body.innerHTML = content(view);
  paintDigit(find(body, ".mean", HTMLCanvasElement), view.mean);
  paintDigit(find(body, ".spread", HTMLCanvasElement), view.spread);
  const points = await load();
  const { confidence } = points.columns;
  const members = [...(get("group")?.members ?? [])].sort((one, other) => confidence[one] - confidence[other]);
  if (body.isConnected) strip.fill(find(body, ".group-strip"), members, points, AT_FIRST);
}

/**
 * Let buttons be pressed or not; the focus goes on from one that cannot be any more.
 * @param {HTMLElement} panel
 * @param {Object<string, boolean>} can by the way
 */
function enable(panel, can) {
  const focused = document.activeElement;
  for (const [way, possible] of Object.entries(can))
    find(panel, `[data-group="${way}"]`, HTMLButtonElement).disabled = !possible;
  if (focused?.matches("#group-panel [data-group]:disabled")) find(panel, "[data-group]:enabled").focus();
}

/** Say what is selected, what is kept, and what can be done. */
function follow() {
  const panel = findAll(document, "#group-panel").at(0);
  if (!panel) return;
  const [group, name] = [get("group"), typed()];
  fillAnew(byId("group-kept"), keptRow(get("kept"), group, get("against")));
  state.named = group;
  if (name !== null) find(panel, ".group-name input", HTMLInputElement).value = name;
  enable(panel, { undo: steps() > 0, clear: group !== null, filter: get("passing") !== null });
  byId("group-body").classList.toggle("nothing", !group);
  say(group ? "" : NOTHING);
}

/** The images that are alike in a column. @param {"label" | "predicted"} name */
async function alike(name) {
  const [{ count, columns }, digit] = [await load(), markedDigit()];
  const drawn = name === "predicted" && isDrawn(get("selection")) ? get("drawn") : null;
  if (digit === null && !drawn) return say(`There is none: the drawing is no ${dataset().item} of the map.`);
  const value = drawn ? drawn.predicted : columns[name][digit ?? 0];
  const title = value < 0 ? "no label" : dataset().classes[value];
  const members = those(count, (index) => columns[name][index] === value);
  change("new", members, name === "label" ? `labelled ${title}` : `read as ${title}`);
}

/** Select what is nearest to the selected image. */
async function nearest() {
  const [digit, count, from] = [subject(), setting("group-nearest"), markedDigit()];
  if (!digit) return;
  const { members, message } = await post("/nearest", { digit, count });
  if (message) return say(message);
  change("new", members, `${count} nearest to ${from === null ? "the drawing" : `No. ${from}`}`);
}

/** Select what the filter lets through; the group is called what the filter says. */
function filtered() {
  const passing = get("passing");
  if (!passing) return;
  const members = those(passing.length, (index) => passing[index]);
  if (!members.length) return say("There is none: the filter lets nothing through.");
  change("new", members, filterInWords(get("filter")).slice(0, LONGEST_NAME));
}

/** By the way: what it does. @type {Object<string, () => unknown>} */
const ways = {
  label: () => alike("label"),
  predicted: () => alike("predicted"),
  filter: filtered,
  nearest,
  undo,
  clear: () => choose(null),
};

/** @param {MouseEvent} event */
function onClick(event) {
  const way = around(event, "#group-panel [data-group]");
  if (way) return ways[way.dataset.group ?? ""]?.();
  const [kept, gone] = ["kept", "forget"].map((kind) => around(event, `#group-panel [data-group-${kind}]`));
  if (kept) choose(get("kept").find(({ name }) => name === kept.dataset.groupKept) ?? null);
  if (gone) forget(gone.dataset.groupForget ?? "");
}

/** Keep the group under its name. @param {SubmitEvent} event */
function onSubmit(event) {
  const form = around(event, "#group-panel .group-name");
  if (!form) return;
  event.preventDefault();
  keep(find(form, "input", HTMLInputElement).value);
}

/** @param {Event} event */
function onChange(event) {
  const menu = around(event, "#group-panel [data-group-against]", HTMLSelectElement);
  if (menu) set("against", menu.value);
}

function start() {
  for (const key of /** @type {const} */ (["group", "kept", "against", "passing", "mounted"])) subscribe(key, follow);
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("change", onChange);
}

/** @type {import("../core/panel.js").Panel} */
export const panel = { name: "group", views: { "group-body": render }, start };
