// The record of an answer, from one round to the next.
/** @import { Answer, AnswerRecord, QuestionDefinition } from "../contract" */
import { attempt } from "../core/browser.js";

/** @typedef {AnswerRecord["given"]} Given */

/**
 * What a kind of question knows of an answer; `given` is always of the kind's own type.
 *
 * @typedef {object} Grader
 * @property {(given: any) => boolean | null} right
 * @property {(given: any) => string} text
 */

/**
 * Whether an answer was given to a wording as it is today. Answers from before there were editions are told by their prompt.
 *
 * @param {{ edition: string, prompt: string }} asked
 * @param {AnswerRecord} record
 */
export const isCurrent = ({ edition, prompt }, record) => (record.edition ? record.edition === edition : record.prompt === prompt);

/** Answers from before negative numbers had a true minus sign are the same ones. @param {string} words @param {string} kept */
const sameWords = (words, kept) => words === kept || words.replaceAll("\u2212", "-") === kept;

/**
 * Whether a kept answer is one to this question, which may have changed since: then it stays in the file, but is not shown.
 *
 * @param {QuestionDefinition} question
 * @param {Grader} grader
 * @param {AnswerRecord} record
 */
export const fits = (question, grader, record) =>
  attempt(
    () =>
      record.kind === question.kind &&
      isCurrent(question, record) &&
      typeof record.first === "string" &&
      sameWords(grader.text(record.given), record.text),
    false,
  );

/**
 * Return the record of an answer; the first one stays what it was.
 *
 * @param {QuestionDefinition} question
 * @param {Grader} grader
 * @param {Pick<AnswerRecord, "given" | "confidence" | "wording" | "reason" | "untold" | "looked" | "id" | "time">} answer
 * @param {AnswerRecord | undefined} before
 * @returns {AnswerRecord}
 */
export function nextRecord(question, grader, answer, before) {
  const text = grader.text(answer.given);
  const right = grader.right(answer.given);
  const fresh = { first: text, first_right: right, first_confidence: answer.confidence, rounds: 0 };
  const { first, first_right, first_confidence, rounds } = before && fits(question, grader, before) ? before : fresh;
  const { kind, page, prompt, edition } = question;
  const ticked = before?.ticked && fits(question, grader, before) ? { ticked: before.ticked } : {};
  const firsts = { first, first_right, first_confidence, rounds: rounds + 1 };
  const record = { ...ticked, kind, page, prompt, edition, text, right, ...answer, ...firsts };
  return isOpen(question, record) ? record : { ...record, untold: true };
}

/**
 * Mark an answer that was kept by the key of today. One from a file knows neither whether it was right nor, from before there was the
 * column, whether its key was told; of a prediction only its record knows that.
 *
 * @param {QuestionDefinition} question
 * @param {Grader} grader
 * @param {AnswerRecord} record
 */
export function markAnew(question, grader, record) {
  record.right = grader.right(record.given);
  if (record.first === record.text) record.first_right = record.right;
  if (!isOpen(question, record)) record.untold = true;
  else if (!question.result) delete record.untold;
}

/**
 * Return what Python hears of a record.
 *
 * @param {AnswerRecord} record
 * @returns {Answer}
 */
export const answerOf = (record) => ({
  given: record.text,
  right: record.right,
  first: record.first,
  confidence: record.confidence ?? null,
  record,
});

/**
 * Whether the answer can be seen, and the key beside it.
 *
 * @param {QuestionDefinition} question
 * @param {AnswerRecord} record
 */
export const isOpen = (question, record) => !question.discuss || record.rounds >= 2;
