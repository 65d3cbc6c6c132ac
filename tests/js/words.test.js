// Searching by words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { counted, percent, total } from "../../src/ketamine_course/widgets/js/core/numbers.js";
import { holdsAll, plain, wordsOf } from "../../src/ketamine_course/widgets/js/core/words.js";

test("case and the kind of apostrophe do not matter; every word must be there", () => {
  const text = plain("The Rock\u2019s End");
  assert.deepEqual(wordsOf("  ROCK's   end "), ["rock's", "end"]);
  assert.ok(holdsAll(text, wordsOf("ROCK's end")));
  assert.ok(!holdsAll(text, wordsOf("rock begin")));
  assert.ok(holdsAll(text, wordsOf("  ")));
});

test("numbers read well", () => {
  assert.equal(total([1, 2, 3.5]), 6.5);
  assert.equal(total([]), 0);
  assert.equal(percent(0.675), "68%");
  assert.equal(counted(1, "point", "points"), "1 point");
  assert.equal(counted(0, "point", "points"), "0 points");
});

test("a percentage is rounded as by hand", () => {
  assert.deepEqual([23 / 40, 5 / 40, 27 / 40, 0, 1].map(percent), ["58%", "13%", "68%", "0%", "100%"]);
});
