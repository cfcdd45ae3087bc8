/* The way to Dash: properties of its components. */

/** Set properties of a component, as a callback would. @param {string} id @param {object} props */
export function setProps(id, props) {
  window.dash_clientside.set_props(id, props);
}

/** Whether Dash waits for a callback for a component; once that has failed it does no longer. @param {string} id */
export const isUnderWay = (id) => document.getElementById(id)?.dataset.dashIsLoading === "true";
