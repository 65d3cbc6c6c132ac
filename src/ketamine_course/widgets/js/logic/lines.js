// Pasted text as it was before a page cut it into lines, and in which letters it is written. Pure text, no page.

const SENTENCE_END = /[.!?:…。؟۔]["'”’»)\]]*$/u;
const LIST_ITEM = /^(?:[-–*•·◦▪‣]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s/u;
const HYPHEN = /(\p{L}+)[-\u2010\u00ad]$/u;
const FIRST_WORD = /^\p{L}+/u;
const CAPITAL = /^["'“‘«([]*\p{Lu}/u;
/** A column of print is not wider; longer lines are paragraphs. */
const WIDEST = 130;
/** A line that ends a sentence goes on if it is about as long as the longest; a line before a capital, if it is no heading. */
const FULL = 0.75;
const NO_HEADING = 0.6;
/** First parts of words that English writes with a hyphen; others lose it when their halves meet again. */
const FIRST_PARTS = "all cross dose double follow half high ill long low mid mood non open placebo post pre self short single so well";
const WITH_HYPHEN = new Set(FIRST_PARTS.split(" "));

/** @typedef {{ text: string, lines: number, words: number }} Joined how many lines went into others, and how many words are whole again */

/**
 * Join lines that were cut within a paragraph. What stays apart: blank lines, items of a list, and short lines that end a sentence or stand
 * before a capital.
 *
 * @param {string} text
 * @returns {Joined}
 */
export function joinLines(text) {
  const lines = text.split(/\r\n?|\n/u).map((line) => line.trim());
  const width = Math.max(...lines.map((line) => line.length));
  const isPrint = width <= WIDEST && lines.some((line, at) => isCut(line, lines[at + 1] ?? ""));
  /** @type {Joined} */
  const joined = { text: "", lines: 0, words: 0 };
  if (!isPrint) return { ...joined, text };
  let above = "";
  for (const line of lines) {
    if (above && line && goesOn(above, line, width)) {
      const seam = seamOf(above, line, text);
      joined.text = joined.text.slice(0, joined.text.length - seam.drop) + seam.space + line;
      joined.lines += 1;
      joined.words += seam.drop;
    } else joined.text += `${joined.lines || joined.text ? "\n" : ""}${line}`;
    above = line;
  }
  return joined.lines ? joined : { ...joined, text };
}

/** @type {(line: string, next: string) => boolean} whether a line surely ends within a sentence */
const isCut = (line, next) =>
  Boolean(line && next) &&
  !LIST_ITEM.test(next) &&
  (HYPHEN.test(line) || (!SENTENCE_END.test(line) && /^\p{L}/u.test(next) && !CAPITAL.test(next)));

/** @type {(line: string, next: string, width: number) => boolean} */
function goesOn(line, next, width) {
  if (LIST_ITEM.test(next)) return false;
  if (HYPHEN.test(line)) return true;
  if (SENTENCE_END.test(line)) return line.length >= FULL * width;
  return !CAPITAL.test(next) || line.length >= NO_HEADING * width;
}

/**
 * Return what comes between two lines, and how many letters the first one loses: a hyphen goes unless the word is written with it.
 *
 * @param {string} line
 * @param {string} next
 * @param {string} text all of it, where the word may stand once more
 */
function seamOf(line, next, text) {
  const left = line.match(HYPHEN)?.[1];
  if (!left) return { space: /\S[–—]$/u.test(line) ? "" : " ", drop: 0 };
  const right = next.match(FIRST_WORD)?.[0] ?? "";
  const has = (/** @type {string} */ word) => text.toLowerCase().includes(word.toLowerCase());
  const isWhole = line.endsWith("\u00ad") || has(left + right);
  const keeps = !right || CAPITAL.test(right) || has(`${left}-${right}`) || WITH_HYPHEN.has(left.toLowerCase());
  return { space: "", drop: isWhole || !keeps ? 1 : 0 };
}

/**
 * Whether most letters of a text are of another script than the Latin one.
 *
 * @param {string} text
 */
export function isMostlyNotLatin(text) {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters > 0 && latin < letters / 2;
}
