/* Parts of the images that can be taken along: all, what the filter lets through, the group. */

import { dataset } from "./dataset.js";
import { those } from "./members.js";
import { files } from "./points.js";
import { get } from "./store.js";

/** The images of each part but all; null where there is no such part. @returns {Object<string, number[] | null>} */
export function parts() {
  const passing = get("passing");
  return {
    filter: passing && those(passing.length, (index) => passing[index]),
    group: get("group")?.members ?? null,
  };
}

/**
 * How many images each part has, and what it is called.
 * @returns {Object<string, {count: number, words: string}>}
 */
export function counts() {
  const { filter, group } = parts();
  const { count } = files();
  const [all, ofFilter, ofGroup] = [count, filter?.length ?? 0, group?.length ?? 0].map((n) => n.toLocaleString("en"));
  return {
    all: { count, words: `All ${all} ${dataset().items}` },
    filter: { count: filter?.length ?? 0, words: filter ? `Filter: ${ofFilter}` : "Filter: none" },
    group: { count: group?.length ?? 0, words: group ? `Group: ${ofGroup}` : "Group: none" },
  };
}
