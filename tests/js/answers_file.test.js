// Answers as a file, and read back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { answersAsCsv } from "../../src/ketamine_course/widgets/js/store/answers_file.js";
import { readAnswers } from "../../src/ketamine_course/widgets/js/store/earlier_answers.js";
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
  const names = `${told} id time edition earlier_wording ticked`;
  assert.equal(header, `\ufeff${names.split(" ").map((name) => `"${name}"`)}`);
  const cells = ["first", "claim-1", "rating", "Tea cures everything.", "Overstated", "Overstated", "", "yes", "", "80", "1", "", "'=1+1"];
  assert.equal(row, [...cells, STAMP.id, STAMP.time, "", "", ""].map((cell) => `"${cell}"`).join(","));
});

test("the last column holds the ticked points in words", () => {
  const [, row] = answersAsCsv([["notes", answer({ kind: "text", ticked: ["One.", "Two."] })]]).split("\r\n");
  assert.ok(row.endsWith(',"One. | Two."'));
});

test("a downloaded file gives the first answers back", () => {
  const records = [answer({ first: "Supported", first_right: false, first_confidence: 40, rounds: 2, ...STAMP }), answer()];
  const text = answersAsCsv([
    ["a-1", records[0]],
    ["a-2", records[1]],
  ]);
  const read = readAnswers(bytes(text), (question) => question === "a-1");
  assert.deepEqual([...read.keys()], ["a-1"]);
  const { first, first_right, first_confidence, confidence, right, rounds } = read.get("a-1") ?? answer();
  assert.deepEqual([first, first_right, first_confidence, confidence, right, rounds], ["Supported", false, 40, 80, true, 2]);
  assert.deepEqual([read.get("a-1")?.id, read.get("a-1")?.time], ["abc", STAMP.time]);
});

test("notes and other files hold no earlier answers", () => {
  const notes = answersAsCsv([["a-1", answer({ first_right: null })]]);
  assert.equal(readAnswers(bytes(notes), () => true).size, 0);
  assert.equal(readAnswers(bytes("a,b\n<img src=x>,2\n"), () => true).size, 0);
  assert.equal(readAnswers(bytes(""), () => true).size, 0);
});

for (const name of ["earlier_semicolon.csv", "earlier_utf16.csv"])
  test(`a file that a spreadsheet saved in its own way is read, also without id and times: ${name}`, () => {
    const { text, first_right, first_confidence, id } = readAnswers(file(name), () => true).get("before-1") ?? answer();
    assert.deepEqual([text, first_right, first_confidence, id], ["Supported", true, 80, undefined]);
  });
