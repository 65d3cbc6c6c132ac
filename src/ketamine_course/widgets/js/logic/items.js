// Answers that are given item by item: two ends, dots, steps, points or cells. What is right of them, and what they are in words.
/** @import { QuestionDefinition } from "../contract" */
/** @import { Grader } from "./records.js" */
import { plain } from "../core/numbers.js";

/** Sums of decimals miss by this little. */
const ROUNDING = 1e-9;

/**
 * @param {QuestionDefinition} question
 * @param {number} value of an item
 */
export function wordOf({ kind, unit, values, lowest, step = 1 }, value) {
  if (values?.length) return values[Math.round((value - (lowest ?? 0)) / step)];
  return kind === "order" ? String(value) : `${plain(value)}${unit === "%" ? "" : " "}${unit}`.trim();
}

/**
 * Return for each item whether what it was given is right.
 *
 * @param {QuestionDefinition} question
 * @param {readonly number[]} given
 */
export const hitsOf = ({ items = [], tolerance }, given) =>
  items.map(({ answer }, at) => Math.abs(given[at] - answer) <= tolerance + ROUNDING);

/**
 * Return the items of an order as they stand, with the number that each has in the file.
 *
 * @param {readonly number[]} places from 1
 */
export const inOrder = (places) => places.map((_, at) => at).sort((one, other) => places[one] - places[other]);

/** @type {(question: QuestionDefinition) => Grader} */
export const byItem = (question) => ({
  right: (/** @type {number[]} */ given) => hitsOf(question, given).every(Boolean),
  text: (/** @type {number[]} */ given) => {
    const { kind, items = [] } = question;
    if (kind === "order")
      return inOrder(given)
        .map((at, place) => `${place + 1}. ${items[at].text}`)
        .join("; ");
    return items.map(({ text }, at) => `${text}: ${wordOf(question, given[at])}`).join("; ");
  },
});
