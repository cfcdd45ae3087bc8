/* Words of the glossary in what scripts draw; `components/page/terms.py` marks them alike in layouts. */

import { findAll } from "./dom.js";

/**
 * Words as a button that explains them; `charts/popover.js` shows the meaning beside it.
 * @param {string} key of the glossary
 * @param {string} text as they stand in the text
 */
export function term(key, text) {
  return `<button type="button" class="term" data-term="${key}" aria-describedby="${meaningId(key)}">${text}</button>`;
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
