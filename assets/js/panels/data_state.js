/* The data as an image: what is drawn of it, what is selected and what is pointed at. */

/** @typedef {import("../core/features.js").Features} Features */
/** @typedef {import("../core/points.js").Points} Points */
/**
 * @typedef {{row: number | null, place: number}} DataColumn a row and a unit's place from the left, or a column with no
 * row
 * @typedef {{shows: string, name: string, levels: Uint8ClampedArray<ArrayBuffer>, row: number | null,
 *   values: ArrayLike<number> | null}} Subject what is selected; an image of the data set is a row, others have values
 */

export const state = {
  /** @type {Features} */
  features: { levels: new Uint8Array(), count: 0, units: 0, zero: 0, step: 1 },
  /** @type {Points} */
  points: { count: 0, columns: {} },
  palette: new Uint8Array(),
  top: 1, // levels from zero to the last colour
  ground: 0, // the level of zero
  along: "", // the column along which the rows of a class stand
  kinds: "",
  byClass: false,
  order: new Uint32Array(),
  places: new Uint32Array(),
  /** @type {number[]} units from left to right */
  columns: [],
  /** @type {number[]} */
  clustered: [],
  first: 0,
  card: false, // whether the card beside the pointer is shown from here
  /** @type {DataColumn | null} */
  pointed: null,
  /** @type {Subject | null} */
  subject: null,
};
