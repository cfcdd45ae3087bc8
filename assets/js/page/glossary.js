/* The glossary: every term of the page with its meaning, in a dialog that the head's question mark opens. */

import { around, byId } from "../core/dom.js";
import { escape } from "../core/format.js";
import { pageData } from "../core/page_data.js";
import { subscribe } from "../core/store.js";
import { meaningId } from "../core/terms.js";

/** @typedef {Object<string, import("../types/views.js").GlossaryEntry>} Terms */

/** The terms, group by group. @param {Terms} terms */
export function content(terms) {
  const entries = Object.entries(terms);
  const groups = [...new Set(entries.map(([, { group }]) => group))];
  /** @param {[string, Terms[string]]} entry */
  const entry = ([key, { name, meaning }]) =>
    `<div><dt>${escape(name)}</dt><dd id="${meaningId(key)}">${escape(meaning)}</dd></div>`;
  /** @param {string} group */
  const section = (group) => entries.filter(([, term]) => term.group === group).map(entry);
  return groups.map((group) => `<h3>${group}</h3><dl>${section(group).join("")}</dl>`).join("");
}

/** Fill the dialog: terms are described by what is in it, whether it is open or not. */
function fill() {
  const body = byId("glossary-body");
  if (!body.firstChild) body.innerHTML = content(pageData("terms"));
}

/** @param {MouseEvent} event */
function onClick(event) {
  if (around(event, "#glossary-open")) byId("glossary", HTMLDialogElement).showModal();
}

export function start() {
  subscribe("mounted", fill);
  document.addEventListener("click", onClick);
}
