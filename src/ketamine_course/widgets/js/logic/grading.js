// Whether an answer is right, and what it is in words.
/** @import { QuestionDefinition } from "../contract" */
/** @import { Grader } from "./records.js" */
import { plain } from "../core/numbers.js";

/** Sums of decimals miss by this little. */
const ROUNDING = 1e-9;

/** @type {(question: QuestionDefinition) => Grader} */
const chosen = ({ options }) => ({
  right: (/** @type {number[]} */ given) => options.every((each, at) => each.right === given.includes(at)),
  text: (/** @type {number[]} */ given) => given.map((at) => options[at].text).join(" | "),
});

/** @type {(question: QuestionDefinition) => Grader} */
export const number = ({ answer, tolerance, unit }) => ({
  right: (/** @type {number} */ given) => answer !== null && Math.abs(given - answer) <= tolerance + ROUNDING,
  text: (/** @type {number} */ given) => `${plain(given)} ${unit}`.trim(),
});

/**
 * What is rarer, a part of the page adds here.
 *
 * @type {Record<string, (question: QuestionDefinition) => Grader>}
 */
export const GRADERS = {
  single: chosen,
  several: chosen,
  rating: chosen,
  number,
  text: () => ({ right: () => null, text: (/** @type {string} */ given) => given }),
};

/**
 * Whether an answer other than the key is one that a careful reader could argue for.
 *
 * @param {QuestionDefinition} question
 * @param {unknown} given
 */
export const isDefensible = ({ options }, given) =>
  Array.isArray(given) && given.length === 1 && Boolean(options[given[0]]?.defensible) && !options[given[0]].right;

/**
 * @param {QuestionDefinition} question
 * @returns {Grader}
 */
export const grader = (question) => GRADERS[question.kind](question);
