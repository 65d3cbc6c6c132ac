// The states of an explorable.
/** @import { Control } from "../../src/ketamine_course/widgets/js/contract" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf, labelOf, neighbours, openInstead, stillThere } from "../../src/ketamine_course/widgets/js/logic/states.js";

/** @type {Control} */
const STEP = { name: "step", kind: "slider", label: "Step", values: ["a", "b", "c"], labels: ["First", "Second", "Third"] };
/** @type {Control} */
const PARTS = { name: "parts", kind: "toggles", label: "Parts", values: ["x", "y", "z"], labels: ["X", "Y", "Z"] };

test("a key counts values, and one bit for each value of a set", () => {
  assert.equal(keyOf([STEP, PARTS], { step: "c", parts: ["x", "z"] }), "2-5");
  assert.equal(keyOf([PARTS, STEP], { step: "a", parts: [] }), "0-0");
});

test("a width that is not the usual one stands in the key", () => {
  assert.equal(keyOf([STEP], { step: "b" }, 240), "1/240");
});

test("neighbours are one step away, the next before the previous", () => {
  assert.deepEqual(neighbours([STEP], { step: "b" }), [{ step: "c" }, { step: "a" }]);
  assert.deepEqual(neighbours([STEP], { step: "c" }), [{ step: "b" }]);
});

test("neighbours of a set have one value more or less, in the order of the control", () => {
  assert.deepEqual(
    neighbours([PARTS], { parts: ["z", "x"] }).map(({ parts }) => parts),
    [["z"], ["x", "y", "z"], ["x"]],
  );
});

test("all other controls keep their values", () => {
  assert.ok(neighbours([STEP, PARTS], { step: "a", parts: ["y"] }).every((choice) => choice.step === "a" || choice.parts[0] === "y"));
  assert.equal(labelOf(STEP, "b"), "Second");
});

test("a value that waits again gives way to the one at the start, or to the first that is open", () => {
  const isOpen = (/** @type {Control} */ { name }, /** @type {string} */ value) => name === "parts" || value !== "c";
  const start = { step: "b", parts: [] };
  assert.deepEqual(openInstead([STEP, PARTS], { step: "c", parts: ["x"] }, start, isOpen), { step: "b" });
  assert.deepEqual(openInstead([STEP, PARTS], { step: "c", parts: ["x"] }, { step: "c", parts: [] }, isOpen), { step: "a" });
  assert.deepEqual(openInstead([STEP, PARTS], { step: "a", parts: ["x"] }, start, isOpen), {});
});

test("where every value waits, nothing is chosen instead", () => {
  assert.deepEqual(
    openInstead([STEP], { step: "a" }, { step: "a" }, () => false),
    {},
  );
});

test("of an earlier choice, what exists and does not wait is chosen again", () => {
  /** @type {Control[]} */
  const controls = [
    {
      ...STEP,
      later: {
        c: {
          questions: [{ collection: "c", page: "p", name: "q", edition: "e", prompt: "?", rounds: 1 }],
          words: "waits",
          together: "wait",
        },
      },
    },
    { ...PARTS, name: "shown", values: ["x", "y"] },
    { ...STEP, kind: "choice", name: "group", values: ["mice", "people"] },
  ];
  const again = (/** @type {Record<string, unknown>} */ before) => stillThere(controls, before, (later) => !later);
  assert.deepEqual(again({ step: "b", shown: ["y", "x", "z", "y"], group: "people" }), { step: "b", shown: ["x", "y"], group: "people" });
  assert.deepEqual(again({ step: "c", shown: ["w"], group: 3, gone: "a" }), { shown: [] });
  assert.deepEqual(again(Object(undefined)), {});
});
