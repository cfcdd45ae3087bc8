/* The address of the page: what the URL says of the view, and keeping both in step. */

import { open, tabOf } from "./bench.js";
import { besideText, readBeside } from "./beside.js";
import { byId } from "./dom.js";
import { linkText, readFilter } from "./filter.js";
import { valuesIn } from "./filtering.js";
import { hiddenText, readHidden } from "./hidden.js";
import { choose as chooseGroup } from "./group.js";
import { columnsOf, viewOf } from "./map_choice.js";
import { membersText, readMembers } from "./members.js";
import { files } from "./points.js";
import { readZoom, zoomText } from "./zoom.js";
import { decode, DrawingLinkError, encode } from "./drawing_link.js";
import { pageData } from "./page_data.js";
import { addressOf, digitOf, isDrawn, select } from "./selection.js";
import { choose, setting } from "./settings.js";
import { get, set, subscribe } from "./store.js";

const DIGITS = ["digit", "pin"]; // parameters that are the number of a digit
const AXES = ["x", "y", "unit_x", "unit_y"];
const CHOICES = ["projection", "colour", "colour_unit", ...AXES]; // parameters that are chosen at the map's controls
const FREE = ["beside", "hidden", "zoom", "filter", "group", "drawing"]; // can say anything and are read elsewhere
const OPTIONAL = ["data", "colour_unit", ...AXES, ...FREE, "pin", "tab"]; // written only where they are unusual
const MIRROR_AFTER_MS = 250;
const MOST_OFFERED = 10; // values that a sentence names
const MOST_SAID = 3; // sentences on what is wrong with a URL

/** @typedef {import("../types/views.js").PageData["address"]} Table */

/**
 * Whether a value may stand in the URL; a digit's table entry lists only the first and the last.
 * @param {string} name
 * @param {string} value
 * @param {string[]} allowed
 */
function isAllowed(name, value, allowed) {
  if (FREE.includes(name)) return true;
  if (!DIGITS.includes(name)) return allowed.includes(value);
  return /^\d{1,9}$/.test(value) && Number(value) <= Number(allowed[1]);
}

/** @param {string} name @param {string[]} allowed */
function offered(name, allowed) {
  const numbers = allowed.length > MOST_OFFERED && allowed.every((value) => /^\d+$/.test(value));
  if (DIGITS.includes(name) || numbers) return `a number from ${allowed[0]} to ${allowed.at(-1)}`;
  const more = allowed.length > MOST_OFFERED ? ` and ${allowed.length - MOST_OFFERED} more` : "";
  return `one of ${allowed.slice(0, MOST_OFFERED).join(", ")}${more}`;
}

/**
 * Read the URL's parameters; what is missing or wrong becomes the default, what is wrong also a sentence.
 * @param {string | null | undefined} search
 * @param {Table} table
 * @returns {{values: Object<string, string>, problems: string[]}}
 */
export function parse(search, table) {
  const values = Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, entry.default]));
  const problems = [];
  for (const [name, value] of new URLSearchParams(search || "")) {
    const entry = Object.hasOwn(table, name) ? table[name] : null;
    const shown = value.slice(0, 40);
    if (!entry) problems.push(`The link's “${name.slice(0, 40)}” is not known here and was left out.`);
    else if (isAllowed(name, value, entry.allowed))
      values[name] = DIGITS.includes(name) ? String(Number(value)) : value;
    else problems.push(`The link's ${name} “${shown}” must be ${offered(name, entry.allowed)}; you see the default.`);
  }
  return { values, problems };
}

/**
 * Write the URL's parameters; the data set, axes and the pin only where they are not the usual ones.
 * @param {Object<string, string>} values
 * @param {Table} table
 */
export function format(values, table) {
  /** @param {string} name */
  const usual = (name) => OPTIONAL.includes(name) && values[name] === table[name].default;
  const kept = Object.keys(table).filter((name) => !usual(name));
  return "?" + new URLSearchParams(kept.map((name) => [name, values[name]])).toString();
}

/** @param {Object<string, string>} one @param {Object<string, string>} other */
export function same(one, other) {
  return Object.keys(one).every((name) => one[name] === other[name]);
}

