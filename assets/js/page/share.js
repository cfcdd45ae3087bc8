/* Share and export: the dialog, which says what a link can tell, and copies it. */

import { write } from "../core/address.js";
import { around, byId, find, findAll } from "../core/dom.js";
import { counts } from "../core/parts.js";
import { isDrawn } from "../core/selection.js";
import { get } from "../core/store.js";

const WORDS = "Copy link";
const SAID_MS = 2500;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Let the button say something for a while. @param {HTMLElement} button @param {string} words */
function say(button, words) {
  clearTimeout(timer);
  button.textContent = words;
  timer = setTimeout(() => (button.textContent = WORDS), SAID_MS);
}

/**
 * What is on the page and not in the link.
 * @param {URLSearchParams} said by the link
 * @param {{drawn: boolean, filter: boolean, group: boolean}} shown whether a drawing is selected, and a group, and
 * whether there is a filter
 */
export function lostWords(said, { drawn, filter, group }) {
  const there = { drawing: drawn, filter, group };
  const lost = Object.entries(there).flatMap(([name, is]) => (is && !said.has(name) ? [name] : []));
  if (!lost.length) return "";
  const [is, it] = lost.length > 1 ? ["are", "them"] : ["is", "it"];
  const names = lost.join(", the ").replace(/, the (?=\w+$)/, " and the ");
  return `The ${names} ${is} too large for a link, which leaves ${it} out.`;
}

/** Open the dialog. */
function open() {
  write();
  const shown = { drawn: isDrawn(get("selection")), filter: get("filter").length > 0, group: get("group") !== null };
  byId("share-note").textContent = lostWords(new URLSearchParams(window.location.search), shown);
  byId("share-status").textContent = "";
  offer(byId("share-images", HTMLSelectElement));
  byId("share", HTMLDialogElement).showModal();
}

/** Say how many images there are; what there is most reason for is chosen. @param {HTMLSelectElement} menu */
function offer(menu) {
  const known = counts();
  for (const option of findAll(menu, "option", HTMLOptionElement)) {
    const { words, count } = known[option.value];
    option.textContent = words;
    option.disabled = !count;
  }
  menu.value = ["group", "filter", "all"].find((part) => known[part].count) ?? "all";
}

/** Browsers lend the clipboard to pages from this machine or over https only. @param {HTMLElement} button */
async function copy(button) {
  try {
    await navigator.clipboard.writeText(window.location.href);
    say(button, "Link copied");
  } catch {
    say(button, "The link is in the address bar");
  }
}

/** @param {MouseEvent} event */
function onClick(event) {
  if (around(event, "#share-link")) open();
  if (around(event, "#share-copy")) copy(find(document, "#share-copy"));
}

export function start() {
  document.addEventListener("click", onClick);
}
