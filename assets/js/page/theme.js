/* Light or dark: as the system has it, until the visitor says otherwise. */

import { around } from "../core/dom.js";
import { keep, kept } from "../core/keep.js";

const KEY = "digitscope-theme";

/** The theme to go to. @param {string | undefined} chosen @param {boolean} systemIsDark */
export function other(chosen, systemIsDark) {
  const now = chosen ?? (systemIsDark ? "dark" : "light");
  return now === "dark" ? "light" : "dark";
}

/** @param {string} theme */
function set(theme) {
  document.documentElement.dataset.theme = theme;
  keep(KEY, theme);
}

/** @param {MouseEvent} event */
function onClick(event) {
  if (around(event, "#theme-switch")) {
    const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    set(other(document.documentElement.dataset.theme, systemIsDark));
  }
}

export function start() {
  const stored = kept(KEY);
  if (stored) document.documentElement.dataset.theme = stored;
  document.addEventListener("click", onClick);
}
