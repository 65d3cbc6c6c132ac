// Numbers as readers type them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isCount, numberIn } from "../../src/ketamine_course/widgets/js/logic/number.js";

test("a number is read as people write it", () => {
  for (const [typed, value] of [
    ["12", 12],
    [" 0.5 ", 0.5],
    ["0,925", 0.925],
    ["12,5", 12.5],
    ["-4", -4],
    ["046", 46],
  ]) {
    assert.equal(numberIn(String(typed), null, null), value, String(typed));
  }
});

test("commas between thousands are no points, unless only the point can be meant", () => {
  assert.equal(numberIn("9,016", 0, 9016), 9016);
  assert.equal(numberIn("1,000,000", null, null), 1_000_000);
  assert.equal(numberIn("1,250", 0, 2), 1.25);
  assert.equal(numberIn("1,000", 0, 100), 1);
});

test("the unit that stands beside the field may be typed again, and a sign as print shows it", () => {
  for (const typed of ["82%", "82 %", "82 percent", "82 Percent", "82"]) assert.equal(numberIn(typed, 0, 100, "percent"), 82, typed);
  assert.equal(numberIn("12,5 %", 0, 100, "%"), 12.5);
  assert.equal(numberIn("9 016 people", 0, 9016, "people"), 9016);
  assert.equal(numberIn("1,234.5", null, null), 1234.5);
  assert.equal(numberIn(".93", 0, 5, "ratio"), 0.93);
  assert.equal(numberIn("\u22124", null, null), -4);
  assert.equal(numberIn("93%", 0, 5, "ratio"), null);
  assert.equal(numberIn("%", 0, 100, "percent"), null);
});

test("what is no number, or lies outside, is none", () => {
  for (const typed of ["", "abc", "1e2", "1,0,0", "--3", "5 people"]) assert.equal(numberIn(typed, null, null), null, typed);
  assert.equal(numberIn("99999", 0, 100), null);
  assert.equal(numberIn("-5", 0, 100), null);
});

test("what is counted is a whole number; shares, points and guesses without ends are not counted", () => {
  const arrows = { unit: "arrows", answer: 4, tolerance: 1, lowest: 0, highest: 13 };
  assert.ok(isCount(arrows));
  for (const other of [{ unit: "%" }, { unit: "" }, { answer: 0.93 }, { tolerance: 0.5 }, { highest: null }])
    assert.ok(!isCount({ ...arrows, ...other }), JSON.stringify(other));
});