/** What the URL says, and what is wrong with it. */
const read = () => parse(window.location.search, pageData("address"));

/** What the URL says, with defaults for what it does not. */
export function values() {
  return read().values;
}

/** The control at which a parameter is chosen. @param {string} name */
const controlOf = (name) => `map-${name.replace("_", "-")}`;

/** The drawing on the pad as text; empty if there is none, or too much of it. */
function drawingText() {
  const drawing = get("drawing");
  return (drawing && encode(drawing)) ?? "";
}

/** The group as text; empty if there is none, or too much of it. */
function groupText() {
  return membersText(get("group")?.members ?? [], files().points) ?? "";
}

/** Whether what the URL speaks of is not shown yet: until then it goes on speaking of it. */
let coming = false;

/** What is shown, in the words of the URL: a drawing as long as that is selected. */
function subjectShown() {
  const shown = get("shown");
  const digit = digitOf(shown);
  return { ...(digit === null ? {} : { digit: String(digit) }), drawing: isDrawn(shown) ? drawingText() : "" };
}

/** What the URL is to say. */
function wanted() {
  return {
    ...values(),
    data: pageData("site").name,
    ...(coming ? {} : subjectShown()),
    ...Object.fromEntries(CHOICES.map((name) => [name, setting(controlOf(name))])),
    pin: addressOf(get("pin")),
    tab: get("tab"),
    beside: besideText(get("beside")),
    hidden: hiddenText(get("hidden")),
    zoom: zoomText(get("zoom"), columnsOf(viewOf(setting))),
    filter: linkText(get("filter")),
    group: groupText(),
  };
}

/** @param {Object<string, string>} values */
const withoutFree = (values) => ({ ...values, ...Object.fromEntries(FREE.map((name) => [name, ""])) });

/**
 * Put the view into the URL, unless it is there already; back and forward then walk through the views. A drawing that
 * goes on is the same view, and so is another part of the map. Whatever is selected, the page's history keeps what is
 * on the pad.
 */
