/* Elements of the page by id or selector; who asks for one that is not there, or is of another kind, is told so. */

/**
 * @template {Element} T
 * @typedef {abstract new () => T} ElementKind
 */

// What is not asked for by its kind is an element of HTML; the type of a default cannot depend on the caller's.
const USUAL = () => /** @type {ElementKind<any>} */ (HTMLElement);

/**
 * @template {Element} T
 * @param {Element | null} element
 * @param {string} name
 * @param {ElementKind<T>} kind
 * @returns {T}
 */
function checked(element, name, kind) {
  if (element instanceof kind) return element;
  throw new TypeError(`${name} is ${element ? `a ${element.tagName}` : "not in the page"}; expected ${kind.name}`);
}

/**
 * The element with an id.
 * @template {Element} [T=HTMLElement]
 * @param {string} id
 * @param {ElementKind<T>} kind
 * @returns {T}
 */
export function byId(id, kind = USUAL()) {
  return checked(document.getElementById(id), `#${id}`, kind);
}

/**
 * The first element within another that a selector fits.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @param {ElementKind<T>} kind
 * @returns {T}
 */
export function find(within, selector, kind = USUAL()) {
  return checked(within.querySelector(selector), selector, kind);
}

/**
 * All elements within another that a selector fits.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @param {ElementKind<T>} kind
 * @returns {T[]}
 */
export function findAll(within, selector, kind = USUAL()) {
  return Array.from(within.querySelectorAll(selector), (element) => checked(element, selector, kind));
}

/**
 * The element around the target of an event that a selector fits, if there is one.
 * @template {Element} [T=HTMLElement]
 * @param {Event} event
 * @param {string} selector
 * @param {ElementKind<T>} kind
 * @returns {T | null}
 */
export function around(event, selector, kind = USUAL()) {
  const found = event.target instanceof Element ? event.target.closest(selector) : null;
  return found && checked(found, selector, kind);
}

/**
 * Fill an element anew; the focus stays at its place among what can have it.
 * @param {HTMLElement} element
 * @param {string} html
 */
export function fillAnew(element, html) {
  const fields = () => findAll(element, "a[href], button:enabled, input, select");
  // A menu that is open has the focus in its options
  const place = fields().findIndex((one) => one.contains(document.activeElement));
  element.innerHTML = html;
  if (place >= 0) (fields()[place] ?? fields().at(-1))?.focus({ preventScroll: true });
}

/** What draws on a canvas. @param {HTMLCanvasElement} canvas @returns {CanvasRenderingContext2D} */
export function context2d(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new TypeError("this browser lends no canvas to draw on");
  return context;
}
