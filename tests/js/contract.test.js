// What the page says to Python, held against the schema that Python is held against, too.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { grader } from "../../src/ketamine_course/widgets/js/logic/grading.js";
import { answerOf, nextRecord } from "../../src/ketamine_course/widgets/js/logic/records.js";
import { answersAsCsv } from "../../src/ketamine_course/widgets/js/store/answers_file.js";
import { readAnswers } from "../../src/ketamine_course/widgets/js/store/earlier_answers.js";
import { FrameStore } from "../../src/ketamine_course/widgets/js/store/frames.js";
import { SheetStore } from "../../src/ketamine_course/widgets/js/store/sheet.js";
import { answer, browser, kernel, NOTES, NUMBER, RATING, SEVERAL } from "./fixtures.js";

const WIDGETS = new URL("../../src/ketamine_course/widgets/", import.meta.url);
const SCHEMA = JSON.parse(readFileSync(new URL("contract.schema.json", WIDGETS), "utf8"));

/** The validator, where it is installed: `make check-js` sees to that. */
function validator() {
  try {
    const { default: Ajv } = createRequire(new URL("js/package.json", WIDGETS))("ajv");
    return new Ajv({ strict: true, allowUnionTypes: true }).addSchema(SCHEMA, "contract");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "MODULE_NOT_FOUND") return null;
    throw error;
  }
}

const ajv = validator();
const options = { skip: ajv ? false : "ajv is not installed: run `make check-js`" };

/** @type {(name: string, value: unknown) => void} */
function holds(name, value) {
  const valid = ajv.validate(`contract#/definitions/${name}`, JSON.parse(JSON.stringify(value)));
  assert.ok(valid, `${name}: ${ajv.errorsText()} in ${JSON.stringify(value)}`);
}

browser();

test("answers of every kind, through two rounds, and as Python hears of them", options, () => {
  /** @type {[typeof RATING, any][]} */
  const given = [
    [RATING, [0]],
    [SEVERAL, [0, 2]],
    [NUMBER, 0.5],
    [NOTES, "Some notes."],
  ];
  for (const [question, value] of given) {
    holds("QuestionDefinition", question);
    const confidence = question.confidence ? 60 : null;
    const first = nextRecord(question, grader(question), { given: value, confidence }, undefined);
    const second = nextRecord(question, grader(question), { given: value, confidence, wording: "", reason: "x" }, first);
    for (const record of [first, second]) holds("AnswerRecord", record);
    holds("Answer", answerOf(second));
  }
});

test("answers that were read from a file", options, () => {
  const file = Buffer.from(answersAsCsv([["a", answer({ confidence: null, id: "abc", time: "2026-05-01T09:00:00Z" })]]));
  const records = [...readAnswers(file).values()];
  assert.equal(records.length, 1);
  for (const record of records) holds("AnswerRecord", record);
});

test("requests for frames, and for sheets", options, () => {
  const model = kernel({ _frames: {} });
  new FrameStore(model, () => {}).ask("0-3", { step: "a", parts: ["x", "y"] }, true);
  assert.equal(model.sent.length, 1);
  for (const request of model.sent) holds("FrameRequest", request);
  const store = new SheetStore(kernel({ record: {} }), "tests", "sheet");
  store.keep({ claims: [{ verdict: "contested" }], scores: { 1: "2" } });
  holds("SheetRecord", store.record);
});

test("the schema refuses what the page does not know", options, () => {
  assert.equal(ajv.validate("contract#/definitions/AnswerRecord", { ...answer(), surplus: 1 }), false);
  assert.equal(ajv.validate("contract#/definitions/FrameRequest", { ask: "0" }), false);
});
