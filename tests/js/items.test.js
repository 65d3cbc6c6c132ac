// What is answered item by item: words, what is right, the order of steps, and how near a prediction came.
/** @import { PredictedItem, QuestionDefinition } from "../../src/ketamine_course/widgets/js/contract" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { byItem, hitsOf, inOrder, wordOf } from "../../src/ketamine_course/widgets/js/logic/items.js";
import { closeness, keyOf } from "../../src/ketamine_course/widgets/js/logic/predictions.js";
import { fits, nextRecord } from "../../src/ketamine_course/widgets/js/logic/records.js";
import { answer, NUMBER, SEVERAL } from "./fixtures.js";

/** @param {string} text @param {number} key */
const item = (text, key) => ({ text, answer: key, at: 0, feedback: "" });
const COMMON = { ...NUMBER, answer: null, tolerance: 0, unit: "" };
/** @type {QuestionDefinition} */
const DOTS = { ...COMMON, kind: "dots", lowest: -1, step: 1, values: ["down", "level", "up"], items: [item("a", 1), item("b", -1)] };
/** @type {QuestionDefinition} */
const ORDER = { ...COMMON, kind: "order", items: [item("last", 3), item("first", 1), item("middle", 2)] };
/** @type {QuestionDefinition} */
const RANGE = { ...COMMON, kind: "range", unit: "%", tolerance: 0.1, items: [item("from", 0.3), item("to", 45)] };

test("a value is told in words: of its scale, with its unit, or as a place", () => {
  assert.deepEqual([wordOf(DOTS, -1), wordOf(DOTS, 0), wordOf(RANGE, 45), wordOf(ORDER, 2)], ["down", "level", "45%", "2"]);
  assert.equal(wordOf({ ...RANGE, unit: "points" }, 3), "3 points");
});

test("each item is right within the tolerance, whatever decimals do", () => {
  assert.deepEqual(hitsOf(RANGE, [0.1 + 0.1, 45.2]), [true, false]);
  assert.deepEqual(hitsOf(DOTS, [1, 0]), [true, false]);
  assert.equal(byItem(DOTS).right([1, -1]), true);
  assert.equal(byItem(DOTS).right([1, 1]), false);
});

test("steps are told in the order in which they were put", () => {
  assert.deepEqual(inOrder([3, 1, 2]), [1, 2, 0]);
  assert.equal(byItem(ORDER).text([3, 1, 2]), "1. first; 2. middle; 3. last");
  assert.equal(byItem(DOTS).text([1, -1]), "a: up; b: down");
});

test("a kept answer fits its question, and no longer once an item is reworded", () => {
  const record = nextRecord(DOTS, byItem(DOTS), { given: [1, 0], confidence: null }, undefined);
  assert.equal(record.right, false);
  assert.equal(fits(DOTS, byItem(DOTS), record), true);
  const reworded = { ...DOTS, items: [item("c", 1), item("b", -1)] };
  assert.equal(fits(reworded, byItem(reworded), record), false);
});

/** @type {PredictedItem} */
const PREDICTED = {
  name: "cups",
  edition: "today",
  label: "?",
  kind: "number",
  result: "So.",
  right: [],
  defensible: [],
  answers: [50],
  tolerance: 2,
  lowest: 0,
  highest: 100,
};
/** @param {Partial<PredictedItem>} more @param {number | number[] | string} given */
const near = (more, given) => closeness({ ...PREDICTED, ...more }, answer({ given, text: String(given) }));

test("a number is near within twice its tolerance or a tenth of the answer", () => {
  assert.deepEqual(
    [48, 45, 55, 44.9, 56].map((given) => near({}, given)),
    ["right", "near", "near", "off", "off"],
  );
  assert.equal(near({ answers: [0], tolerance: 1 }, 2), "near");
  assert.equal(near({ answers: [0], tolerance: 1 }, 3), "off");
});

test("of several items, half of them make an answer near", () => {
  const more = { answers: [1, 0, -1, 1], tolerance: 0 };
  assert.equal(near(more, [1, 0, -1, 1]), "right");
  assert.equal(near(more, [1, 0, 1, -1]), "near");
  assert.equal(near(more, [1, 1, 1, -1]), "off");
});

test("of choices, a defensible one is near, and so are all but one of several", () => {
  const one = { answers: [], right: ["Yes"], defensible: ["Perhaps"] };
  assert.deepEqual(
    ["Yes", "Perhaps", "No"].map((text) => near(one, text)),
    ["right", "near", "off"],
  );
  const several = { answers: [], right: ["a", "b"] };
  assert.deepEqual(
    ["a | b", "a", "a | b | c", "c"].map((text) => near(several, text)),
    ["right", "near", "near", "off"],
  );
});

test("a question holds its own key: its number, its items, its right and its defensible options", () => {
  assert.deepEqual(keyOf(NUMBER), { answers: [0.3], tolerance: 0.1, right: [], defensible: [] });
  assert.deepEqual(keyOf(DOTS).answers, [1, -1]);
  assert.deepEqual(keyOf(SEVERAL).right, ["Overstated", "Both"]);
  assert.equal(closeness(keyOf(SEVERAL), answer({ given: [1], text: "Overstated" })), "near");
});
