import test from "node:test";
import assert from "node:assert/strict";
import { around, byId, find, findAll } from "../../../assets/js/core/dom.js";
import { standIn } from "../given.js";

// What the functions need of a browser.
class Element {
  /** @param {string} selector */
  closest(selector) {
    return selector === ".near" ? this : null;
  }
}
class HTMLElement extends Element {}
class SVGElement extends Element {
  tagName = "path";
}
const document = { getElementById: (/** @type {string} */ id) => (id === "there" ? html : null) };
Object.assign(globalThis, { Element, HTMLElement, SVGElement, document });
const [html, svg] = [new HTMLElement(), new SVGElement()];
/** @type {ParentNode} */
const within = standIn({ querySelector: () => svg, querySelectorAll: () => [html, html] });

test("an element that is there is given", () => {
  assert.equal(byId("there"), html);
  assert.equal(find(within, "path", globalThis.SVGElement), svg);
  assert.deepEqual(findAll(within, "p"), [html, html]);
});

test("one that is not there or of another kind is named", () => {
  assert.throws(() => byId("gone"), /#gone is not in the page; expected HTMLElement/);
  assert.throws(() => find(within, "path"), /path is a path; expected HTMLElement/);
  assert.throws(() => findAll(within, "p", globalThis.SVGElement), /expected SVGElement/);
});

test("what lies around the target of an event need not be there", () => {
  assert.equal(around(standIn({ target: html }), ".near"), html);
  assert.equal(around(standIn({ target: html }), ".far"), null);
  assert.equal(around(standIn({ target: {} }), ".near"), null);
});
