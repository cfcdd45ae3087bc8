import test from "node:test";
import assert from "node:assert/strict";
import { nextWidth, shortcut } from "../../../assets/js/drawing/tools.js";

/** @param {string} name @param {string[]} modifiers */
const key = (name, ...modifiers) => ({
  key: name,
  ctrlKey: modifiers.includes("ctrlKey"),
  metaKey: modifiers.includes("metaKey"),
  shiftKey: modifiers.includes("shiftKey"),
  altKey: modifiers.includes("altKey"),
});

test("Ctrl or ⌘ with Z takes back, with Shift too or with Y it makes again", () => {
  for (const held of ["ctrlKey", "metaKey"]) {
    assert.equal(shortcut(key("z", held)), "undo");
    assert.equal(shortcut(key("Z", held)), "undo", "with the capitals locked");
    assert.equal(shortcut(key("Z", held, "shiftKey")), "redo");
    assert.equal(shortcut(key("y", held)), "redo");
  }
});

test("other keys and other modifiers mean nothing", () => {
  const others = [
    key("z"),
    key("z", "shiftKey"),
    key("z", "ctrlKey", "altKey"),
    key("z", "ctrlKey", "metaKey"),
    key("y", "ctrlKey", "shiftKey"),
    key("x", "ctrlKey"),
  ];
  for (const other of others) assert.equal(shortcut(other), null);
});

test("the width of the pen goes around", () => {
  const widths = ["1.6", "2.3", "3.4"];
  assert.deepEqual(
    widths.map((width) => nextWidth(widths, width)),
    ["2.3", "3.4", "1.6"],
  );
});
