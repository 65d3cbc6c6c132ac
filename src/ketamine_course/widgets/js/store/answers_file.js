// Answers as a file: written for the reader, and read back elsewhere.
/** @import { AnswerRecord } from "../contract" */
import { csvOf, readCsv } from "../core/csv.js";
import { saveAs } from "../core/files.js";
import { page } from "../core/page.js";
import { isCurrent } from "../logic/records.js";
import { allAnswers, answersOf } from "./answers.js";

/** @param {boolean | null | undefined} right */
const yesNo = (right) => (right === true ? "yes" : right === false ? "no" : "");

/**
 * Whether an answer was given to an earlier wording; null where the page does not know today's.
 *
 * @param {string} name
 * @param {AnswerRecord} record
 */
function isEarlier(name, record) {
  const today = page.editions.get(name);
  return today ? !isCurrent(today, record) : null;
}

/** @type {Record<string, (record: AnswerRecord, name: string) => unknown>} */
const COLUMNS = {
  page: (record) => record.page,
  question: (_, name) => name,
  kind: (record) => record.kind,
  prompt: (record) => record.prompt,
  answer: (record) => record.text,
  first_answer: (record) => record.first,
  right: (record) => yesNo(record.right),
  first_right: (record) => yesNo(record.first_right),
  confidence: (record) => record.confidence,
  first_confidence: (record) => record.first_confidence,
  rounds: (record) => record.rounds,
  wording: (record) => record.wording,
  reason: (record) => record.reason,
  edition: (record) => record.edition,
  earlier_wording: (record, name) => yesNo(isEarlier(name, record)),
};

/** @param {readonly (readonly [string, AnswerRecord])[]} answers */
export function answersAsCsv(answers) {
  const rows = answers.map(([name, record]) => Object.values(COLUMNS).map((cell) => cell(record, name)));
  return csvOf([Object.keys(COLUMNS), ...rows]);
}

/** @param {string} name of the page; the file is called after it */
export const downloadAnswers = (name) => saveAs(`answers-${name}.csv`, "text/csv", answersAsCsv(answersOf(name)));

export const downloadAll = () => saveAs("answers-all.csv", "text/csv", answersAsCsv(allAnswers()));

/**
 * Read first answers that were right or not from such a file.
 *
 * @param {string} text
 * @param {(question: string) => boolean} isWanted
 * @returns {Map<string, AnswerRecord>} by question
 */
export function readAnswers(text, isWanted) {
  const rows = readCsv(text).filter((row) => isWanted(row.question) && ["yes", "no"].includes(row.first_right));
  return new Map(rows.map((row) => [row.question, recordOf(row)]));
}

/** @param {Record<string, string>} row @returns {AnswerRecord} */
const recordOf = (row) => ({
  kind: row.kind,
  page: row.page,
  prompt: row.prompt,
  ...(row.edition && { edition: row.edition }),
  given: row.answer,
  text: row.answer,
  right: row.right === "yes",
  confidence: Number(row.confidence) || null,
  first: row.first_answer,
  first_right: row.first_right === "yes",
  first_confidence: Number(row.first_confidence) || null,
  rounds: Number(row.rounds) || 1,
});
