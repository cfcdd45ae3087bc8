/* Whether this browser lends WebGL, without which Plotly cannot draw many points. */

const NEEDED = ["ANGLE_instanced_arrays", "OES_element_index_uint"]; // by regl, with which Plotly draws

/**
 * Whether a context can draw what Plotly draws with it.
 * @param {{getExtension(name: string): object | null} | null} context
 */
export function isAble(context) {
  return context !== null && NEEDED.every((name) => context.getExtension(name));
}

/** @type {boolean | null} */
let known = null;

/** Whether there is WebGL; found out once. */
export function hasWebGl() {
  if (known !== null) return known;
  const context = document.createElement("canvas").getContext("webgl");
  known = isAble(context);
  context?.getExtension("WEBGL_lose_context")?.loseContext(); // a browser lends few
  return known;
}
