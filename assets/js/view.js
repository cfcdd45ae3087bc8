/* The view: what the URL says, the one selection, and keeping both in step. */
(function () {
  "use strict";

  const NAMES = ["projection", "colour", "x", "y"];

  /** @typedef {Object<string, {default: string, allowed: string[]}>} Table */

  /**
   * Whether a value may stand in the URL; the digit's table entry lists only the first and the last.
   * @param {string} name
   * @param {string} value
   * @param {string[]} allowed
   */
  function isAllowed(name, value, allowed) {
    if (name !== "digit") return allowed.includes(value);
    return /^\d{1,9}$/.test(value) && Number(value) <= Number(allowed[1]);
  }

  /** @param {string} name @param {string[]} allowed */
  function choices(name, allowed) {
    return name === "digit" ? `a number from ${allowed[0]} to ${allowed[1]}` : `one of ${allowed.join(", ")}`;
  }

  /**
   * Read the URL's parameters; what is missing or wrong becomes the default, what is wrong also a sentence.
   * @param {string} search
   * @param {Table} table
   * @returns {{values: Object<string, string>, problems: string[]}}
   */
  function parse(search, table) {
    const values = Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, entry.default]));
    const problems = [];
    for (const [name, value] of new URLSearchParams(search || "")) {
      const entry = Object.hasOwn(table, name) ? table[name] : null;
      const shown = value.slice(0, 40);
      if (!entry) problems.push(`The link's “${name.slice(0, 40)}” is not known here and was left out.`);
      else if (isAllowed(name, value, entry.allowed)) values[name] = name === "digit" ? String(Number(value)) : value;
      else problems.push(`The link's ${name} “${shown}” must be ${choices(name, entry.allowed)}; you see the default.`);
    }
    return { values, problems };
  }

  /**
   * Write the URL's parameters; components only where they are not the usual ones.
   * @param {Object<string, string>} values
   * @param {Table} table
   */
  function format(values, table) {
    const usual = (name) => ["x", "y"].includes(name) && values[name] === table[name].default;
    const kept = Object.keys(table).filter((name) => !usual(name));
    return "?" + new URLSearchParams(kept.map((name) => [name, values[name]])).toString();
  }

  /** @param {Object<string, string>} one @param {Object<string, string>} other */
  function same(one, other) {
    return Object.keys(one).every((name) => one[name] === other[name]);
  }

  /** @returns {Table} */
  function table() {
    return JSON.parse(document.getElementById("app").dataset.view);
  }

  const keep = () => window.dash_clientside.no_update;

  const callbacks = {
    /** Set the controls to what the URL says, and say what it got wrong. */
    restore(search, ...current) {
      const { values, problems } = parse(search, table());
      const wanted = [values.projection, values.colour, Number(values.x), Number(values.y)];
      return [...wanted.map((value, k) => (value === current[k] ? keep() : value)), problems.join(" ")];
    },

    /** Make the selection from the URL or from what the visitor picked, whichever spoke last. */
    select(search, picked, current) {
      const byHand = window.dash_clientside.callback_context.triggered_id === "picked" && picked;
      const selection = byHand ? picked.selection : `sample:${parse(search, table()).values.digit}`;
      return selection === current ? keep() : selection;
    },

    /** Put the view into the URL, unless it is there already; back and forward then walk through the views. */
    mirror(selection, ...controls) {
      if (!selection?.startsWith("sample:")) return; // a drawing has no address
      const values = Object.fromEntries(NAMES.map((name, k) => [name, String(controls[k])]));
      values.digit = selection.split(":")[1];
      if (same(parse(window.location.search, table()).values, values)) return;
      window.dash_clientside.set_props("url", { search: format(values, table()) });
    },
  };

  if (typeof module !== "undefined") module.exports = { parse, format, same };
  else {
    (window.digitscope ??= {}).view = { digit: () => Number(parse(window.location.search, table()).values.digit) };
    (window.dash_clientside ??= {}).digitscope_view = callbacks;
  }
})();
