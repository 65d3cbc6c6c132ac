// A text split into sentences with its marks, where no kernel does it. Python's splitter knows more abbreviations; the marks are the same.
/** @import { Sentence } from "../contract" */

const LINE_ENDS = /[\r\n\v\f\u0085\u2028\u2029]/;
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;
/** What ends with a full stop and no sentence. */
const SHORT = /(?:^|[\s(])(?:al|approx|cf|Dr|e\.g|etc|Fig|i\.e|Mr|Mrs|Ms|No|Prof|St|vs|[A-Z])\.$/;

/**
 * @param {string} text each line that is not empty counts as a paragraph
 * @param {Record<string, string>} words the words to mark, in small letters, with their kinds
 * @returns {Sentence[]}
 */
export function sentencesOf(text, words) {
  const pattern = patternOf(words);
  const paragraphs = text.split(LINE_ENDS).map((line) => line.trim());
  return paragraphs.filter(Boolean).flatMap((paragraph, at) => {
    const parts = partsOf(paragraph);
    return parts.map((part, place) => {
      const locator = `para ${at + 1}${parts.length > 1 ? `, sentence ${place + 1}` : ""}`;
      return { locator, text: part, marks: marksOf(part, pattern, words) };
    });
  });
}

/** @param {string} paragraph */
function partsOf(paragraph) {
  /** @type {string[]} */
  const parts = [];
  for (const { segment } of new Intl.Segmenter("en", { granularity: "sentence" }).segment(paragraph)) {
    const before = parts.at(-1);
    if (before !== undefined && SHORT.test(before.trim())) parts[parts.length - 1] = before + segment;
    else parts.push(segment);
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** @param {Record<string, string>} words */
function patternOf(words) {
  const longestFirst = Object.keys(words).sort((a, b) => b.length - a.length);
  const any = longestFirst.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&").replaceAll(/\s+/g, "\\s+"));
  return any.length ? new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${any.join("|")})(?![\\p{L}\\p{N}_-])`, "giu") : /(?!)/g;
}

/**
 * @param {string} sentence
 * @param {RegExp} pattern
 * @param {Record<string, string>} words
 * @returns {Sentence["marks"]} start and end in letters, as Python counts them, and the kind
 */
function marksOf(sentence, pattern, words) {
  const letters = [...sentence];
  const places = [...letters.keys()].filter((at) => !UNSEEN.test(letters[at]));
  const seen = places.map((at) => letters[at]).join("");
  return [...seen.matchAll(pattern)].map(({ 0: found, index }) => {
    const start = [...seen.slice(0, index)].length;
    const end = start + [...found].length - 1;
    return [places[start], places[end] + 1, words[found.toLowerCase().split(/\s+/).join(" ")]];
  });
}
