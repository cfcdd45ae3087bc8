/* The map that is chosen: its projection, what spans it, and its colours. */

import { pageData } from "./page_data.js";

/**
 * @typedef {{projection: string, x: number, y: number, unitX: number, unitY: number}} Axes what spans a map
 * @typedef {Axes & {colour: string, values: string}} View with the name of a colouring, and of the column it shows
 * @typedef {import("../types/views.js").Colouring} Colouring
 */

export const IN_VIEW = "MAP"; // in the name of a column

/** A map by its name. @param {string} name */
export function mapOf(name) {
  const found = pageData("maps").find((one) => one.name === name);
  if (!found) throw new TypeError(`there is no map ${name}`);
  return found;
}

/** What a pattern says of a number. @param {string} pattern @param {number} number */
export const filled = (pattern, number) => pattern.replace("{}", String(number));

/** The numbers of the coordinates that span a map. @param {Axes} axes */
export function numbersOf({ projection, x, y, unitX, unitY }) {
  const { menus, usual, raw } = mapOf(projection);
  if (!menus.length) return usual;
  return raw ? [unitX, unitY] : [x, y];
}

/** The names of the columns that a map is drawn from. @param {Axes} axes */
export function columnsOf(axes) {
  const { column } = mapOf(axes.projection);
  return numbersOf(axes).map((number) => filled(column, number));
}

/** The names of the columns that a map is drawn from unless others are chosen. @param {string} name */
export function usualColumns(name) {
  const { column, usual } = mapOf(name);
  return usual.map((number) => filled(column, number));
}

/** A way to colour the points, by its name. @param {string} name @returns {Colouring} */
export function colouringOf(name) {
  const found = pageData("map").colourings.find((one) => one.name === name);
  if (!found) throw new TypeError(`there is no colouring ${name}`);
  return found;
}

/** The names of all columns that a view shows. @param {View} view */
export const shownColumns = (view) => [...columnsOf(view), view.values];

/** What is chosen of the map. @param {(id: string) => string} setting of a control @returns {View} */
export function viewOf(setting) {
  const [x, y, unitX, unitY] = ["x", "y", "unit-x", "unit-y"].map((name) => Number(setting(`map-${name}`)));
  const colour = setting("map-colour");
  const axes = { projection: setting("map-projection"), x, y, unitX, unitY };
  const { column, menu } = colouringOf(colour);
  const values = menu ? filled(column, Number(setting(menu))) : ofMap(column, axes);
  return { ...axes, colour, values };
}

/**
 * The name of a column on the map in view; what was counted on its usual axes is not known of others.
 * @param {string} column
 * @param {Axes} axes
 */
export function ofMap(column, axes) {
  if (!column.includes(IN_VIEW)) return column;
  const counted = columnsOf(axes).join() === usualColumns(axes.projection).join();
  return counted ? column.replace(IN_VIEW, axes.projection) : "unknown";
}
