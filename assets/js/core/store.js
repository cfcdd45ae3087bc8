/* The one state of the page. Who changes something sets it here, who depends on it subscribes; none asks a sibling. */

/**
 * @typedef {import("../types/views.js").Landing} Landing where a drawing lies
 * @typedef {[number, number]} Point x and y
 * @typedef {{points: Point[], erases: boolean}} Stroke
 * @typedef {{strokes: Stroke[], base: Uint8Array | null, origin: number | null, width: string,
 *   normalised: boolean}} Drawing
 * what is on the pad: strokes, over a picture if there is one, which may be a digit of the data set (`origin`)
 * @typedef {{shows: string, image?: string}} Pinned
 * @typedef {{gd: import("../types/page.js").Plot, points: import("./points.js").Points, projection: string,
 *   columns: string[], name: string}} MapView the map as it is drawn
 * @typedef {object} State
 * @property {string | null} selection the digit that every panel shows: "sample:<index>" or "drawn:<n>"
 * @property {Drawing | null} drawing
 * @property {Landing | null} landing the newest one of what is on the pad
 * @property {Landing | null} drawn the landing that was selected last
 * @property {Pinned | null} pin digit A of the comparison
 * @property {(string | number)[] | null} choice values of the map's menus, in the order of `core/address.js`
 * @property {string | null} axes names of the columns that span the chosen map
 * @property {MapView | null} map set anew whenever a point of it is drawn elsewhere
 * @property {number[] | null} units one or two whose dossier is wanted
 */

/** @type {State} */
const state = {
  selection: null,
  drawing: null,
  landing: null,
  drawn: null,
  pin: null,
  choice: null,
  axes: null,
  map: null,
  units: null,
};

/** @type {{[K in keyof State]: ((value: State[K]) => void)[]}} */
const listeners = {
  selection: [],
  drawing: [],
  landing: [],
  drawn: [],
  pin: [],
  choice: [],
  axes: [],
  map: [],
  units: [],
};

/**
 * What is known now.
 * @template {keyof State} K
 * @param {K} key
 * @returns {State[K]}
 */
export function get(key) {
  return state[key];
}

/**
 * Change something and tell all who subscribed, in the order in which they did.
 * @template {keyof State} K
 * @param {K} key
 * @param {State[K]} value
 */
export function set(key, value) {
  state[key] = value;
  for (const listener of listeners[key]) listener(value);
}

/**
 * Be told whenever something is set.
 * @template {keyof State} K
 * @param {K} key
 * @param {(value: State[K]) => void} listener
 */
export function subscribe(key, listener) {
  listeners[key].push(listener);
}
