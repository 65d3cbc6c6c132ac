// A guess among the words of a figure.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freeOf, pieces, ways } from "../../src/ketamine_course/widgets/js/logic/clear.js";

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
  assert.deepEqual(pieces(0, 100, [[0, 60]]), [[62, 100]]);
  assert.deepEqual(pieces(0, 100, [[0, 97]]), [[0, 100]]);
});

test("a sloping stroke stops at words on its way, and not at words beside it", () => {
  const box = { left: 40, right: 60, top: 30, bottom: 50 };
  const [first, second] = ways([0, 0], [100, 80], [box]);
  assert.ok(first[1][0] < 40 && first[1][0] > 37);
  assert.ok(second[0][1] > 48 && second[0][1] < 52);
  assert.deepEqual(ways([0, 0], [100, 0], [box]), [
    [
      [0, 0],
      [100, 0],
    ],
  ]);
  assert.deepEqual(ways([45, 40], [55, 42], [box]), []); // the marks at its ends are still there
  assert.deepEqual(ways([5, 5], [5, 5], [box]), []);
});

test("a name stands in the first place that is free of words, or where it covers least", () => {
  const [one, other] = [0, 50].map((top) => ({ left: 0, right: 30, top, bottom: top + 10 }));
  assert.equal(freeOf([one, other], [{ left: 20, right: 60, top: 5, bottom: 15 }]), other);
  assert.equal(freeOf([one, other], [{ left: 0, right: 60, top: 0, bottom: 100 }]), one);
  assert.equal(freeOf([one, other], [{ left: 0, right: 60, top: 0, bottom: 55 }]), other);
  assert.equal(freeOf([other], [{ left: 0, right: 60, top: 0, bottom: 100 }]), other);
});
