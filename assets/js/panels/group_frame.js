/* What there is to know of a group, as HTML. */

import { dataset } from "../core/dataset.js";
import { OF_CLASS } from "../core/group.js";
import { escape, percent, plain, signed } from "../core/format.js";
import { term } from "../core/terms.js";

/**
 * @typedef {import("../types/views.js").GroupView} View
 * @typedef {import("../types/views.js").GroupClass} GroupClass
 * @typedef {import("../types/views.js").ApartUnit} ApartUnit
 * @typedef {import("../core/store.js").Group} Group
 */

const LESS = 0.005; // a share that is too small for a bar

/** A class: how many of the group, the bar of its share, and a mark at its share of all. @param {GroupClass} row */
function classRow({ index, name, labelled, read, share, usual }) {
  const { labelled: known } = dataset();
  const said = known
    ? `${labelled} labelled ${name}, ${read} read as it; of all images ${percent(usual)} are`
    : `${read} read as ${name}; of all images ${percent(usual)} are`;
  const count = (known ? labelled : read).toLocaleString("en");
  const bar = share < LESS ? "" : `<i style="width: ${(100 * share).toFixed(1)}%"></i>`;
  return `<li class="class-${index}" data-tip="${escape(said)}"><span class="digit">${escape(name)}</span
    ><span class="bar">${bar}<b style="left: ${(100 * usual).toFixed(1)}%"></b></span
    ><span class="number">${count}</span><span class="number hint">${percent(share)}</span></li>`;
}

/** The effect of a unit as a bar from the middle, with its interval. @param {ApartUnit} row */
function effectBar({ effect, ends }) {
  const [left, width] = [50 + 50 * Math.min(effect, 0), 50 * Math.abs(effect)];
  const at = `left: ${left.toFixed(1)}%; width: ${width.toFixed(1)}%`;
  const bar = `<i class="${effect < 0 ? "negative" : "positive"}" style="${at}"></i>`;
  const whisker = ends
    ? `<b style="left: ${(50 + 50 * ends[0]).toFixed(1)}%; width: ${(50 * (ends[1] - ends[0])).toFixed(1)}%"></b>`
    : "";
  return `<span class="signed-bar effect">${bar}${whisker}</span>`;
}

/** What an effect means, in words. @param {ApartUnit} row @param {string} against */
export function effectInWords({ effect, ends, mean, other }, against) {
  const more = (1 + Math.abs(effect)) / 2; // the share of pairs, if none are equal
  const [first, second] = effect > 0 ? ["the group", against] : [against, "the group"];
  const range = ends ? ` In 95 of 100 samples it is ${signed(ends[0])} to ${signed(ends[1])}.` : "";
  return (
    `Of one from ${first} and one from ${second}, it answers more to the former in ${Math.round(100 * more)} of 100 ` +
    `pairs, equal ones shared out. Mean ${plain(mean)} against ${plain(other)}.${range}`
  );
}

/** A unit that sets the group apart. @param {ApartUnit} row @param {string} against */
function unitRow(row, against) {
  const { unit, effect, mean, other } = row;
  return `<tr data-tip="${escape(effectInWords(row, against))}"><th scope="row"><button type="button" class="link"
    data-unit="${unit}">unit ${unit}</button></th><td>${effectBar(row)}</td><td class="number">${signed(effect)}</td
    ><td class="number">${plain(mean)}</td><td class="number">${plain(other)}</td></tr>`;
}

/** The units that set a group apart. @param {View} view */
function unitsTable({ units, against, others, note }) {
  if (!units.length) return `<p class="hint">${escape(note || "No unit tells them from the others.")}</p>`;
  const rows = units.map((row) => unitRow(row, against)).join("");
  return `<table class="apart"><thead><tr><th scope="col">${term("unit", "Unit")}</th><th scope="col">${term(
    "effect-size",
    "sets it apart",
  )}</th><th></th><th scope="col" class="number">mean</th><th scope="col" class="number">${escape(against)}
    <span class="hint">(${others.toLocaleString("en")})</span></th></tr></thead><tbody>${rows}</tbody></table>
    ${note && `<p class="hint">${escape(note)}</p>`}`;
}

/** What a group is. @param {View} view */
export function content(view) {
  const { summary, together, averaged, count, classes } = view;
  const of = averaged < count ? ` of ${averaged.toLocaleString("en")} by lot` : "";
  return `<p class="group-summary">${summary.map(escape).join(" ")}</p>
    <div class="group-look">
      <figure><canvas class="mean" role="img" aria-label="mean image"></canvas
        ><figcaption>mean${of}</figcaption></figure>
      <figure><canvas class="spread" role="img" aria-label="spread of the images"></canvas
        ><figcaption>${term("spread", "spread")}</figcaption></figure>
      <ol class="group-classes">${classes.map(classRow).join("")}</ol>
    </div>
    <h3>Its ${dataset().items} <span class="hint">least surely read first</span></h3>
    <div class="group-strip"></div>
    <p class="hint">${escape(together)}</p>
    <h3>What sets it apart</h3>${unitsTable(view)}`;
}

/**
 * Groups that are kept, each to be selected again or forgotten, and what the selected one is compared with.
 * @param {Group[]} kept
 * @param {Group | null} group
 * @param {string} against
 */
export function keptRow(kept, group, against) {
  /** @param {Group} one */
  const chip = (one) => {
    const name = escape(one.name);
    const pressed = one.name === group?.name;
    return `<span class="chip"><button type="button" data-group-kept="${name}" aria-pressed="${pressed}"
      >${name} <span class="hint">${one.members.length.toLocaleString("en")}</span></button
      ><button type="button" data-group-forget="${name}" aria-label="Forget ${name}">×</button></span>`;
  };
  const others = kept.filter(({ name }) => name !== group?.name);
  /** @param {string} value @param {string} label */
  const option = (value, label) =>
    `<option value="${escape(value)}"${value === against ? " selected" : ""}>${escape(label)}</option>`;
  const options = [
    option("rest", "all others"),
    option("class", "others of its class"),
    ...others.map(({ name }) => option(`kept:${name}`, name)),
    ...dataset().classes.map((name, index) => option(`${OF_CLASS}${index}`, `class ${name}`)),
  ];
  const naming = group
    ? `<form class="group-name"><input type="text" value="${escape(group.name)}" maxlength="60"
        aria-label="Name of the group"><button type="submit" class="quiet">Keep</button></form>
      <label class="choice"><span>against</span
        ><select class="menu" data-group-against>${options.join("")}</select></label>`
    : "";
  return `${naming}${kept.map(chip).join("")}`;
}