export function write() {
  clearTimeout(mirroring);
  if (!get("shown")) return;
  const [now, next, pad] = [values(), wanted(), drawingText()];
  if (same(now, next) && (history.state?.pad ?? "") === pad) return;
  const url = format(next, pageData("address"));
  const goesOn = same(withoutFree(now), withoutFree(next)) && !now.drawing === !next.drawing;
  if (goesOn) history.replaceState({ pad }, "", url);
  else history.pushState({ pad }, "", url);
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let mirroring;

/** Keep the URL in step, once what the visitor waits for is painted. */
function mirror() {
  clearTimeout(mirroring);
  mirroring = setTimeout(write, MIRROR_AFTER_MS);
}

/** Bring the page to what the URL says; it cannot speak of a pinned drawing, so that stays. */
function restore() {
  const { digit, pin, tab, drawing, beside, hidden, zoom, filter, group, ...said } = values();
  open(panelTab() ?? tab);
  choose(Object.fromEntries(CHOICES.map((name) => [controlOf(name), said[name]])));
  const columns = columnsOf(viewOf(setting));
  if (beside !== besideText(get("beside"))) set("beside", readBeside(beside, ...mapsNow()) ?? []);
  if (hidden !== hiddenText(get("hidden"))) set("hidden", readHidden(hidden, groupCounts()) ?? {});
  if (zoom !== zoomText(get("zoom"), columns)) set("zoom", readZoom(zoom, columns) ?? null);
  if (filter !== linkText(get("filter"))) set("filter", readFilter(filter, valuesIn) ?? []);
  if (group !== groupText()) bring(groupIn(group));
  if (pin !== addressOf(get("pin"))) set("pin", pin ? { shows: `sample:${pin}` } : null);
  if (!drawing || !get("selection")) select(`sample:${digit}`);
  if (get("mounted")) restorePad();
  coming = true;
}

/** Select the group that a link says, one step from that before. @param {import("./group.js").Group | null} group */
const bring = (group) => (get("group") ? chooseGroup(group) : set("group", group));

/** The group that a text says, if any. @param {string} text */
function groupIn(text) {
  const { members } = readMembers(text, files().points, files().count);
  return members.length ? { name: "the link's group", members } : null;
}

/** @param {string | null} shown */
function onShown(shown) {
  const { digit, drawing } = values();
  if (drawing ? isDrawn(shown) : shown === `sample:${digit}`) coming = false;
}

/** Another digit is selected before what the URL speaks of has come. @param {string | null} selection */
function onSelected(selection) {
  if (!isDrawn(selection)) coming = false;
}

/** How many groups the colours of the map tell apart, by kind. */
export function groupCounts() {
  /** @type {Object<string, number>} */
  const counts = {};
  for (const { hides, kind, groups, whole } of pageData("map").colourings) {
    const named = groups.length || pageData("dataset").classes.length;
    counts[hides] = Math.max(counts[hides] ?? 0, kind === "categorical" ? named + Number(!whole) : 2);
  }
  return counts;
}

/** The names of all maps, and of the large one. @returns {[string[], string]} */
const mapsNow = () => [pageData("maps").map(({ name }) => name), setting("map-projection")];

/** What is wrong with what the URL says of maps, of groups and of the part of the map in view. */
function problemsOfMap() {
  const { beside, hidden, zoom, filter, group } = values();
  const ofGroup = group ? readMembers(group, files().points, files().count).problem : "";
  const wrong = [
    readBeside(beside, ...mapsNow())
      ? ""
      : `The link's beside “${beside.slice(0, 40)}” must name one or two maps that are not large; none is beside.`,
    readHidden(hidden, groupCounts())
      ? ""
      : `The link's hidden “${hidden.slice(0, 40)}” names no groups of the map; all are shown.`,
    readZoom(zoom, columnsOf(viewOf(setting))) === undefined
      ? `The link's zoom “${zoom.slice(0, 40)}” must be four numbers; you see the whole map.`
      : "",
    readFilter(filter, valuesIn)
      ? ""
      : `The link's filter “${filter.slice(0, 40)}” asks for what is not known here, or is damaged; all are shown.`,
    ofGroup && `The link's group ${ofGroup}; it was left out.`,
  ];
  return wrong.filter(Boolean);
}

/** Put the drawing on the pad that the URL or the page's history speaks of; of the URL's, the landing is selected. */
function restorePad() {
  const said = values();
  const { drawing, problems } = drawingIn(said.drawing || (history.state?.pad ?? ""));
  say(problems);
  if (!drawing || (!said.drawing && encode(drawing) === drawingText())) return;
  set("drawing", drawing);
  if (!said.drawing) select(`sample:${said.digit}`); // it is on the pad, and not what was looked at
}

/** The drawing that a text says, if any, and why there is none. @param {string} text */
function drawingIn(text) {
  try {
    return { drawing: text ? decode(text, pageData("files").count) : null, problems: [] };
  } catch (error) {
    if (!(error instanceof DrawingLinkError)) throw error;
    return { drawing: null, problems: [error.message] };
  }
}

/** The tab of the panel that an old link leads to, as in "#why-panel". */
function panelTab() {
  return tabOf(window.location.hash.slice(1));
}

/** Problems as a text that leaves room for the page. @param {string[]} problems a sentence each */
export function told(problems) {
  const more = problems.length - MOST_SAID;
  const rest = more > 0 ? [`And ${more} more of what it says could not be used.`] : [];
  return [...problems.slice(0, MOST_SAID), ...rest].join(" ");
}

/** Say what is wrong with the URL. @param {string[]} problems with its drawing */
function say(problems) {
  byId("url-notice").textContent = told([...problems, ...read().problems, ...problemsOfMap()]);
}

function onMounted() {
  if (get("mounted") === 1) restorePad();
}

export function start() {
  restore();
  window.addEventListener("popstate", restore);
  subscribe("mounted", onMounted);
  subscribe("selection", onSelected);
  subscribe("shown", onShown);
  for (const key of /** @type {const} */ ([
    "shown",
    "pin",
    "settings",
    "tab",
    "beside",
    "hidden",
    "zoom",
    "filter",
    "group",
    "drawing",
  ]))
    subscribe(key, mirror);
}
