// The state of a figure in an address.
/** @import { Choice, Control } from "../../src/ketamine_course/widgets/js/contract" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromAddress, toAddress } from "../../src/ketamine_course/widgets/js/logic/address.js";

/** @type {Control[]} */
const CONTROLS = [
  { name: "step", kind: "slider", label: "Step", values: ["1", "2", "3"], labels: ["First", "Second", "Third"] },
  { name: "way", kind: "choice", label: "Way", values: ["by mouth", "50 % & more"], labels: ["By mouth", "More"] },
  { name: "parts", kind: "toggles", label: "Parts", values: ["x", "y, z", "w"], labels: ["X", "YZ", "W"] },
];
/** @type {Choice} */
const FIRST = { step: "1", way: "by mouth", parts: ["x"] };

test("an address holds what differs from the state at first, and nothing else", () => {
  assert.equal(toAddress(CONTROLS, FIRST, FIRST), "");
  assert.equal(toAddress(CONTROLS, { ...FIRST, step: "3" }, FIRST), "step=3");
});

test("every state comes back from its address, whatever its values are called", () => {
  for (const step of ["1", "2", "3"])
    for (const way of ["by mouth", "50 % & more"])
      for (const parts of [[], ["x"], ["y, z"], ["x", "y, z", "w"]]) {
        const choice = { step, way, parts };
        assert.deepEqual(fromAddress(CONTROLS, toAddress(CONTROLS, choice, FIRST), FIRST), { choice, problems: [] });
      }
});

test("a set stands in the order of its control", () => {
  assert.deepEqual(fromAddress(CONTROLS, "parts=w&parts=x", FIRST).choice.parts, ["x", "w"]);
});

test("what does not exist is told with what does, and the rest of the address counts", () => {
  const { choice, problems } = fromAddress(CONTROLS, "step=9&way=50+%25+%26+more&speed=2", FIRST);
  assert.deepEqual(choice, { ...FIRST, way: "50 % & more" });
  assert.equal(problems.length, 2);
  assert.match(problems[0], /“9” is not a value of “step”.*1, 2, 3/);
  assert.match(problems[1], /no control “speed”.*step, way, parts/);
});

test("one control takes one value", () => {
  assert.deepEqual(fromAddress(CONTROLS, "step=2&step=3", FIRST).choice, FIRST);
  assert.equal(fromAddress(CONTROLS, "step=2&step=3", FIRST).problems.length, 1);
});
