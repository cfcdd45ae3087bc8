/* Words of the glossary in what scripts draw; `components/page/terms.py` marks them alike in layouts. */

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
