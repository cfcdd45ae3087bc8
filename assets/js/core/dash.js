/* The way to Dash: properties of its components. */

/** Set properties of a component, as a callback would. @param {string} id @param {object} props */
export function setProps(id, props) {
  window.dash_clientside.set_props(id, props);
}
