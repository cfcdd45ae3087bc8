/* The filter's box: classes, readings, ranges and whatever else is known of the images; and the line that says it. */

import { beside } from "../charts/popover.js";
import { around, byId, find, findAll } from "../core/dom.js";
import { conditionOn, withCondition, withToggled } from "../core/filter.js";
import { known } from "../core/filtering.js";
import { valueAt } from "../core/histogram.js";
import { having } from "../core/points.js";
import { get, set, subscribe } from "../core/store.js";
import { countInWords, filterInWords, sections } from "./filter_frame.js";

/** @type {{ends: [number, number] | null, start: number}} of the range that is drawn over a histogram */
const state = { ends: null, start: 0 };

const box = () => byId("map-filter");

/** Open the box beside its button. */
async function open() {
  const all = known();
  const points = await having(Object.values(all).flatMap(({ needs }) => needs));
  const element = box();
  element.popover = "manual"; // it stays while the map is looked at
  element.innerHTML = sections(all, points, get("filter"));
  element.showPopover();
  byId("map-filter-open").setAttribute("aria-expanded", "true");
  place(element);
  mark();
  find(element, ":scope section :is(button, input)", HTMLElement).focus();
}

const isOpen = () => box().matches(":popover-open");

/** Close the box; the focus goes back to its button, if it was in it. */
function close() {
  const held = box().contains(document.activeElement);
  box().hidePopover();
  byId("map-filter-open").setAttribute("aria-expanded", "false");
  if (held) byId("map-filter-open").focus();
}

/** @param {HTMLElement} element */
function place(element) {
  const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const { left, top } = beside(byId("map-filter-open").getBoundingClientRect(), element.getBoundingClientRect(), view);
  Object.assign(element.style, { left: `${left}px`, top: `${Math.max(0, top)}px` });
}

/** Say what the filter asks for, over the map and in its box. */
function follow() {
  if (!get("mounted")) return;
  const [filter, passing, line] = [get("filter"), get("passing"), byId("map-filter-words")];
  const [words, count] = [filterInWords(filter, known()), passing ? countInWords(passing) : ""];
  line.hidden = !words;
  find(line, ".asked").textContent = words;
  find(line, ".count").textContent = count && `: ${count}`;
  find(line, "[data-filter-open]").dataset.tip = words;
  if (words && count) byId("map-announcement").textContent = `${words}: ${count}`;
  byId("map-filter-open").setAttribute("aria-pressed", String(filter.length > 0));
  mark();
}

/** Let the box say what is asked for. */
function mark() {
  const [filter, passing, element] = [get("filter"), get("passing"), box()];
  if (!element.children.length) return;
  for (const button of findAll(element, "[data-filter-value]")) {
    const condition = conditionOn(filter, button.dataset.column ?? "");
    const among = condition && "among" in condition ? condition.among : [];
    button.setAttribute("aria-pressed", String(among.includes(Number(button.dataset.filterValue))));
  }
  findAll(element, ".filter-range").forEach(markRange);
  find(element, ".filter-count").textContent = filter.length && passing ? countInWords(passing) : "All are shown";
  find(element, "[data-filter-off]", HTMLButtonElement).disabled = !filter.length;
}

/** @param {HTMLElement} range */
function markRange(range) {
  const { column = "" } = range.dataset;
  const [condition, [low, high]] = [conditionOn(get("filter"), column), endsOf(range)];
  const [from, to] = condition && "from" in condition ? [condition.from, condition.to] : [low, high];
  const shares = [from, to].map((value) => Math.min(1, Math.max(0, (value - low) / (high - low || 1))));
  const cover = find(range, "i");
  cover.hidden = !condition;
  Object.assign(cover.style, { left: `${100 * shares[0]}%`, right: `${100 * (1 - shares[1])}%` });
  for (const field of fieldsOf(column)) {
    const value = condition ? String(field.dataset.filterEnd === "from" ? from : to) : "";
    if (field !== document.activeElement) field.value = value;
    field.removeAttribute("aria-invalid");
  }
}

/** @param {HTMLElement} range @returns {[number, number]} */
const endsOf = ({ dataset: { low, high } }) => [Number(low), Number(high)];

/** @param {string} column */
function fieldsOf(column) {
  return findAll(box(), "[data-filter-end]", HTMLInputElement).filter((one) => one.dataset.column === column);
}

/** A range as its two numbers say; one that is left empty is open. @param {HTMLInputElement} field */
function readRange(field) {
  const { column = "" } = field.dataset;
  const range = findAll(box(), ".filter-range").find((one) => one.dataset.column === column);
  if (!range) return;
  const [low, high] = endsOf(range);
  const [from, to] = fieldsOf(column).map(({ value }) => value);
  const condition = { column, from: from === "" ? low : Number(from), to: to === "" ? high : Number(to) };
  const isEmpty = from === "" && to === "";
  if (!isEmpty && condition.from > condition.to) return field.setAttribute("aria-invalid", "true");
  set("filter", withCondition(get("filter"), column, isEmpty ? null : condition));
}

/** How far along a histogram a pointer is, 0 to 1. @param {HTMLElement} range @param {PointerEvent} event */
function shareAt(range, { clientX }) {
  const { left, width } = range.getBoundingClientRect();
  return (clientX - left) / width;
}

/** A press beside the map closes the box. @param {PointerEvent} event */
function onDown(event) {
  if (!around(event, "#map-panel") && document.getElementById("map-filter") && isOpen()) close();
  const range = around(event, "#map-filter .filter-range");
  if (!range) return;
  range.setPointerCapture(event.pointerId);
  Object.assign(state, { ends: endsOf(range), start: shareAt(range, event) });
}

/** @param {PointerEvent} event */
function onMove(event) {
  const { ends, start } = state;
  const range = ends && around(event, "#map-filter .filter-range");
  if (!ends || !range) return;
  const [from, to] = [start, shareAt(range, event)].sort((one, other) => one - other);
  if (to - from < 0.01) return;
  const condition = { column: range.dataset.column ?? "", from: valueAt(ends, from), to: valueAt(ends, to) };
  set("filter", withCondition(get("filter"), condition.column, condition));
}

/** @param {MouseEvent} event */
function onClick(event) {
  if (around(event, "[data-filter-open]")) return isOpen() ? close() : void open();
  if (around(event, "[data-filter-close]")) return close();
  if (around(event, "[data-filter-off]")) return clear();
  const button = around(event, "#map-filter [data-filter-value]");
  if (!button) return;
  set("filter", withToggled(get("filter"), button.dataset.column ?? "", Number(button.dataset.filterValue)));
}

/** @param {Event} event */
function onChange(event) {
  const field = around(event, "#map-filter [data-filter-end]", HTMLInputElement);
  if (field) readRange(field);
}

/** Ask for nothing any more; the button for it goes then, and hands on the focus. */
function clear() {
  const goes = byId("map-filter-words").contains(document.activeElement);
  set("filter", []);
  if (goes) byId("map-filter-open").focus();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key === "Escape" && document.getElementById("map-filter") && isOpen()) close();
}

export function start() {
  for (const key of /** @type {const} */ (["filter", "passing", "mounted"])) subscribe(key, follow);
  document.addEventListener("click", onClick);
  document.addEventListener("change", onChange);
  document.addEventListener("pointerdown", onDown);
  document.addEventListener("pointermove", onMove);
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => (state.ends = null));
  document.addEventListener("keydown", onKey);
}
