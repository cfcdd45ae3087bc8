import test from "node:test";
import assert from "node:assert/strict";
import { parse, format, groupCounts, same, told } from "../../../assets/js/core/address.js";
import { know, pageData } from "../../../assets/js/core/page_data.js";

const TABLE = {
  projection: { default: "tsne", allowed: ["pca", "tsne", "umap"] },
  digit: { default: "0", allowed: ["0", "9999"] },
  pin: { default: "", allowed: ["0", "9999"] },
  colour: { default: "label", allowed: ["label", "predicted"] },
  x: { default: "1", allowed: ["1", "2", "10"] },
  y: { default: "2", allowed: ["1", "2", "10"] },
};
const DEFAULTS = { projection: "tsne", digit: "0", pin: "", colour: "label", x: "1", y: "2" };

test("an address without parameters is the default view, without a word", () => {
  for (const search of ["", "?", null, undefined])
    assert.deepEqual(parse(search, TABLE), { values: DEFAULTS, problems: [] });
});

test("what the address says is the view", () => {
  const { values, problems } = parse("?projection=pca&digit=1234&pin=5&colour=predicted&x=2&y=10", TABLE);
  assert.deepEqual(values, { projection: "pca", digit: "1234", pin: "5", colour: "predicted", x: "2", y: "10" });
  assert.deepEqual(problems, []);
});

test("a value that is not allowed becomes the default and a sentence that names value and choices", () => {
  const { values, problems } = parse("?projection=isomap&colour=predicted", TABLE);
  assert.deepEqual(values, { ...DEFAULTS, colour: "predicted" });
  assert.equal(problems.length, 1);
  assert.match(problems[0], /projection.*isomap.*pca, tsne, umap/);
});

test("a digit is a whole number of the data set, first and last included", () => {
  /** @param {string} text */
  const digitOf = (text) => parse(`?digit=${text}`, TABLE);
  for (const good of ["0", "1", "9999"])
    assert.deepEqual([digitOf(good).values.digit, digitOf(good).problems], [good, []]);
  for (const bad of ["10000", "-1", "1.5", "1e3", "0x10", "", "%20", "99999999999999999999", "NaN", "١"]) {
    assert.equal(digitOf(bad).values.digit, "0", bad);
    assert.match(digitOf(bad).problems.join(), /from 0 to 9999/, bad);
  }
});

test("a pinned digit is one of the data set too, and none is pinned where the address does not say so", () => {
  assert.equal(parse("?pin=007", TABLE).values.pin, "7");
  for (const bad of ["10000", "-1", "", "x"]) {
    assert.equal(parse(`?pin=${bad}`, TABLE).values.pin, "", bad);
    assert.match(parse(`?pin=${bad}`, TABLE).problems.join(), /from 0 to 9999/, bad);
  }
  assert.equal(format({ ...DEFAULTS, pin: "0" }, TABLE), "?projection=tsne&digit=0&pin=0&colour=label");
});

test("leading zeros of a digit are dropped", () => assert.equal(parse("?digit=0042", TABLE).values.digit, "42"));

test("a parameter that is not known is left out with a sentence, whatever it is called", () => {
  for (const name of ["lesson", "__proto__", "constructor", "toString"]) {
    const { values, problems } = parse(`?${name}=1`, TABLE);
    assert.deepEqual(values, DEFAULTS);
    assert.match(problems.join(), new RegExp(name));
  }
});

test("a sentence quotes no more than forty letters of what it was given", () => {
  const { problems } = parse(`?digit=${"9".repeat(5000)}&${"q".repeat(5000)}=1`, TABLE);
  assert.equal(problems.length, 2);
  for (const problem of problems) assert.ok(problem.length < 200);
});

test("what is written is read back as it was", () => {
  for (const projection of TABLE.projection.allowed)
    for (const x of TABLE.x.allowed) {
      const values = { projection, digit: "77", pin: "5", colour: "label", x, y: "10" };
      assert.deepEqual(parse(format(values, TABLE), TABLE), { values, problems: [] });
    }
});

test("the usual components are not written, other ones are", () => {
  assert.equal(format(DEFAULTS, TABLE), "?projection=tsne&digit=0&colour=label");
  assert.equal(format({ ...DEFAULTS, x: "2" }, TABLE), "?projection=tsne&digit=0&colour=label&x=2");
});

test("two views are the same when every value is", () => {
  assert.equal(same(DEFAULTS, { ...DEFAULTS }), true);
  for (const name of Object.keys(DEFAULTS)) assert.equal(same(DEFAULTS, { ...DEFAULTS, [name]: "else" }), false);
});

test("of many problems the first are told and the others counted, so that the page stays in view", () => {
  const { problems } = parse(`?${Array.from({ length: 300 }, (_, k) => `a${k}=1`).join("&")}`, TABLE);
  assert.match(told(problems), /“a0”.*“a1”.*“a2”.*297 more/);
  assert.ok(told(problems).length < 400);
  assert.equal(told(problems.slice(0, 3)), problems.slice(0, 3).join(" "));
  assert.equal(told([]), "");
});

test("the data set is written where it is not the usual one, and then first", () => {
  const table = { data: { default: "mnist", allowed: ["mnist", "other"] }, ...TABLE };
  assert.equal(format({ data: "mnist", ...DEFAULTS }, table), "?projection=tsne&digit=0&colour=label");
  assert.equal(format({ data: "other", ...DEFAULTS }, table), "?data=other&projection=tsne&digit=0&colour=label");
  assert.equal(parse("?data=other&digit=3", table).values.data, "other");
});

test("a link can hide every group that there is, those without a value where there are some, and no other", () => {
  const before = pageData("map");
  const numbers = groupCounts();
  assert.deepEqual(
    ["class", "confidence", "reading", "unit"].map((kind) => numbers[kind]),
    [10, 5, 2, 2],
  );
  const colourings = before.colourings.map((one) => (one.name === "label" ? { ...one, whole: false } : one));
  know({ map: { ...before, colourings } });
  assert.equal(groupCounts().class, 11, "although every image has a reading, which hides alike");
  know({ map: before });
});
