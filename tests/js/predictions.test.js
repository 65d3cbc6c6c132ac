import assert from "node:assert/strict";
import { test } from "node:test";
import { closeness, keyOf } from "../../src/ketamine_course/widgets/js/logic/predictions.js";

const number = keyOf({ answer: 0.925, options: [], tolerance: 0.03 });
const record = (given, text = String(given)) => ({ given, text });

test("a number is near within twice what is accepted or a tenth of the answer", () => {
  assert.equal(closeness(number, record(0.95)), "right");
  assert.equal(closeness(number, record(1)), "near");
  assert.equal(closeness(number, record(1.1)), "off");
});

test("several numbers are near when half of them are right", () => {
  const key = keyOf({ answer: null, items: [{ answer: 1 }, { answer: 5 }], options: [], tolerance: 0 });
  assert.equal(closeness(key, record([1, 4])), "near");
  assert.equal(closeness(key, record([2, 4])), "off");
});

test("a choice is near when it can be defended, and several choices when one is amiss", () => {
  const options = [{ text: "A", right: true }, { text: "B", defensible: true }, { text: "C" }];
  assert.equal(closeness(keyOf({ answer: null, options, tolerance: 0 }), record(1, "B")), "near");
  assert.equal(closeness(keyOf({ answer: null, options, tolerance: 0 }), record(2, "C")), "off");
  const several = [{ text: "A", right: true }, { text: "B", right: true }, { text: "C" }];
  assert.equal(closeness(keyOf({ answer: null, options: several, tolerance: 0 }), record([0], "A")), "near");
});
