// Answers on the page and in the browser.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { answer, browser, refusingBrowser } from "./fixtures.js";

const { otherTab, kept } = browser();
const { listen, page } = await import("../../src/ketamine_course/widgets/js/core/page.js");
const { answerAnywhere, answersOf, bringBack, erase, keep, take } = await import("../../src/ketamine_course/widgets/js/store/answers.js");
const { keepsThings } = await import("../../src/ketamine_course/widgets/js/core/browser.js");

const FIRST = "course-answers/tests/first";

/** @param {string} place */
const at = (place) => JSON.parse(kept.get(place) ?? "null");

beforeEach(() => {
  page.answers.clear();
  page.places.clear();
  page.erased.clear();
  kept.clear();
});

test("what is kept is on the page and in the browser, beside the answers of other tabs", () => {
  kept.set(FIRST, JSON.stringify({ other: answer() }));
  assert.equal(keep("tests", "claim-1", answer({ text: "Supported" })), true);
  assert.equal(page.answers.get("claim-1")?.text, "Supported");
  assert.deepEqual(Object.keys(at(FIRST)), ["other", "claim-1"]);
});

test("what the browser kept comes back once, and what was answered since wins", () => {
  kept.set(FIRST, JSON.stringify({ "claim-1": answer({ text: "old" }), "claim-2": answer({ page: "forged" }) }));
  page.answers.set("claim-1", answer({ text: "new" }));
  let told = 0;
  const stop = listen("answer", () => {
    told += 1;
  });
  bringBack("tests", "first");
  bringBack("tests", "first");
  stop();
  assert.equal(told, 1);
  assert.equal(page.answers.get("claim-1")?.text, "new");
  assert.equal(page.answers.get("claim-2")?.page, "first");
});

for (const damaged of ["no json", "[]", "3", "null", '{"claim-1": 3}', '{"claim-1": {"text": 3}}'])
  test(`damaged answers are left aside: ${damaged}`, () => {
    kept.set(FIRST, damaged);
    bringBack("tests", "first");
    assert.equal(page.answers.size, 0);
    assert.equal(keep("tests", "claim-2", answer()), true);
    assert.deepEqual(Object.keys(at(FIRST)), ["claim-2"]);
  });

test("erasing takes the answers of one page, and says so", () => {
  keep("tests", "claim-1", answer());
  keep("tests", "elsewhere", answer({ page: "second" }));
  /** @type {string[]} */
  const told = [];
  const stops = [listen("erase", () => told.push("erase")), listen("answer", () => told.push("answer"))];
  erase("tests", "first");
  for (const stop of stops) stop();
  assert.deepEqual([...page.answers.keys()], ["elsewhere"]);
  assert.equal(kept.has(FIRST), false);
  assert.equal(kept.has("course-answers/tests/second"), true);
  assert.ok(page.erased.has("first"));
  assert.deepEqual(told, ["erase", "answer"]);
});

test("another tab's answers and erasures arrive", () => {
  bringBack("tests", "first");
  otherTab(FIRST, { "claim-1": answer({ text: "Supported" }) });
  assert.equal(page.answers.get("claim-1")?.text, "Supported");
  otherTab("course-answers/tests/second", { "claim-9": answer() });
  assert.equal(page.answers.has("claim-9"), false);
  otherTab(FIRST, null);
  assert.equal(page.answers.size, 0);
});

test("an answer is found on whichever page of the collection it was given", () => {
  kept.set("course-answers/tests/second", JSON.stringify({ early: answer({ text: "Early" }) }));
  kept.set("course-answers/others/second", JSON.stringify({ foreign: answer() }));
  assert.equal(answerAnywhere("tests", "early")?.text, "Early");
  assert.equal(answerAnywhere("tests", "foreign"), null);
  page.answers.set("early", answer({ text: "Here" }));
  assert.equal(answerAnywhere("tests", "early")?.text, "Here");
});

test("answers of one page are told apart from those of other notebooks in the same page", () => {
  take("first", "claim-1", answer({ page: "?" }));
  keep("tests", "elsewhere", answer({ page: "second" }));
  assert.deepEqual(
    answersOf("first").map(([name]) => name),
    ["claim-1"],
  );
});

test("a browser that refuses is told, and answers live as long as the page", () => {
  refusingBrowser();
  assert.equal(keepsThings(), false);
  assert.equal(keep("tests", "claim-1", answer()), false);
  assert.equal(page.answers.has("claim-1"), true);
  erase("tests", "first");
  assert.equal(page.answers.has("claim-1"), false);
  assert.equal(answerAnywhere("tests", "claim-1"), null);
  browser();
});
