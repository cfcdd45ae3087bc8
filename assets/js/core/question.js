/* The question of a view, put together from what it needs; `components/question/question.py` reads it. */

import { pointsKnown, rivalOf } from "./group.js";
import { bitsOf } from "./members.js";
import { files } from "./points.js";
import { isSame } from "./same.js";
import { subject } from "./selection.js";
import { setting } from "./settings.js";
import { get } from "./store.js";

/** The map in view. */
function map() {
  const [projection, x, y, unit_x, unit_y] = ["projection", "x", "y", "unit-x", "unit-y"].map((name) =>
    setting(`map-${name}`),
  );
  return { projection, x, y, unit_x, unit_y };
}

/** @type {{from: unknown[], made: object | undefined}} the part about the group that was made last, and what of */
const last = { from: [], made: undefined };

/** The group that is selected, and what it is compared with: made once, and not for each question of others. */
function group() {
  const from = [get("group"), get("against"), get("kept"), pointsKnown()];
  if (!isSame(from, last.from)) Object.assign(last, { from, made: makeGroup() });
  return last.made;
}

/** The group that is selected, if there is one, and what it is compared with; null for all others. */
function makeGroup() {
  const [{ count }, chosen] = [files(), get("group")];
  /** @param {import("./store.js").Group} group */
  const sent = ({ name, members }) => ({ name, members: bitsOf(members, count) });
  if (!chosen) return undefined;
  const against = rivalOf(chosen, get("against"));
  return { chosen: sent(chosen), against: against && sent(against) };
}

/** @type {Object<string, () => unknown>} by the name of what is needed; nothing as long as it is not known */
const parts = {
  "digit": () => subject() ?? undefined,
  map,
  "pin": () => get("pin"),
  "units": () => get("units"), // the server knows some as long as none are wanted
  "scales": () => get("scales"),
  group,
  "strokes": () => undefined, // the pad asks by itself
  "feature-map": () => get("enlarged") ?? undefined,
};

/** @param {string} name */
function partOf(name) {
  if (Object.hasOwn(parts, name)) return parts[name]();
  return Object.hasOwn(get("settings"), name) ? setting(name) : undefined;
}

/** The question of a view that needs something, or null as long as a part is not known. @param {string[]} needs */
export function questionOf(needs) {
  const known = needs.map((name) => [name, partOf(name)]);
  return known.some(([, part]) => part === undefined) ? null : Object.fromEntries(known);
}
