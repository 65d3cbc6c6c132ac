// How near predictions came to what was found. Pure numbers and words, no drawing.
/** @import { AnswerRecord, PredictedItem, QuestionDefinition } from "../contract" */

/** @typedef {"right" | "near" | "off"} Closeness */

/** A number is near within twice what is accepted, or within a tenth of the answer where that is more. */
const NEAR = 2;
const SHARE = 0.1;
/** Sums of decimals miss by this little. */
const ROUNDING = 1e-9;

/** @typedef {Pick<PredictedItem, "answers" | "tolerance" | "right" | "defensible">} Key what a prediction is compared with */

/** @param {Key} item @param {number[]} given @returns {Closeness} */
function ofNumbers({ answers, tolerance }, given) {
  const far = answers.map((answer, at) => Math.abs(given[at] - answer));
  const hits = far.filter((each) => each <= tolerance + ROUNDING).length;
  if (hits === answers.length) return "right";
  if (answers.length > 1) return hits * 2 >= answers.length ? "near" : "off";
  return far[0] <= Math.max(NEAR * tolerance, SHARE * Math.abs(answers[0])) + ROUNDING ? "near" : "off";
}

/** @param {Key} item @param {readonly string[]} chosen @returns {Closeness} */
function ofChoices({ right, defensible }, chosen) {
  const differ = [...new Set([...right, ...chosen])].filter((text) => right.includes(text) !== chosen.includes(text)).length;
  if (!differ) return "right";
  const isNear = right.length > 1 ? differ === 1 : defensible.includes(chosen[0]);
  return isNear ? "near" : "off";
}

/**
 * Return how near a prediction came: of several numbers or choices, half of them or all but one make it near, and so does an answer that a
 * careful reader could argue for.
 *
 * @param {Key} item
 * @param {AnswerRecord} record
 * @returns {Closeness}
 */
export const closeness = (item, { given, text }) =>
  item.answers.length ? ofNumbers(item, /** @type {number[]} */ ([given].flat())) : ofChoices(item, text.split(" | "));

/**
 * Return what an answer to a question is compared with.
 *
 * @param {QuestionDefinition} question
 * @returns {Key}
 */
export const keyOf = ({ answer, items = [], options, tolerance }) => ({
  answers: [...(answer === null ? [] : [answer]), ...items.map((item) => item.answer)],
  tolerance,
  right: options.filter(({ right }) => right).map(({ text }) => text),
  defensible: options.filter(({ defensible }) => defensible).map(({ text }) => text),
});
