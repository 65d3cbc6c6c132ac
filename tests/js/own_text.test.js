// A text split and marked in the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sentencesOf } from "../../src/ketamine_course/widgets/js/logic/own_text.js";

const WORDS = { may: "hedge", "a number of": "hedge", "a number": "vague_authority", proven: "booster" };

test("each line is a paragraph, and short forms end no sentence", () => {
  const found = sentencesOf("Tea and sleep\n\nDr. Lee et al. gave 0.5 mg/kg to 18 people. It helped, e.g. at night!\r\n", WORDS);
  assert.deepEqual(
    found.map(({ locator, text }) => [locator, text]),
    [
      ["para 1", "Tea and sleep"],
      ["para 2, sentence 1", "Dr. Lee et al. gave 0.5 mg/kg to 18 people."],
      ["para 2, sentence 2", "It helped, e.g. at night!"],
    ],
  );
});

test("whole words are marked, the longer of two, in letters, also through what nobody sees", () => {
  const [{ text, marks }] = sentencesOf("\u{1f375} May a  number of pro\u00adven dismay may-be?", WORDS);
  assert.deepEqual(
    marks.map(([start, end, kind]) => [[...text].slice(start, end).join(""), kind]),
    [
      ["May", "hedge"],
      ["a  number of", "hedge"],
      ["pro\u00adven", "booster"],
    ],
  );
});
