/* The way to Dash: properties of its components, and the functions that its callbacks run in the browser. */

/** @typedef {import("../types/page.js").DashClientside} DashClientside */

/** Set properties of a component, as a callback would. @param {string} id @param {object} props */
export function setProps(id, props) {
  window.dash_clientside.set_props(id, props);
}

/** What a callback returns for a property that stays as it is. */
export function unchanged() {
  return window.dash_clientside.no_update;
}

/**
 * Offer functions to the page's callbacks; Dash adds its own to the object once it runs.
 * @param {string} namespace
 * @param {Object<string, Function>} functions
 */
export function offer(namespace, functions) {
  (window.dash_clientside ??= /** @type {DashClientside} */ ({}))[namespace] = functions;
}
