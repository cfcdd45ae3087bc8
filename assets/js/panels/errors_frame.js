/* The confusion matrix as HTML, and what is said of the images beside it. */

import { className, dataset } from "../core/dataset.js";
import { escape, percent } from "../core/format.js";

/**
 * @typedef {import("../core/confusion.js").Confusion} Confusion
 * @typedef {import("../core/store.js").Group} Group
 */

const STEPS = 5; // of colour

/** How many images, with their name. @param {number} count */
export function counted(count) {
  const { item, items } = dataset();
  return `${count.toLocaleString("en")} ${count === 1 ? item : items}`;
}

/** A cell in words. @param {Confusion} counts @param {number} label @param {number} reading */
export function cellInWords(counts, label, reading) {
  const [count, all] = [counts[label][reading], counts[label].reduce((sum, one) => sum + one, 0)];
  const share = all ? `, ${percent(count / all)} of the ${all.toLocaleString("en")} with that label` : "";
  return `labelled ${className(label)}, read as ${className(reading)}: ${count}${share}`;
}

/** How strongly a cell is coloured, in steps; the diagonal is not. @param {number} count @param {number} most */
export function strength(count, most) {
  return count ? Math.ceil(STEPS * Math.sqrt(count / most)) : 0;
}

/**
 * @param {Confusion} counts
 * @param {number[]} classes that are shown
 * @param {number} most images in a cell off the diagonal
 */
function cells(counts, classes, most) {
  /** @param {number} label @param {number} reading */
  return (label, reading) => {
    const [count, said] = [counts[label][reading], escape(cellInWords(counts, label, reading))];
    const kind = label === reading ? "right" : "wrong";
    const colour = kind === "wrong" ? ` data-strength="${strength(count, most)}"` : "";
    const first = label === classes[0] && reading === classes[0];
    return `<td><button type="button" class="${kind}"${colour} data-label="${label}" data-reading="${reading}"
      tabindex="${first ? 0 : -1}" aria-label="${said}" aria-pressed="false" data-tip="${said}"${
        count ? "" : ' aria-disabled="true"'
      }>${count || "·"}</button></td>`;
  };
}

/** What is not in the matrix. @param {Confusion} counts @param {number[]} classes that are shown */
export function leftOut(counts, classes) {
  if (classes.length === counts.length) return "";
  /** @param {number[]} some */
  const mistakes = (some) =>
    some.reduce((sum, label) => sum + some.reduce((row, k) => row + (k === label ? 0 : counts[label][k]), 0), 0);
  const [shown, all] = [mistakes(classes), mistakes(counts.map((_, k) => k))];
  return (
    `The ${classes.length} of ${counts.length} classes with most mistakes; ` +
    `${shown.toLocaleString("en")} of all ${all.toLocaleString("en")} mistakes are among them.`
  );
}

/**
 * The matrix: a row a label, a column a reading.
 * @param {Confusion} counts
 * @param {number[]} classes that are shown
 */
export function matrix(counts, classes) {
  const off = classes.flatMap((label) => classes.filter((k) => k !== label).map((k) => counts[label][k]));
  const cell = cells(counts, classes, Math.max(0, ...off));
  const names = classes.map((k) => escape(className(k)));
  const long = names.some((name) => name.length > 3) ? ' class="long"' : "";
  const heads = names.map((name) => `<th scope="col"><span>${name}</span></th>`).join("");
  /** @param {number} label */
  const inRow = (label) => classes.map((reading) => cell(label, reading)).join("");
  const rows = classes.map((label, k) => `<tr><th scope="row"><span>${names[k]}</span></th>${inRow(label)}</tr>`);
  return `<table role="grid" aria-label="Images by label and reading"${long}><thead><tr><th class="corner"
    ><span>label ↓</span><br><span>read →</span></th>${heads}</tr></thead><tbody>${rows.join("")}</tbody></table>
    <p class="hint">${leftOut(counts, classes)}</p>`;
}

/**
 * What is said of the images that are shown.
 * @param {number} shown how many
 * @param {number} wrong how many of them are misread
 * @param {Group | null} group that they are of, if they are of one
 */
export function headOf(shown, wrong, group) {
  const order = shown > 1 ? ", the most confident first" : "";
  if (!group) return wrong ? `${counted(wrong)} misread${order}.` : `No ${dataset().item} is misread.`;
  const name = `“${group.name}”`;
  return wrong
    ? `${counted(wrong)} misread in ${name}${order}.`
    : `None is misread in ${name}: ${counted(shown)}${order}.`;
}
