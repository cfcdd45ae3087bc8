/* The panels of the first screen ask together what they show of the digit that is selected. */

import { post } from "../core/ask.js";
import { byId } from "../core/dom.js";
import { tell } from "../core/notices.js";
import { subject } from "../core/selection.js";
import { get, subscribe } from "../core/store.js";
import { show } from "../core/views.js";

const ADDRESS = "/digit";

/** Let the panels follow the selection; once another digit has been selected, an answer is too late. */
async function follow() {
  const asked = subject();
  const { message, ...views } = await post(ADDRESS, asked);
  if (asked.selection !== get("selection")) return;
  tell(ADDRESS, message);
  Object.entries(views).forEach(([id, shown]) => show(byId(id), shown));
}

export function start() {
  subscribe("selection", follow);
}
