// The difference between two drawings, as parts that stay, move, change, come or go.
import assert from "node:assert/strict";
import { test } from "node:test";
import { difference, partsOf } from "../../src/ketamine_course/widgets/js/logic/motion.js";

const dot = (/** @type {number} */ x, fill = "red") => `<use href="#m1" x="${x}" y="5" style="fill: ${fill}"/>`;
const bar = (/** @type {number} */ top) => `<path d="M0 90L9 90L9 ${top}z" style="fill: blue"/>`;
const word = (/** @type {string} */ text, x = 1) => `<text x="${x}" y="2" style="font-size: 9px">${text}</text>`;
const svg = (/** @type {string[]} */ ...parts) =>
  `<svg viewBox="0 0 9 9"><g><defs><path id="m1" d="M0 0"/></defs>${parts.join("</g><g>")}</g></svg>`;
const compare = (/** @type {string[]} */ before, /** @type {string[]} */ after) =>
  difference(partsOf(svg(...before)), partsOf(svg(...after)));

test("definitions are no parts, and words keep what stands in them", () => {
  assert.deepEqual(partsOf(svg(dot(1), word("a &lt; b"))), [dot(1), word("a &lt; b")]);
});

test("what is equal is in no list", () => {
  assert.deepEqual(compare([dot(1), bar(3), word("a")], [word("a"), dot(1), bar(3)]), { changed: [], moved: [], come: [], gone: [] });
});

test("a mark elsewhere and a bar of another height move; other words at the same place are others", () => {
  const { moved, come, gone } = compare([dot(1), bar(3), word("a")], [dot(8), bar(7), word("b")]);
  assert.deepEqual(
    { moved: moved.sort(), come, gone },
    {
      moved: [
        [0, 0],
        [1, 1],
      ],
      come: [2],
      gone: [2],
    },
  );
});

test("the same words elsewhere move", () => {
  assert.deepEqual(compare([word("a"), word("b", 4)], [word("b"), word("a", 4)]).moved.sort(), [
    [0, 1],
    [1, 0],
  ]);
});

test("another colour at the same place is a change of look", () => {
  assert.deepEqual(compare([dot(1), dot(2)], [dot(1, "green"), dot(2)]).changed, [[0, 0]]);
});

test("where marks of a kind became more, nobody can say which moved: they go and come", () => {
  const { moved, come, gone } = compare([dot(1)], [dot(3), dot(4)]);
  assert.deepEqual({ moved, come, gone }, { moved: [], come: [0, 1], gone: [0] });
});

/** A seeded generator of numbers from 0 to below a limit (mulberry32). @param {number} seed */
function dice(seed) {
  let state = seed;
  return (/** @type {number} */ limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

test("whatever the drawings: every part has one fate, pairs are what they are said to be, and the end is the new drawing", () => {
  for (let seed = 0; seed < 500; seed += 1) {
    const roll = dice(seed);
    const kinds = [() => dot(roll(4), ["red", "green"][roll(2)]), () => bar(roll(4)), () => word("abc"[roll(3)], roll(3))];
    const drawing = () => Array.from({ length: roll(9) }, () => kinds[roll(3)]());
    const [before, after] = [drawing(), drawing()];
    const { changed, moved, come, gone } = difference(before, after);
    const pairs = [...changed, ...moved];
    const left = [...pairs.map(([from]) => from), ...gone];
    const met = [...pairs.map(([, to]) => to), ...come];
    assert.equal(new Set(left).size, left.length, `seed ${seed}: an old part has two fates`);
    assert.equal(new Set(met).size, met.length, `seed ${seed}: a new part has two origins`);
    const kept = before.filter((_, at) => !left.includes(at));
    assert.deepEqual([...kept, ...met.map((at) => after[at])].sort(), [...after].sort(), `seed ${seed}: the end is not the new drawing`);
    for (const [from, to] of moved) assert.equal(before[from].match(/style="[^"]*"/)?.[0], after[to].match(/style="[^"]*"/)?.[0]);
    for (const [from, to] of changed) assert.equal(before[from].replace(/style="[^"]*"/, ""), after[to].replace(/style="[^"]*"/, ""));
  }
});
