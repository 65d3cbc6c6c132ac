// Places on a picture's axes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { beyond, placeOn } from "../../src/ketamine_course/widgets/js/logic/scales.js";

test("a value lies between the ends of its axis, also where that grows downwards or by factors", () => {
  assert.equal(placeOn(["linear", -4, 14, 100, 280], 5), 190);
  assert.equal(placeOn(["linear", 0, 2, 200, 50], 0.5), 162.5);
  assert.equal(placeOn(["log", 1, 100, 0, 60], 10), 30);
});

test("what lies beyond an end is placed at that end", () => {
  assert.equal(placeOn(["linear", 0, 2, 10, 50], 3), 50);
  assert.equal(placeOn(["log", 1, 100, 10, 50], 0), 10);
});

test("what lies beyond an end is known from what lies on it, also where an axis runs down", () => {
  const ends = [-1, 0, 2, 3].map((value) => beyond(["linear", 0, 2, 10, 50], value));
  assert.deepEqual(ends, [-1, 0, 0, 1]);
  assert.deepEqual(
    [-1, 1, 3].map((value) => beyond(["linear", 2, 0, 10, 50], value)),
    [-1, 0, 1],
  );
});
