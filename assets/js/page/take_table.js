/* Taking a table along: of all images, of those that the filter lets through, of the group. */

import { postForFile } from "../core/ask.js";
import { around, byId } from "../core/dom.js";
import { download, sizeText } from "../core/download.js";
import { bitsOf } from "../core/members.js";
import { parts } from "../core/parts.js";
import { files } from "../core/points.js";

const ADDRESS = "/table";

/** @param {string} kind of file */
async function take(kind) {
  const [status, part] = [byId("share-status"), byId("share-images", HTMLSelectElement).value];
  const members = part === "all" ? null : bitsOf(parts()[part] ?? [], files().count);
  status.textContent = "The table is being made …";
  const answer = await postForFile(ADDRESS, { kind, part, members });
  if ("message" in answer) return (status.textContent = answer.message);
  download(answer.content, answer.name);
  status.textContent = `${answer.name}, ${sizeText(answer.content.size)}`;
}

/** @param {MouseEvent} event */
function onClick(event) {
  const kind = around(event, "#share [data-take]")?.dataset.take ?? "";
  if (["csv", "parquet"].includes(kind)) take(kind);
}

export function start() {
  document.addEventListener("click", onClick);
}
