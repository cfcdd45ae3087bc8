/* Words of the glossary in what scripts draw; `components/page/terms.py` marks them alike in layouts. */

import { dataset } from "./dataset.js";
import { findAll } from "./dom.js";
import { escape } from "./format.js";

/**
 * Words as a button that explains them; `charts/popover.js` shows the meaning beside it.
 * @param {string} key of the glossary
 * @param {string} text as they stand in the text
 * @param {string} here what there is to say of it in this place, before its meaning
 */
export function term(key, text, here = "") {
  const tip = here && ` data-tip="${escape(here)}"`;
  const described = `data-term="${key}"${tip} aria-describedby="${meaningId(key)}"`;
  return `<button type="button" class="term" ${described}>${escape(text)}${here && unseen(`: ${here}`)}</button>`;
}

/** Words for screen readers alone. @param {string} text */
function unseen(text) {
  return `<span class="visually-hidden">${escape(text)}</span>`;
}

/**
 * The mark of what is unlike the digits, if it is to have one; what is labelled is a digit all the same.
 * @param {string} warning why, for people
 * @param {number | null} label
 */
export function warningMark(warning, label) {
  const words = label === null ? dataset().stranger : "unlike others";
  return warning && `<span class="warning">${term("strangeness", words, `Here, ${warning}.`)}</span>`;
}

/** The id of the element that holds the meaning of a term, in the glossary. @param {string} key */
export function meaningId(key) {
  return `meaning-${key}`;
}

/**
 * Fill an element with HTML; a term that has the focus keeps it, if the new text has it too.
 * @param {HTMLElement} element
 * @param {string} html
 */
export function refill(element, html) {
  const focused = findAll(element, "[data-term]").find((one) => one === document.activeElement);
  const alike = () => findAll(element, `[data-term="${focused?.dataset.term}"]`);
  const place = focused ? alike().indexOf(focused) : -1;
  element.innerHTML = html;
  if (focused) alike()[place]?.focus({ preventScroll: true });
}
