/* What panels say of themselves: `data-shows` is the digit that a panel displays. */

import { pageData } from "./page_data.js";
import { questionOf } from "./question.js";
import { get } from "./store.js";

/** @typedef {Map<HTMLElement, {inView: boolean, view: {shows?: string} | null}>} Mounted elements that show a view */

/** What Python says of the view of an element. @param {string} id */
export const facts = (id) => pageData("views")[id];
/** @param {HTMLElement} element */
const panelOf = (element) => /** @type {HTMLElement} */ (element.closest("[id$='-panel']"));

/** Say what the panel of an element shows now. @param {HTMLElement} element @param {Mounted} mounted */
export function markShown(element, mounted) {
  const [panel, shows] = [panelOf(element), mounted.get(element)?.view?.shows];
  if (shows) panel.dataset.shows = shows;
  else markConstant(panel, mounted);
}

/** Whether a panel shows another thing for every digit. @param {HTMLElement} panel @param {Mounted} mounted */
function followsDigit(panel, mounted) {
  return [...mounted.keys()].some((element) => panel.contains(element) && facts(element.id).needs.includes("digit"));
}

/**
 * Whether all that is in view of a panel, and can be asked, has been drawn.
 * @param {HTMLElement} panel
 * @param {Mounted} mounted
 */
function isFilled(panel, mounted) {
  const own = [...mounted].filter(([element, { inView }]) => inView && panel.contains(element));
  return own.every(([{ id }, { view }]) => view || !questionOf(facts(id).needs));
}

/**
 * A panel that is the same for every digit shows the selected one once it is drawn.
 * @param {HTMLElement} panel
 * @param {Mounted} mounted
 */
function markConstant(panel, mounted) {
  const selection = get("selection");
  if (selection && !followsDigit(panel, mounted) && isFilled(panel, mounted)) panel.dataset.shows = selection;
}

/** Panels out of view say nothing; one that comes back says what it still shows. @param {Mounted} mounted */
export function forgetOthers(mounted) {
  const panels = new Map([...mounted].map(([element]) => [panelOf(element), false]));
  for (const [element, { inView }] of mounted) if (inView) panels.set(panelOf(element), true);
  for (const [panel, inView] of panels) {
    if (!inView) delete panel.dataset.shows;
    else if (!followsDigit(panel, mounted)) markConstant(panel, mounted);
    else if (!panel.dataset.shows) remind(panel, mounted);
  }
}

/** @param {HTMLElement} panel @param {Mounted} mounted */
function remind(panel, mounted) {
  for (const [element, { view }] of mounted)
    if (panel.contains(element) && view?.shows) panel.dataset.shows = view.shows;
}
