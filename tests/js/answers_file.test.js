// Answers as a file, and read back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answersAsCsv, readAnswers } from "../../src/ketamine_course/widgets/js/store/answers_file.js";
import { answer, browser } from "./fixtures.js";

browser();

test("the file has a column for each thing that was said", () => {
  const [header, row] = answersAsCsv([["claim-1", answer({ right: null, confidence: null, reason: "=1+1" })]]).split("\r\n");
  const told = ["page", "question", "kind", "prompt", "answer", "first_answer", "right", "first_right", "confidence", "first_confidence"];
  const names = [...told, "rounds", "wording", "reason", "edition", "earlier_wording"];
  assert.equal(header, `\ufeff${names.map((name) => `"${name}"`)}`);
  assert.equal(row, `"first","claim-1","rating","Tea cures everything.","Overstated","Overstated","","yes","","80","1","","'=1+1","",""`);
});

test("a downloaded file gives the first answers back", () => {
  const records = [answer({ first: "Supported", first_right: false, first_confidence: 40, rounds: 2 }), answer()];
  const text = answersAsCsv([
    ["a-1", records[0]],
    ["a-2", records[1]],
  ]);
  const read = readAnswers(text, (question) => question === "a-1");
  assert.deepEqual([...read.keys()], ["a-1"]);
  const { first, first_right, first_confidence, confidence, right, rounds } = read.get("a-1") ?? answer();
  assert.deepEqual([first, first_right, first_confidence, confidence, right, rounds], ["Supported", false, 40, 80, true, 2]);
});

test("notes and other files hold no earlier answers", () => {
  const notes = answersAsCsv([["a-1", answer({ first_right: null })]]);
  assert.equal(readAnswers(notes, () => true).size, 0);
  assert.equal(readAnswers("a,b\n<img src=x>,2\n", () => true).size, 0);
  assert.equal(readAnswers("", () => true).size, 0);
});
