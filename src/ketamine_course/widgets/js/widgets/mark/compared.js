// The answer beside the key, item by item, with a point for each.
/** @import { QuestionDefinition } from "../../contract" */
import { line, make } from "../../core/dom.js";
import { hitsOf, inOrder, wordOf } from "../../logic/items.js";

/** @type {(question: QuestionDefinition) => (given: number[]) => HTMLElement[]} */
export const comparedWith = (question) => (given) => {
  const { kind, items = [], tolerance } = question;
  const hits = hitsOf(question, given);
  const shown = kind === "order" ? inOrder(items.map(({ answer }) => answer)) : items.map((_, at) => at);
  const rows = shown.map((at) => row(question, at, given[at], hits[at]));
  const margin = question.unit === "%" ? `${tolerance} points` : tolerance && wordOf(question, tolerance);
  const within = tolerance ? ` Within ${margin} counts as right.` : "";
  return [line(`${hits.filter(Boolean).length} of ${items.length} right.${within}`), make("ul", { className: "why" }, ...rows)];
};

/** @param {QuestionDefinition} question @param {number} at @param {number} given @param {boolean} hit */
function row(question, at, given, hit) {
  const { text, answer, feedback } = /** @type {NonNullable<QuestionDefinition["items"]>} */ (question.items)[at];
  const place = question.kind === "order" ? "place " : "";
  const yours = hit ? "" : `; you said ${place}${wordOf(question, given)}`;
  const head = make("strong", { textContent: `${hit ? "\u2713 Right" : "\u2717 Not right"}: ` });
  const why = feedback ? [make("br"), feedback] : [];
  return make("li", { className: hit ? "right" : "missed" }, head, `${text}: ${place}${wordOf(question, answer)}${yours}.`, ...why);
}
