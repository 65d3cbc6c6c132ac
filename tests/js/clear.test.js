// A guess among the words of a figure.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freeOf, pieces } from "../../src/ketamine_course/widgets/js/logic/clear.js";

test("a line stops where it would cross words, and goes on after them", () => {
  assert.deepEqual(pieces(0, 100, []), [[0, 100]]);
  assert.deepEqual(pieces(100, 0, [[40, 50]]), [
    [0, 38],
    [52, 100],
  ]);
  assert.deepEqual(
    pieces(0, 100, [
      [90, 120],
      [-5, 3],
      [40, 50],
      [45, 60],
    ]),
    [
      [5, 38],
      [62, 88],
    ],
  );
  assert.deepEqual(pieces(0, 10, [[-5, 20]]), [[0, 10]]); // a guess under words is still a guess
  assert.deepEqual(pieces(0, 100, [[0, 60]]), [[0, 100]]);
});

test("a name stands in the first place that is free of words, or in the first place", () => {
  const [one, other] = [0, 50].map((top) => ({ left: 0, right: 30, top, bottom: top + 10 }));
  assert.equal(freeOf([one, other], [{ left: 20, right: 60, top: 5, bottom: 15 }]), other);
  assert.equal(freeOf([one, other], [{ left: 0, right: 60, top: 0, bottom: 100 }]), one);
});
