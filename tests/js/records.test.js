// Records of answers, and grading.
import assert from "node:assert/strict";
import { test } from "node:test";
import { grader } from "../../src/ketamine_course/widgets/js/logic/grading.js";
import { answerOf, fits, isCurrent, isOpen, markAnew, nextRecord } from "../../src/ketamine_course/widgets/js/logic/records.js";
import { answer, NOTES, NUMBER, RATING, SEVERAL } from "./fixtures.js";

test("choices are right when exactly the right options are chosen", () => {
  assert.equal(grader(RATING).right([1]), true);
  assert.equal(grader(RATING).right([0]), false);
  assert.equal(grader(SEVERAL).right([1, 2]), true);
  assert.equal(grader(SEVERAL).right([1]), false);
  assert.equal(grader(SEVERAL).right([0, 1, 2]), false);
  assert.equal(grader(SEVERAL).text([1, 2]), "Overstated | Both");
});

test("a number is right within its tolerance, whatever decimals do", () => {
  const { right, text } = grader(NUMBER);
  assert.equal(right(0.2), true);
  assert.equal(right(0.4), true);
  assert.equal(right(0.41), false);
  assert.equal(text(0.4), "0.4 cups");
});

test("a text is neither right nor wrong", () => {
  assert.equal(grader(NOTES).right("x"), null);
  assert.equal(grader(NOTES).text("x"), "x");
});

test("the first answer stays the first through all rounds", () => {
  const first = nextRecord(RATING, grader(RATING), { given: [0], confidence: 40 }, undefined);
  assert.deepEqual([first.first, first.first_right, first.first_confidence, first.rounds], ["Supported", false, 40, 1]);
  const second = nextRecord(RATING, grader(RATING), { given: [1], confidence: 95, wording: "", reason: "Because." }, first);
  assert.deepEqual([second.text, second.right, second.confidence, second.rounds], ["Overstated", true, 95, 2]);
  assert.deepEqual([second.first, second.first_right, second.first_confidence], ["Supported", false, 40]);
  assert.equal(second.reason, "Because.");
});

test("what was ticked in the checklist stays when the notes are kept again, unless they were to an earlier wording", () => {
  const first = { ...nextRecord(NOTES, grader(NOTES), { given: "a", confidence: null }, undefined), ticked: ["A point."] };
  const again = nextRecord(NOTES, grader(NOTES), { given: "b", confidence: null }, first);
  assert.deepEqual([again.text, again.first, again.ticked], ["b", "a", ["A point."]]);
  const reworded = { ...first, edition: "earlier" };
  assert.equal("ticked" in nextRecord(NOTES, grader(NOTES), { given: "b", confidence: null }, reworded), false);
});

test("the id stays, and the time is that of the last answer", () => {
  const first = nextRecord(RATING, grader(RATING), { given: [0], confidence: 40, id: "a", time: "2026-05-01T09:00:00Z" }, undefined);
  const second = nextRecord(RATING, grader(RATING), { given: [1], confidence: 40, id: "a", time: "2026-05-02T09:00:00Z" }, first);
  assert.deepEqual([second.id, second.time, second.first], ["a", "2026-05-02T09:00:00Z", "Supported"]);
});

test("an answer to another wording of the question starts anew", () => {
  const record = nextRecord(
    RATING,
    grader(RATING),
    { given: [1], confidence: 60 },
    answer({ prompt: "Coffee cures everything.", rounds: 3 }),
  );
  assert.equal(record.rounds, 1);
});

test("an answer belongs to the wording that it was given to", () => {
  assert.equal(isCurrent(RATING, answer({ edition: RATING.edition })), true);
  assert.equal(isCurrent(RATING, answer({ edition: "earlier" })), false);
  assert.equal(isCurrent(RATING, answer()), true);
  assert.equal(isCurrent(RATING, answer({ prompt: "Coffee cures everything." })), false);
});

test("outdated or damaged answers do not fit", () => {
  const fit = (/** @type {object} */ more) => fits(RATING, grader(RATING), answer(more));
  assert.equal(fit({}), true);
  assert.equal(fit({ kind: "single" }), false);
  assert.equal(fit({ prompt: "?" }), false);
  assert.equal(fit({ given: [9] }), false);
  assert.equal(fit({ given: 3 }), false);
  assert.equal(fit({ text: "Supported" }), false);
  assert.equal(fit({ first: undefined }), false);
});

test("the key of a discussed question waits for the second round", () => {
  const discussed = { ...RATING, discuss: true };
  assert.equal(isOpen(discussed, answer()), false);
  assert.equal(isOpen(discussed, answer({ rounds: 2 })), true);
  assert.equal(isOpen(RATING, answer()), true);
});

test("the first of two answers waits to be told, and the second does not", () => {
  const discussed = { ...RATING, discuss: true };
  const first = nextRecord(discussed, grader(discussed), { given: [0], confidence: 40 }, undefined);
  assert.equal(first.untold, true);
  assert.equal("untold" in nextRecord(discussed, grader(discussed), { given: [1], confidence: 40 }, first), false);
  assert.equal("untold" in nextRecord(RATING, grader(RATING), { given: [0], confidence: 40 }, undefined), false);
});

test("an answer from a file is marked by today's key, and what was told is set right where the question knows it", () => {
  const marked = (/** @type {object} */ asked, /** @type {object} */ kept) => {
    const record = answer({ right: null, first_right: null, ...kept });
    markAnew({ ...RATING, ...asked }, grader(RATING), record);
    return [record.right, record.first_right, record.untold];
  };
  assert.deepEqual(marked({ discuss: true }, {}), [true, true, true], "from before a first answer waited");
  const final = { rounds: 2, first: "Supported", first_right: false, untold: true };
  assert.deepEqual(marked({ discuss: true }, final), [true, false, undefined]);
  assert.deepEqual(marked({}, { untold: true }), [true, true, undefined]);
  assert.deepEqual(marked({ result: "It was so." }, { untold: true }), [true, true, true], "only its reader ends the wait of a prediction");
});

test("Python hears the words, and the whole record", () => {
  const record = answer({ confidence: null });
  assert.deepEqual(answerOf(record), { given: "Overstated", right: true, first: "Overstated", confidence: null, record });
});
