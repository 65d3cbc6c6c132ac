// Where a drawing can be touched, and what that sets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { boxOf, cellAt, changeable, settings } from "../../src/ketamine_course/widgets/js/logic/zones.js";

/** @type {import("../../src/ketamine_course/widgets/js/logic/zones.js").Zone} */
const GRID = [
  [[10, 20, 40], "hope", ["0", "1"]],
  [[0, 5, 9], "drug", ["b", "a"]],
];

test("a place lies in one cell, and beyond the ends in the nearest", () => {
  assert.deepEqual(
    [-5, 10, 19.9, 20, 39, 99].map((at) => cellAt(GRID[0], at)),
    [0, 0, 0, 1, 1, 1],
  );
});

test("a cell of a grid sets both controls, a row only its own", () => {
  assert.deepEqual(settings(GRID, [1, 0]), { hope: "1", drug: "b" });
  assert.deepEqual(settings([[[0, 460]], GRID[1]], [0, 1]), { drug: "a" });
});

test("a cell and a whole zone have a box", () => {
  assert.deepEqual(boxOf(GRID, [1, 0]), [20, 0, 20, 5]);
  assert.deepEqual(boxOf(GRID), [10, 0, 30, 9]);
});

test("a zone that could only set what is set already changes nothing", () => {
  assert.deepEqual(changeable(GRID, { hope: "1", drug: "a" }), ["hope", "drug"]);
  assert.deepEqual(changeable([[[0, 460]], [[0, 5], "drug", ["a"]]], { drug: "a" }), []);
  assert.deepEqual(changeable([[[0, 460]], [[0, 5], "drug", ["a"]]], { drug: "b" }), ["drug"]);
});
