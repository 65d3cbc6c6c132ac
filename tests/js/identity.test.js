// Whose answers these are, without a name.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { page } from "../../src/ketamine_course/widgets/js/core/page.js";
import { erase, keep } from "../../src/ketamine_course/widgets/js/store/answers.js";
import { stampOf } from "../../src/ketamine_course/widgets/js/store/identity.js";
import { answer, browser } from "./fixtures.js";

beforeEach(() => {
  browser();
  page.answers.clear();
});

test("all answers of a browser have one id, whichever page they stand on, and each its own time", () => {
  const { id, time } = stampOf("tests");
  assert.match(id, /^[a-p]{24}$/);
  assert.ok(!Number.isNaN(Date.parse(time)) && time.endsWith("Z"));
  keep("tests", "claim-1", answer({ id, page: "first" }));
  page.answers.clear();
  assert.equal(stampOf("tests").id, id);
});

test("erased answers leave no id behind, and two browsers have two", () => {
  const { id } = stampOf("tests");
  keep("tests", "claim-1", answer({ id }));
  erase("tests", "first");
  assert.notEqual(stampOf("tests").id, id);
});

test("answers from before there were ids get company with one", () => {
  keep("tests", "claim-1", answer());
  const { id } = stampOf("tests");
  keep("tests", "claim-2", answer({ id }));
  assert.equal(stampOf("tests").id, id);
});
