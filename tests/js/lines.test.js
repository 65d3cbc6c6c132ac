// Pasted text as it was before a page cut it into lines.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isMostlyNotLatin, joinLines } from "../../src/ketamine_course/widgets/js/logic/lines.js";

/** @param {string} name */
const file = (name) => readFileSync(new URL(`../class_files/${name}`, import.meta.url), "utf8");

test("lines that a PDF cut are joined, and a word that it split is whole again", () => {
  const { text, lines, words } = joinLines(file("pdf_text.txt").trim());
  assert.equal(text, "The spray may relieve symptoms within hours. Studies show that it is proven in most patients.");
  assert.deepEqual([lines, words], [4, 1]);
});

test("headings, lists, blank lines and ends of paragraphs stay", () => {
  const pages = [
    "Side effects",
    "People who took it said that they felt strange and",
    "dizzy for an hour. In a few cases this lasted until",
    "Tuesday.",
    "It passed:",
    "1. first in the arms",
    "2. then in the legs",
    "",
    "A new paragraph stands here and goes on in the next",
    "line, too.",
  ];
  assert.deepEqual(joinLines(pages.join("\r\n")).text.split("\n"), [
    pages[0],
    `${pages[1]} ${pages[2]} ${pages[3]}`,
    ...pages.slice(4, 8),
    `${pages[8]} ${pages[9]}`,
  ]);
});

for (const [lines, wanted] of [
  [["a self-", "report of mood"], "a self-report of mood"],
  [["in anti-", "depressants and anti-depressants"], "in anti-depressants and anti-depressants"],
  [["the COVID-", "Years were bad, as said be-", "fore"], "the COVID-Years were bad, as said before"],
  [["an anti\u00ad", "depressant"], "an antidepressant"],
  [["it was long \u2014", "too long"], "it was long \u2014 too long"],
  [["it was long\u2014", "too long"], "it was long\u2014too long"],
  [
    ["\u0642\u062f \u064a\u0633\u0627\u0639\u062f", "\u0627\u0644\u0643\u064a\u062a\u0627\u0645\u064a\u0646."],
    "\u0642\u062f \u064a\u0633\u0627\u0639\u062f \u0627\u0644\u0643\u064a\u062a\u0627\u0645\u064a\u0646.",
  ],
])
  test(`joined: ${wanted}`, () => assert.equal(joinLines(/** @type {string[]} */ (lines).join("\n")).text, wanted));

for (const text of [
  "",
  "One line.",
  "A paragraph.\nAnother one!\n\nA third",
  "Ketamine\nEsketamine\nMidazolam",
  `${"long ".repeat(40)}\nand more`,
])
  test(`nothing is offered for ${JSON.stringify(text.slice(0, 30))}`, () =>
    assert.deepEqual(joinLines(text), { text, lines: 0, words: 0 }));

test("no letter is lost but hyphens, and joining again changes nothing", () => {
  const words = ["may", "pa-", "Tea", "end.", "\n", "\n", "\n", "1. ", "\u00e9t\u00e9", "co\u00ad"];
  let seed = 1;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed;
  };
  for (let run = 0; run < 500; run++) {
    const text = Array.from({ length: 20 }, () => words[random() % words.length]).join(" ");
    const joined = joinLines(text);
    const bare = (/** @type {string} */ each) => each.replace(/[\s\u00ad-]/gu, "");
    assert.equal(bare(joined.text), bare(text));
  }
});

test("a text in other letters than Latin ones is noticed", () => {
  assert.equal(isMostlyNotLatin(file("rtl_text.txt")), true);
  assert.equal(isMostlyNotLatin("\u0418 the rest is English"), false);
  assert.equal(isMostlyNotLatin("1, 2, 3!"), false);
});
