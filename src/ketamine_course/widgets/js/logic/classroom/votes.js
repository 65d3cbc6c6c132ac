// The votes in one file, held against the claims that are asked. The twin in Python is models/appraisal/votes.py.
import { readTable, textOf } from "../../core/csv_reader.js";

/** What is said of a file without any rating of the claims that were asked for. */
export const NO_RATING = "it holds no usable rating of these claims";

/**
 * The claims that count, what may be said of them, how they are worded now, and questions that are counted in another way.
 *
 * @typedef {object} Claims
 * @property {Record<string, string>} key
 * @property {readonly string[]} verdicts
 * @property {Record<string, string>} prompts
 * @property {object} [elsewhere] by name: rows about them are not among those left aside
 */
/** @typedef {{ late: boolean, stamp: string, number: number }} Attempt */
/**
 * What was said of one claim, and when (in ms; -Infinity where the file does not say).
 *
 * @typedef {{ claim: string, first: string, final: string, time: number, attempt: Attempt }} Vote
 */
/** @typedef {{ votes: Vote[], problems: string[], identity: string, otherRows: number, olderRows: number }} Read */
/** @typedef {Record<string, string>} Row */

const NEEDED = ["question", "answer"];
/** A prompt of fewer words, such as "Claim 3", does not say which wording was answered. */
const FEWEST_WORDS = 2;
const LONGEST_ID = 64;
/** @type {Attempt} */
const ONLY = { late: false, stamp: "", number: 0 };

/** @param {string} text */
const letters = (text) => (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).join(" ");

/** @param {string} now @param {string} then whether it is another wording; letters decide, not signs that a spreadsheet may change */
function isOlder(now, then) {
  const [today, earlier] = [letters(now), letters(then)];
  return Boolean(today) && (earlier.match(/[a-z]+/g) ?? []).length >= FEWEST_WORDS && earlier !== today;
}

/**
 * Whether a vote was given after another, or as far as is known at the same time, but in a later attempt.
 *
 * @param {Vote} vote @param {Vote} other
 */
export function isLater({ time, attempt }, other) {
  const before = other.attempt;
  if (time !== other.time) return time > other.time;
  if (attempt.late !== before.late) return attempt.late;
  if (attempt.stamp !== before.stamp) return attempt.stamp > before.stamp;
  return attempt.number > before.number;
}

/**
 * Read one file.
 *
 * @param {Uint8Array} bytes
 * @param {Claims} asked
 * @returns {Read}
 */
export function readVotes(bytes, asked) {
  const { rows, left } = readTable(textOf(bytes), NEEDED);
  const problems = left.map((row) => `row ${row}: it does not fit the header, so it was skipped`);
  /** @type {Read} */
  const read = { votes: [], problems, identity: identityOf(rows.map(([, row]) => row)), otherRows: 0, olderRows: 0 };
  /** @type {Map<string, Vote>} */
  const found = new Map();
  for (const [number, row] of rows) {
    if (!Object.hasOwn(asked.key, row.question)) read.otherRows += Number(!Object.hasOwn(asked.elsewhere ?? {}, row.question));
    else {
      const tell = (/** @type {string} */ words) => read.problems.push(`row ${number}, ${row.question}: ${words}`);
      const vote = voteOf(row, asked, read, tell);
      if (vote) count(found, vote, tell);
    }
  }
  read.votes = [...found.values()];
  if (!found.size && !read.problems.length) read.problems.push(NO_RATING);
  return read;
}

/** @param {Map<string, Vote>} found @param {Vote} vote @param {(words: string) => void} tell */
function count(found, vote, tell) {
  const before = found.get(vote.claim);
  if (before) tell(`it was answered twice in this file; the ${isLater(vote, before) ? "later" : "first"} answer counts`);
  if (!before || isLater(vote, before)) found.set(vote.claim, vote);
}

/** The id that stands in most rows, of equally many the first. @param {Row[]} rows */
function identityOf(rows) {
  /** @type {Map<string, number>} */
  const ids = new Map();
  for (const id of rows.map((row) => (row.id ?? "").slice(0, LONGEST_ID)).filter(Boolean)) ids.set(id, (ids.get(id) ?? 0) + 1);
  return [...ids].sort(([, one], [, other]) => other - one)[0]?.[0] ?? "";
}

/**
 * @param {Row} row
 * @param {Claims} asked
 * @param {Read} read
 * @param {(words: string) => void} tell
 * @returns {Vote | null}
 */
function voteOf(row, { prompts, verdicts }, read, tell) {
  const inForm = (/** @type {string} */ text) => verdicts.find((each) => each.toLowerCase() === text.toLowerCase());
  const claim = row.question;
  if (isOlder(prompts[claim] ?? "", row.prompt ?? "")) {
    read.olderRows += 1;
    tell("this answers an older wording of the claim, so it is not counted");
    return null;
  }
  const final = inForm(row.answer);
  if (!final) {
    tell(row.answer ? `“${row.answer.slice(0, 60)}” is not one of the verdicts: ${verdicts.join(", ")}` : "there is no answer");
    return null;
  }
  const first = row.first_answer ? inForm(row.first_answer) : final;
  if (!first) tell(`the first answer “${row.first_answer.slice(0, 60)}” is not one of the verdicts, so only the last one counts`);
  return { claim, first: first ?? final, final, time: timeOf(row.time ?? ""), attempt: ONLY };
}

/** @param {string} text in ISO 8601; UTC where it names no zone */
function timeOf(text) {
  const whole = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text);
  if (!whole) return Number.NEGATIVE_INFINITY;
  const found = Date.parse(whole[1] && !whole[4] ? `${text.replace(" ", "T")}Z` : text.replace(" ", "T"));
  return Number.isNaN(found) ? Number.NEGATIVE_INFINITY : found;
}
