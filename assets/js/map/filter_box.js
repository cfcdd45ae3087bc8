/* The filter's box: classes, readings, ranges and whatever else is known of the images; and the line that says it. */

import { beside } from "../charts/popover.js";
import { around, byId, find, findAll } from "../core/dom.js";
import { conditionOn, withCondition, withToggled } from "../core/filter.js";
import { offered } from "../core/filtering.js";
import { having } from "../core/points.js";
import { get, set, subscribe } from "../core/store.js";
import { markBrushes } from "./brush.js";
import { brushed } from "./brush_frame.js";
import { countInWords, fieldOf, filterInWords, sections } from "./filter_frame.js";

const box = () => byId("map-filter");

/** Fill the box with what can be asked for. */
async function fill() {
  const all = offered();
  const points = await having(Object.values(all).flatMap(({ needs }) => needs));
  const [element, place] = [box(), box().scrollTop];
  element.innerHTML = sections(all, points, get("filter"));
  element.dataset.offered = Object.keys(all).join();
  element.scrollTop = place;
}

/** Open the box beside its button. */
async function open() {
  await fill();
  const element = box();
  element.popover = "manual"; // it stays while the map is looked at
  element.showPopover();
  byId("map-filter-open").setAttribute("aria-expanded", "true");
  place(element);
  markBrushes();
  mark();
  find(element, ":scope section :is(button, input)", HTMLElement).focus();
}

/** Another map, or other colours, let other things be asked for. */
async function renew() {
  if (!isOpen() || box().dataset.offered === Object.keys(offered()).join()) return;
  await fill();
  markBrushes();
  mark();
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
  const [words, count] = [filterInWords(filter), passing ? countInWords(passing) : ""];
  line.hidden = !words;
  find(line, ".asked").textContent = count ? `${words}: ` : words;
  find(line, ".count").textContent = count;
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
  findAll(element, ".brush").forEach(markFields);
  find(element, ".filter-count").textContent = filter.length && passing ? countInWords(passing) : "All are shown";
  find(element, "[data-filter-off]", HTMLButtonElement).disabled = !filter.length;
}

/** Let the fields below a histogram say its range. @param {HTMLElement} brush */
function markFields(brush) {
  const { column, span } = brushed(brush);
  const condition = conditionOn(get("filter"), column);
  const range = condition && "from" in condition ? condition : null;
  const { said } = fieldOf(span);
  for (const field of fieldsOf(column)) {
    const end = field.dataset.filterEnd === "from" ? "from" : "to";
    if (field !== document.activeElement) field.value = range ? said(range[end]) : "";
    field.removeAttribute("aria-invalid");
  }
}

/** @param {string} column */
function fieldsOf(column) {
  return findAll(box(), "[data-filter-end]", HTMLInputElement).filter((one) => one.dataset.column === column);
}

/** A range as its two fields say; one that is left empty is open. @param {HTMLInputElement} field */
function readRange(field) {
  const { column = "" } = field.dataset;
  const brush = findAll(box(), ".brush").find((one) => one.dataset.column === column);
  if (!brush) return;
  const { span } = brushed(brush);
  const [first, last] = fieldsOf(column).map(({ value }) => value);
  const { read } = fieldOf(span);
  const [from, to] = [first ? read(first, "from") : span.low, last ? read(last, "to") : span.high];
  const isEmpty = !first && !last;
  if (!isEmpty && !(from <= to)) return field.setAttribute("aria-invalid", "true");
  set("filter", withCondition(get("filter"), column, isEmpty ? null : { column, from, to }));
}

/** A press beside the map closes the box. @param {PointerEvent} event */
function onDown(event) {
  if (!around(event, "#map-panel") && document.getElementById("map-filter") && isOpen()) close();
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
  subscribe("map", renew);
  document.addEventListener("click", onClick);
  document.addEventListener("change", onChange);
  document.addEventListener("pointerdown", onDown);
  document.addEventListener("keydown", onKey);
}
