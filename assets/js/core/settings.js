/* What the visitor has chosen: the value of every control, on the page or not, and the controls in step with it. */

import { around, findAll } from "./dom.js";
import { hasModifier } from "./keys.js";
import { pageData } from "./page_data.js";
import { get, set, subscribe } from "./store.js";

/** What is chosen at a control. @param {string} id */
export function setting(id) {
  return get("settings")[id];
}

/** Choose something. @param {Object<string, string>} values by the ids of the controls */
export function choose(values) {
  const now = get("settings");
  if (Object.entries(values).some(([id, value]) => now[id] !== value)) set("settings", { ...now, ...values });
}

/**
 * The value that a key leads to from another one, around the ends; null for other keys.
 * @param {string[]} values in their order
 * @param {string} value
 * @param {string} key
 */
export function stepped(values, value, key) {
  const last = values.length - 1;
  const at = values.indexOf(value);
  /** @type {Object<string, number>} */
  const places = {
    ArrowRight: at < last ? at + 1 : 0,
    ArrowDown: at < last ? at + 1 : 0,
    ArrowLeft: at > 0 ? at - 1 : last,
    ArrowUp: at > 0 ? at - 1 : last,
    Home: 0,
    End: last,
  };
  return values[places[key]] ?? null;
}

/** Let a control say what is chosen; one of its buttons can be reached by Tab. @param {HTMLElement} control */
function reflect(control) {
  const value = setting(control.dataset.choice ?? "");
  if (control instanceof HTMLSelectElement) control.value = value;
  else
    for (const button of findAll(control, "[role='radio']")) {
      const chosen = button.dataset.value === value;
      button.setAttribute("aria-checked", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
    }
}

function reflectAll() {
  findAll(document, "[data-choice]").forEach(reflect);
}

/** @param {Event} event */
function onChange(event) {
  const menu = around(event, "select[data-choice]", HTMLSelectElement);
  if (menu) choose({ [menu.dataset.choice ?? ""]: menu.value });
}

/** @param {MouseEvent} event */
function onClick(event) {
  const button = around(event, "[data-choice] [role='radio']");
  if (button) press(button);
}

/** @param {HTMLElement} button */
function press(button) {
  const control = /** @type {HTMLElement} */ (button.closest("[data-choice]"));
  choose({ [control.dataset.choice ?? ""]: button.dataset.value ?? "" });
}

/** The arrow keys choose, as in any group of radio buttons. @param {KeyboardEvent} event */
function onKey(event) {
  const button = around(event, "[data-choice] [role='radio']");
  if (!button || hasModifier(event)) return;
  const buttons = findAll(/** @type {HTMLElement} */ (button.parentElement), "[role='radio']");
  const values = buttons.map(({ dataset }) => dataset.value ?? "");
  const value = stepped(values, button.dataset.value ?? "", event.key);
  if (value === null) return;
  event.preventDefault();
  const next = buttons[values.indexOf(value)];
  press(next);
  next.focus();
}

export function start() {
  choose(pageData("choices"));
  subscribe("settings", reflectAll);
  subscribe("mounted", reflectAll);
  document.addEventListener("change", onChange);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
}
