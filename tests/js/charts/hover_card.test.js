import test from "node:test";
import assert from "node:assert/strict";
import { corner } from "../../../assets/js/charts/hover_card.js";

const VIEW = { width: 1000, height: 600 };
const CARD = { width: 200, height: 80 };

test("the card stands right of the pointer, or left where there is no room", () => {
  assert.ok(corner({ x: 300, y: 300 }, CARD, VIEW).x > 300);
  assert.ok(corner({ x: 900, y: 300 }, CARD, VIEW).x + CARD.width < 900);
});

test("the card lies in the window and off the pointer wherever that is possible", () => {
  for (let x = 0; x <= VIEW.width; x += 50)
    for (let y = 0; y <= VIEW.height; y += 50) {
      const place = corner({ x, y }, CARD, VIEW);
      assert.ok(place.x >= 0 && place.x + CARD.width <= VIEW.width, `x ${x} ${y}`);
      assert.ok(place.y >= 0 && place.y + CARD.height <= VIEW.height, `y ${x} ${y}`);
      assert.ok(place.x > x || place.x + CARD.width < x, `pointer ${x} ${y}`);
    }
});

test("on a screen hardly wider than the card it still begins inside", () => {
  assert.ok(corner({ x: 110, y: 10 }, CARD, { width: 220, height: 300 }).x >= 0);
});
