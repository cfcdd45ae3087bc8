/* The one state of the page. Who changes something sets it here, who depends on it subscribes; none asks a sibling. */

/**
 * @typedef {import("../types/views.js").Landing} Landing where a drawing lies
 * @typedef {[number, number]} Point x and y
 * @typedef {{points: Point[], erases: boolean}} Stroke
 * @typedef {{strokes: Stroke[], base: Uint8Array | null, origin: number | null, width: string,
 *   normalised: boolean}} Drawing
 * what is on the pad: strokes, over a picture if there is one, which may be a digit of the data set (`origin`)
 * @typedef {{shows: string, image?: string, kind?: string}} Pinned
 * @typedef {{values: import("./points.js").Column, shades: Uint32Array, range: [number, number], palette: string[],
 *   written: string, column: string}} Shading the values behind shades and the column that they
 * are of, the pixel of each image, and what the colours stand for
 * @typedef {{kind: import("./hidden.js").Kind, names: string[], colours: string[], members: number[][],
 *   larger: number[], scale?: Shading}} Groups
 * what the colours of the map tell apart, drawn first to last: the digits in each, and which groups matter most
 * @typedef {{gd: import("../types/page.js").Plot, points: import("./points.js").Points, projection: string,
 *   columns: string[], name: string, groups: Groups, webgl: boolean}} MapView the map as it is drawn
 * @typedef {{corner: HTMLElement, scales: {origin: number, slope: number}[], points: import("./points.js").Points,
 *   columns: string[], groups: Groups}} Sketch the map before it is one: where its points are on a stage, in pixels
 * @typedef {{name: string, members: import("./members.js").Members}} Group images that were selected together
 * @typedef {object} State
 * @property {number} mounted counts how often elements came to the page
 * @property {Object<string, string>} settings what is chosen, by the id of its control
 * @property {string} tab of the bench that is in sight, or a part of the stage on a phone
 * @property {string | null} selection the digit that every panel is to show: "sample:<index>" or "drawn:<n>"
 * @property {string | null} shown the digit that is shown
 * @property {Drawing | null} drawing
 * @property {boolean} unfinished whether the pen is on the pad, or was a moment ago: what is read is half a digit
 * @property {Landing | null} landing the newest one of what is on the pad
 * @property {Landing | null} drawn the landing that was selected last
 * @property {Pinned | null} pin digit A of the comparison
 * @property {MapView | null} map set anew whenever a point of it is drawn elsewhere
 * @property {string[]} beside names of the maps beside the large one
 * @property {number | null} pointed the digit under the pointer
 * @property {number} lens counts how often the values of a colouring that moves have changed
 * @property {Sketch | null} sketch what stands in the map's place until it is drawn
 * @property {import("./hidden.js").Hidden} hidden groups that the legend hides
 * @property {import("./filter.js").Filter} filter conditions on the images that are looked at
 * @property {Uint8Array | null} passing by image, whether the filter lets it through; null where there is no filter
 * @property {boolean} pictures whether images are to stand in place of their points where there is room
 * @property {"" | "lasso" | "box"} tool with which a press on the map begins an area; none moves the map
 * @property {Group | null} group
 * @property {string} against what the group is compared with: "rest", "class" for others of its own, "class:" and the
 *   number of one, or "kept:" and the name of a group
 * @property {Group[]} kept groups, each under a name of its own
 * @property {import("./zoom.js").Zoom | null} zoom the part of the map that is in view; null for all of it
 * @property {number[] | null} units one or two whose dossier is wanted
 * @property {Object<string, number>} scales of the units of the selected digit that are turned, 1 is as they are
 * @property {{layer: string, channel: number} | null} enlarged the feature map that is enlarged
 * @property {boolean} online whether the server answers, as far as is known (`core/connection.js`)
 * @property {boolean} outdated whether the server has another version of the page, or of its data, by now
 */

/** @type {State} */
const state = {
  mounted: 0,
  settings: {},
  tab: "",
  selection: null,
  shown: null,
  drawing: null,
  unfinished: false,
  landing: null,
  drawn: null,
  pin: null,
  map: null,
  beside: [],
  pointed: null,
  lens: 0,
  sketch: null,
  hidden: {},
  filter: [],
  passing: null,
  pictures: true,
  tool: "",
  group: null,
  against: "rest",
  kept: [],
  zoom: null,
  units: null,
  scales: {},
  enlarged: null,
  online: true,
  outdated: false,
};

/** @type {Map<string, ((value: any) => void)[]>} by key; a listener knows the type of its own */
const listeners = new Map(Object.keys(state).map((key) => [key, []]));

/** @param {string} key */
function listenersOf(key) {
  const known = listeners.get(key);
  if (!known) throw new TypeError(`the store has no ${key}; it has ${[...listeners.keys()].join(", ")}`);
  return known;
}

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
  const heard = listenersOf(key);
  state[key] = value;
  for (const listener of heard) listener(value);
}

/**
 * Be told whenever something is set.
 * @template {keyof State} K
 * @param {K} key
 * @param {(value: State[K]) => void} listener
 */
export function subscribe(key, listener) {
  listenersOf(key).push(listener);
}
