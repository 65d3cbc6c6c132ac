// Answers read back from the file that was downloaded somewhere else.
/** @import { AnswerRecord } from "../contract" */
import { percentOf, readTable, textOf } from "../core/csv_reader.js";

/** @param {string | undefined} cell */
const isYes = (cell) => cell?.toLowerCase() === "yes";

/** What a list of answers cannot do without. */
const NEEDED = ["question", "answer", "first_right"];

/**
 * Read first answers that were right or not from such a file, also after a spreadsheet saved it in its own way.
 *
 * @param {Uint8Array} bytes
 * @param {(question: string) => boolean} isWanted
 * @returns {Map<string, AnswerRecord>} by question
 */
export function readAnswers(bytes, isWanted) {
  const table = readTable(textOf(bytes), NEEDED).rows.map(([, row]) => row);
  const rows = table.filter((row) => isWanted(row.question) && ["yes", "no"].includes(row.first_right.toLowerCase()));
  return new Map(rows.map((row) => [row.question, recordOf(row)]));
}

/** @param {Record<string, string>} row @returns {AnswerRecord} */
const recordOf = (row) => ({
  kind: row.kind ?? "",
  page: row.page ?? "",
  prompt: row.prompt ?? "",
  given: row.answer,
  text: row.answer,
  right: isYes(row.right),
  confidence: percentOf(row.confidence ?? ""),
  first: row.first_answer ?? row.answer,
  first_right: isYes(row.first_right),
  first_confidence: percentOf(row.first_confidence ?? ""),
  rounds: Number(row.rounds) || 1,
  ...(row.edition && { edition: row.edition }),
  ...(row.id && { id: row.id }),
  ...(row.time && { time: row.time }),
});
