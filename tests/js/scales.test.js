// Places on a picture's axes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOn } from "../../src/ketamine_course/widgets/js/logic/scales.js";

test("a value lies between the ends of its axis, also where that grows downwards or by factors", () => {
  assert.equal(placeOn(["linear", -4, 14, 100, 280], 5), 190);
  assert.equal(placeOn(["linear", 0, 2, 200, 50], 0.5), 162.5);
  assert.equal(placeOn(["log", 1, 100, 0, 60], 10), 30);
});

test("what lies beyond an end is placed at that end", () => {
  assert.equal(placeOn(["linear", 0, 2, 10, 50], 3), 50);
  assert.equal(placeOn(["log", 1, 100, 10, 50], 0), 10);
});
