import test from "node:test";
import assert from "node:assert/strict";
import { withView } from "../../../assets/js/page/data_sets.js";

const TABLE = {
  data: { default: "mnist", allowed: ["mnist", "other"] },
  projection: { default: "tsne", allowed: ["pca", "tsne"] },
  digit: { default: "7", allowed: ["0", "99"] },
  drawing: { default: "", allowed: [] },
  colour: { default: "label", allowed: ["label", "predicted"] },
  tab: { default: "see", allowed: ["see", "why", "draw"] },
};
const TABS = ["see", "why"];
const USUAL = { data: "mnist", projection: "tsne", digit: "7", drawing: "", colour: "label", tab: "see" };

test("a link to another data set is that of its page as long as the view is the usual one", () => {
  assert.equal(withView("/?data=other", USUAL, TABLE, TABS), "/?data=other");
  assert.equal(withView("/", USUAL, TABLE, TABS), "/");
});

test("map, colour and tab come along", () => {
  const now = { ...USUAL, projection: "pca", colour: "predicted", tab: "why" };
  assert.equal(withView("/?data=other", now, TABLE, TABS), "/?data=other&projection=pca&colour=predicted&tab=why");
  assert.equal(withView("/", now, TABLE, TABS), "/?projection=pca&colour=predicted&tab=why");
});

test("the digit, the drawing and the parts of the stage stay with their data set", () => {
  const now = { ...USUAL, digit: "5", drawing: "something", tab: "draw" };
  assert.equal(withView("/?data=other", now, TABLE, TABS), "/?data=other");
});
