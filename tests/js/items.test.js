// What is answered item by item: words, what is right, and the order of steps.
import assert from "node:assert/strict";
import { test } from "node:test";
import { byItem, hitsOf, inOrder, wordOf } from "../../src/ketamine_course/widgets/js/logic/items.js";
import { fits, nextRecord } from "../../src/ketamine_course/widgets/js/logic/records.js";

const COMMON = { prompt: "?", edition: "abc", page: "first", tolerance: 0, unit: "", options: [], lowest: null };
const item = (text, answer, at = 0) => ({ text, answer, at, feedback: "" });
const DOTS = { ...COMMON, kind: "dots", lowest: -1, step: 1, values: ["down", "level", "up"], items: [item("a", 1), item("b", -1)] };
const ORDER = { ...COMMON, kind: "order", items: [item("last", 3), item("first", 1), item("middle", 2)] };
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
