// What first answers add up to.
/** @import { FirstAnswer } from "../../src/ketamine_course/widgets/js/logic/calibration.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { calibrationOf, defensibleOf, expectedRight, levelsOf, meanOf } from "../../src/ketamine_course/widgets/js/logic/calibration.js";

/** @type {(right: boolean | null, level: number | null) => FirstAnswer} */
const first = (right, level) => ({ first: right ? "Overstated" : "Supported", first_right: right, first_confidence: level });

/** @type {(record: ReturnType<typeof first> | null) => any} */
const item = (record) => ({ label: "?", defensible: ["Perhaps"], record });

test("chance spreads two standard deviations around what confidence promises, never beyond none and all", () => {
  const { expected, low, high } = expectedRight([80, 80, 40]);
  const spread = 2 * Math.sqrt(0.16 + 0.16 + 0.24);
  assert.ok(Math.abs(expected - 2) < 1e-12);
  assert.ok(Math.abs(low - (2 - spread)) < 1e-12);
  assert.equal(high, 3);
  assert.equal(expectedRight([20]).low, 0);
  assert.deepEqual(expectedRight([100, 100]), { expected: 2, low: 2, high: 2 });
});

test("confidence is held against first answers, level by level", () => {
  const items = [item(first(true, 80)), item(first(false, 80)), item(first(false, 40)), item(null), item(first(null, null))];
  const { asked, answered, right, sure } = calibrationOf(items);
  assert.deepEqual([asked, answered, right], [5, 3, 1]);
  assert.deepEqual(
    [sure?.count, sure?.right, sure?.gap, sure?.rows],
    [
      3,
      1,
      33,
      [
        { level: 40, right: 0, count: 1 },
        { level: 80, right: 1, count: 2 },
      ],
    ],
  );
});

test("answers without confidence count as answers, and for nothing else", () => {
  const { answered, right, sure } = calibrationOf([item(first(true, null)), item(first(false, null))]);
  assert.deepEqual([answered, right, sure], [2, 1, null]);
  assert.deepEqual(levelsOf([first(true, 80), first(true, null), first(true, 0), first(true, 140)]), [80]);
  assert.equal(meanOf([]), null);
});

test("defensible answers are counted apart from right ones", () => {
  const perhaps = { ...first(false, 60), first: "Perhaps" };
  const items = [item(perhaps), item(first(true, 80)), item(first(false, 40)), item(null)];
  assert.equal(defensibleOf(items), 1);
  assert.equal(calibrationOf(items).right, 1);
});
