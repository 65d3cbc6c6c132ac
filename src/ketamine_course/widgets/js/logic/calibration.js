// What first answers add up to: how confidence met correctness. Pure numbers, no drawing.
/** @import { AnswerRecord } from "../contract" */
import { total } from "../core/numbers.js";

/** @typedef {Pick<AnswerRecord, "first" | "first_right" | "first_confidence">} FirstAnswer */
/**
 * @typedef {object} Asked a question with its answer
 * @property {string} label
 * @property {readonly string[]} defensible options that are not the key, but could be argued for
 * @property {FirstAnswer | null} record
 */

/** @param {readonly FirstAnswer[]} answers */
export const rightOf = (answers) => answers.filter((answer) => answer.first_right === true).length;

/**
 * Return how many first answers were not the key, but could be argued for: they are counted apart, and never as wrong.
 *
 * @param {readonly Asked[]} items
 */
export const defensibleOf = (items) => items.filter(({ record, defensible }) => record && defensible.includes(record.first)).length;

/**
 * Return the confidence of those answers that have one, in percent.
 *
 * @param {readonly FirstAnswer[]} answers
 */
export const levelsOf = (answers) => answers.map(({ first_confidence: level }) => level ?? 0).filter((level) => level > 0 && level <= 100);

/** @param {readonly number[]} values @returns {number | null} null of nothing */
export const meanOf = (values) => (values.length ? total(values) / values.length : null);

/**
 * Return what a person exactly as good as this confidence would get right, and how far chance alone may lead from it:
 * two standard deviations of a sum of independent Bernoulli variables.
 *
 * @param {readonly number[]} levels in percent
 */
export function expectedRight(levels) {
  const shares = levels.map((level) => level / 100);
  const expected = total(shares);
  const spread = 2 * Math.sqrt(total(shares.map((share) => share * (1 - share))));
  return { expected, low: Math.max(0, expected - spread), high: Math.min(shares.length, expected + spread) };
}

/**
 * Hold confidence against correctness.
 *
 * @param {readonly Asked[]} items
 */
export function calibrationOf(items) {
  const answered = items.flatMap(({ record }) => (record && typeof record.first_right === "boolean" ? [record] : []));
  const sure = answered.filter((answer) => levelsOf([answer]).length);
  return { asked: items.length, answered: answered.length, right: rightOf(answered), sure: sure.length ? confidenceOf(sure) : null };
}

/** @param {readonly FirstAnswer[]} sure answers with a confidence, one at least */
function confidenceOf(sure) {
  const levels = levelsOf(sure);
  const mean = total(levels) / levels.length / 100;
  const right = rightOf(sure);
  const steps = [...new Set(levels)].sort((a, b) => a - b);
  const rows = steps.map((level) => {
    const at = sure.filter((answer) => answer.first_confidence === level);
    return { level, right: rightOf(at), count: at.length };
  });
  return { count: sure.length, right, mean, gap: Math.round((mean - right / sure.length) * 100), ...expectedRight(levels), rows };
}
