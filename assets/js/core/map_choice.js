/* The map that is chosen: its projection, what spans it, and its colours. */

/**
 * @typedef {{projection: string, x: number, y: number, unitX: number, unitY: number}} Axes what spans a map
 * @typedef {Axes & {colour: string}} View
 */

/** The names of the columns that a map is drawn from. @param {Axes} axes */
export function columnsOf({ projection, x, y, unitX, unitY }) {
  if (projection === "axes") return [`unit-${unitX}`, `unit-${unitY}`];
  return projection === "pca" ? [`pca-${x}`, `pca-${y}`] : [`${projection}-1`, `${projection}-2`];
}

/** What is chosen of the map. @param {(id: string) => string} setting of a control @returns {View} */
export function viewOf(setting) {
  const [x, y, unitX, unitY] = ["x", "y", "unit-x", "unit-y"].map((name) => Number(setting(`map-${name}`)));
  return { projection: setting("map-projection"), colour: setting("map-colour"), x, y, unitX, unitY };
}
