// Answers read back from the file that was downloaded somewhere else, and kept here.
/** @import { AnswerRecord } from "../contract" */
import { attempt } from "../core/browser.js";
import { percentOf, readTable, textOf } from "../core/csv_reader.js";
import { page, tell } from "../core/page.js";
import { keepAll, keptAnswers } from "./answers.js";

/** What a list of answers cannot do without. */
const NEEDED = ["page", "question", "kind", "prompt", "answer", "first_right"];

/** @param {string | undefined} cell */
const yesNo = (cell) => ({ yes: true, no: false })[cell?.toLowerCase() ?? ""] ?? null;

/**
 * Read the answers in such a file, also after a spreadsheet saved it in its own way.
 *
 * @param {Uint8Array} bytes
 * @returns {Map<string, AnswerRecord>} by question
 */
export function readAnswers(bytes) {
  const table = readTable(textOf(bytes), NEEDED).rows.map(([, row]) => row);
  return new Map(table.filter((row) => row.question && row.page).map((row) => [row.question, recordOf(row)]));
}

/** @param {Record<string, string>} row @returns {AnswerRecord["given"]} files from before there was the column hold it in words only */
const givenOf = ({ kind, answer, given = "" }) =>
  attempt(() => JSON.parse(given)[0], undefined) ?? (["single", "several", "rating"].includes(kind) ? [] : answer);

/** @param {Record<string, string>} row @returns {AnswerRecord} */
const recordOf = (row) => ({
  kind: row.kind,
  page: row.page,
  prompt: row.prompt,
  given: givenOf(row),
  text: row.answer,
  right: yesNo(row.right),
  confidence: percentOf(row.confidence ?? ""),
  first: row.first_answer ?? row.answer,
  first_right: yesNo(row.first_right),
  first_confidence: percentOf(row.first_confidence ?? ""),
  rounds: Number(row.rounds) || 1,
  ...(row.edition && { edition: row.edition }),
  ...(row.wording && { wording: row.wording }),
  ...(row.reason && { reason: row.reason }),
  ...(row.id && { id: row.id }),
  ...(row.time && { time: row.time }),
  ...(yesNo(row.after_looking) && { looked: true }),
  // A file from before there was the column does not say what was told: then it waits once more; its question knows where that is wrong.
  ...((yesNo(row.not_told_yet) ?? true) && { untold: true }),
  ...(row.ticked && { ticked: row.ticked.split(" | ") }),
});

/**
 * Keep answers from a file; an answer that stands here stays unless the file's is newer.
 *
 * @param {string} collection
 * @param {ReadonlyMap<string, AnswerRecord>} answers
 * @returns {{ taken: number, kept: boolean }} how many came from the file, and whether the browser keeps them
 */
export function restore(collection, answers) {
  const here = new Map([...keptAnswers(collection), ...page.answers]);
  const newer = [...answers].filter(([question, { time = "" }]) => !here.has(question) || time > (here.get(question)?.time ?? ""));
  const kept = keepAll(collection, newer);
  if (newer.length) tell("answer");
  return { taken: newer.length, kept };
}
