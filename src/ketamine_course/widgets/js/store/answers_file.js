// Answers as a file for the reader; earlier_answers.js reads it back elsewhere.
/** @import { AnswerRecord } from "../contract" */
import { csvOf } from "../core/csv.js";
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

/**
 * Whether an answer was right, once its reader has been told.
 *
 * @param {AnswerRecord} record
 * @param {boolean | null | undefined} right
 */
const marked = (record, right) => (record.untold ? "" : yesNo(right));

/** @type {Record<string, (record: AnswerRecord, name: string) => unknown>} */
const COLUMNS = {
  page: (record) => record.page,
  question: (_, name) => name,
  kind: (record) => record.kind,
  prompt: (record) => record.prompt,
  answer: (record) => record.text,
  first_answer: (record) => record.first,
  right: (record) => marked(record, record.right),
  first_right: (record) => marked(record, record.first_right),
  confidence: (record) => record.confidence,
  first_confidence: (record) => record.first_confidence,
  rounds: (record) => record.rounds,
  wording: (record) => record.wording,
  reason: (record) => record.reason,
  id: (record) => record.id,
  time: (record) => record.time,
  edition: (record) => record.edition,
  earlier_wording: (record, name) => yesNo(isEarlier(name, record)),
  ticked: (record) => record.ticked?.join(" | "),
  after_looking: (record) => (record.looked ? "yes" : ""),
  not_told_yet: (record) => (record.untold ? "yes" : "no"),
  // Within brackets a spreadsheet leaves it as it is: no number in another notation, no formula.
  given: (record) => (record.given === record.text ? "" : JSON.stringify([record.given])),
};

/** @param {readonly (readonly [string, AnswerRecord])[]} answers */
export function answersAsCsv(answers) {
  const rows = answers.map(([name, record]) => Object.values(COLUMNS).map((cell) => cell(record, name)));
  return csvOf([Object.keys(COLUMNS), ...rows]);
}

/** @param {string} name of the page; the file is called after it */
export const downloadAnswers = (name) => saveAs(`answers-${name}.csv`, "text/csv", answersAsCsv(answersOf(name)));

export const downloadAll = () => saveAs("answers-all.csv", "text/csv", answersAsCsv(allAnswers()));
