/* Whether the server still has the version of the page, which whatever is asked of it says, or another one by now. */

import { get, set } from "./store.js";

const OUTDATED = 409; // as the server has it (components/page/files.py)

/** Whether an answer says that there is another version by now. @param {{status: number}} answer */
export const isOutdated = ({ status }) => status === OUTDATED;

/** Heed what the server has said of the version of the page. @param {boolean} outdated */
export function heedVersion(outdated) {
  if (outdated !== get("outdated")) set("outdated", outdated);
}
