import test from "node:test";
import assert from "node:assert/strict";
import { around, byId, find, findAll } from "../../../assets/js/core/dom.js";

// What the functions need of a browser.
globalThis.Element = class Element {
  closest(selector) {
    return selector === ".near" ? this : null;
  }
};
globalThis.HTMLElement = class HTMLElement extends Element {};
globalThis.SVGElement = class SVGElement extends Element {};
const [html, svg] = [new HTMLElement(), Object.assign(new SVGElement(), { tagName: "path" })];
const within = { querySelector: () => svg, querySelectorAll: () => [html, html] };
globalThis.document = { getElementById: (id) => (id === "there" ? html : null) };

test("an element that is there is given", () => {
  assert.equal(byId("there"), html);
  assert.equal(find(within, "path", SVGElement), svg);
  assert.deepEqual(findAll(within, "p"), [html, html]);
});

test("one that is not there or of another kind is named", () => {
  assert.throws(() => byId("gone"), /#gone is not in the page; expected HTMLElement/);
  assert.throws(() => find(within, "path"), /path is a path; expected HTMLElement/);
  assert.throws(() => findAll(within, "p", SVGElement), /expected SVGElement/);
});

test("what lies around the target of an event need not be there", () => {
  assert.equal(around({ target: html }, ".near"), html);
  assert.equal(around({ target: html }, ".far"), null);
  assert.equal(around({ target: {} }, ".near"), null);
});
