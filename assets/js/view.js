/* The view: what the URL says, the one selection, and keeping both in step. */
(function () {
  "use strict";

  const NAMES = ["projection", "colour", "x", "y", "unit_x", "unit_y"];
  const AXES = NAMES.slice(2);
  const DIGITS = ["digit", "pin"]; // parameters that are the number of a digit
  const OPTIONAL = [...AXES, "pin"]; // written only where they are not the usual ones
  const MIRROR_AFTER_MS = 250;

  /** @typedef {Object<string, {default: string, allowed: string[]}>} Table */

  /**
   * Whether a value may stand in the URL; a digit's table entry lists only the first and the last.
   * @param {string} name
   * @param {string} value
   * @param {string[]} allowed
   */
  function isAllowed(name, value, allowed) {
    if (!DIGITS.includes(name)) return allowed.includes(value);
    return /^\d{1,9}$/.test(value) && Number(value) <= Number(allowed[1]);
  }

  /** @param {string} name @param {string[]} allowed */
  function choices(name, allowed) {
    const many = DIGITS.includes(name) || allowed.length > 10;
    return many ? `a number from ${allowed[0]} to ${allowed.at(-1)}` : `one of ${allowed.join(", ")}`;
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
      else if (isAllowed(name, value, entry.allowed)) values[name] = DIGITS.includes(name) ? String(Number(value)) : value;
      else problems.push(`The link's ${name} “${shown}” must be ${choices(name, entry.allowed)}; you see the default.`);
    }
    return { values, problems };
  }

  /**
   * Write the URL's parameters; axes and the pin only where they are not the usual ones.
   * @param {Object<string, string>} values
   * @param {Table} table
   */
  function format(values, table) {
    const usual = (name) => OPTIONAL.includes(name) && values[name] === table[name].default;
    const kept = Object.keys(table).filter((name) => !usual(name));
    return "?" + new URLSearchParams(kept.map((name) => [name, values[name]])).toString();
  }

  /** @param {Object<string, string>} one @param {Object<string, string>} other */
  function same(one, other) {
    return Object.keys(one).every((name) => one[name] === other[name]);
  }

  /** @returns {Table} */
  function table() {
    return window.digitscope.told("view");
  }

  const keep = () => window.dash_clientside.no_update;

  const state = { selection: null, failed: new Set(), controls: null, mirroring: 0 };

  /** Select "sample:<index>" or "drawn:<n>"; nobody else writes the selection. @param {string} selection */
  function select(selection) {
    if (selection === state.selection && !state.failed.size) return;
    state.selection = selection;
    clearNotice();
    document.dispatchEvent(new CustomEvent("selected", { detail: selection })); // questions are on their way before Dash works
    window.dash_clientside.set_props("selection", { data: selection });
    mirror();
  }

  /** The digit that is selected, as the server wants it: of a drawing it needs to be told what it got. */
  function subject() {
    const { shows, image } = (state.selection.startsWith("drawn:") && window.digitscope.landing.selected()) || {};
    return { selection: state.selection, drawing: shows && { shows, image } };
  }

  const notice = (words) => window.dash_clientside.set_props("error-notice", { children: words });

  /**
   * Tell the visitor why a question got no answer, or that it got one. As long as one has none, the selection can be
   * made again.
   * @param {string} address of the question
   * @param {string} [message]
   */
  function tell(address, message = "") {
    const failed = state.failed.delete(address);
    if (message) state.failed.add(address);
    if (message || (failed && !state.failed.size)) notice(message);
  }

  /** What went wrong concerned what was shown before. */
  function clearNotice() {
    if (state.failed.size || document.getElementById("error-notice").textContent) notice("");
    state.failed.clear();
  }

  /** Put the view into the URL, unless it is there already; back and forward then walk through the views. */
  function write() {
    if (!state.controls || !state.selection?.startsWith("sample:")) return; // a drawing has no address
    const values = Object.fromEntries(NAMES.map((name, k) => [name, String(state.controls[k])]));
    values.digit = state.selection.split(":")[1];
    values.pin = window.digitscope.pin.address();
    if (same(parse(window.location.search, table()).values, values)) return;
    window.dash_clientside.set_props("url", { search: format(values, table()) });
  }

  /** Keep the URL in step, once what the visitor waits for is painted. */
  function mirror() {
    clearTimeout(state.mirroring);
    state.mirroring = setTimeout(write, MIRROR_AFTER_MS);
  }

  const callbacks = {
    /** Set the controls to what the URL says, and say what it got wrong. */
    restore(search, ...current) {
      const { values, problems } = parse(search, table());
      const wanted = [values.projection, values.colour, ...AXES.map((name) => Number(values[name]))];
      return [...wanted.map((value, k) => (value === current[k] ? keep() : value)), problems.join(" ")];
    },

    /** Select and pin what the URL says. */
    select(search) {
      const { digit, pin } = parse(search, table()).values;
      if (`sample:${digit}` !== state.selection) select(`sample:${digit}`);
      window.digitscope.pin.restore(pin);
    },

    /** The controls have changed. */
    mirror(...controls) {
      state.controls = controls;
      mirror();
    },
  };

  if (typeof module !== "undefined") module.exports = { parse, format, same };
  else {
    (window.digitscope ??= {}).view = { select, subject, mirror, tell, selection: () => state.selection, values: () => parse(window.location.search, table()).values };
    (window.dash_clientside ??= {}).digitscope_view = callbacks;
  }
})();
