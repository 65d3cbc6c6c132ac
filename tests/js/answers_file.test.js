// Answers as a file, and read back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { keep, keptAnswers } from "../../src/ketamine_course/widgets/js/store/answers.js";
import { answersAsCsv } from "../../src/ketamine_course/widgets/js/store/answers_file.js";
import { readAnswers, restore } from "../../src/ketamine_course/widgets/js/store/earlier_answers.js";
import { answer, browser } from "./fixtures.js";

browser();

const STAMP = { id: "abc", time: "2026-05-01T09:00:00.000Z" };

/** @param {string} text */
const bytes = (text) => new Uint8Array(Buffer.from(text));

/** @param {string} path */
const file = (path) => new Uint8Array(readFileSync(new URL(`../class_files/${path}`, import.meta.url)));

test("the file has a column for each thing that was said", () => {
  const [header, row] = answersAsCsv([["claim-1", answer({ right: null, confidence: null, reason: "=1+1", ...STAMP })]]).split("\r\n");
  const told = "page question kind prompt answer first_answer right first_right confidence first_confidence rounds wording reason";
  const names = `${told} id time edition earlier_wording ticked after_looking not_told_yet given`;
  assert.equal(header, `\ufeff${names.split(" ").map((name) => `"${name}"`)}`);
  const cells = ["first", "claim-1", "rating", "Tea cures everything.", "Overstated", "Overstated", "", "yes", "", "80", "1", "", "'=1+1"];
  assert.equal(row, [...cells, STAMP.id, STAMP.time, "", "", "", "", "no", "[[1]]"].map((cell) => `"${cell}"`).join(","));
});

test("points that were ticked, and an answer that is more than its words, come back as they were", () => {
  const records = [
    answer({ kind: "text", given: "=1+1, \u201cor so\u201d", text: "=1+1, \u201cor so\u201d", right: null, ticked: ["One.", "Two."] }),
    answer({ kind: "number", given: 0.3, text: "0.3 cups", reason: "Two\nlines", wording: "Supported", rounds: 2 }),
    answer({ first: "Supported", first_right: false, first_confidence: 40, rounds: 2, edition: "today", ...STAMP }),
    answer({ looked: true }),
    answer({ untold: true }),
    answer({ confidence: null, first_confidence: null, first_right: null }),
  ];
  /** @type {[string, import("../../src/ketamine_course/widgets/js/contract").AnswerRecord][]} */
  const answers = records.map((record, at) => [`a-${at}`, record]);
  const back = new Map(readAnswers(bytes(answersAsCsv(answers))));
  assert.deepEqual(back.get("a-4"), { ...answers[4][1], right: null, first_right: null }, "not before its reader is told");
  back.delete("a-4");
  assert.deepEqual([...back], answers.toSpliced(4, 1));
});

test("an answer from a file is kept for its page unless a newer one stands here", () => {
  browser();
  const [old, fresh] = ["2026-05-01T09:00:00.000Z", "2026-05-02T09:00:00.000Z"];
  keep("tests", "a-1", answer({ text: "mine", time: fresh }));
  keep("tests", "a-2", answer({ text: "mine", time: old }));
  const file = new Map(["a-1", "a-2", "a-3", "a-4"].map((name) => [name, answer({ text: "file", time: fresh, page: "other" })]));
  file.set("a-1", answer({ text: "file", time: old }));
  file.set("a-4", answer({ text: "file" }));
  assert.deepEqual(restore("tests", file), { taken: 3, kept: true });
  assert.deepEqual(restore("tests", file), { taken: 0, kept: true });
  const now = new Map(keptAnswers("tests"));
  assert.deepEqual(
    [...now].filter(([, { page }]) => page === "other").map(([name, { text }]) => [name, text]),
    [
      ["a-2", "file"],
      ["a-3", "file"],
    ],
  );
  assert.deepEqual([now.get("a-1")?.text, now.get("a-4")?.text], ["mine", "file"]);
});

test("other files hold no earlier answers", () => {
  assert.equal(readAnswers(bytes("a,b\n<img src=x>,2\n")).size, 0);
  assert.equal(readAnswers(bytes("")).size, 0);
});

for (const name of ["earlier_semicolon.csv", "earlier_utf16.csv"])
  test(`a file that a spreadsheet saved in its own way is read, also without id and times: ${name}`, () => {
    const { text, first_right, first_confidence, id, untold } = readAnswers(file(name)).get("before-1") ?? answer();
    assert.deepEqual([text, first_right, first_confidence, id], ["Supported", true, 80, undefined]);
    assert.ok(untold, "what was told is not known, so it is not told by bringing it in");
  });
