// What stands under an answered question: the verdict, and why each option is right or not.
/** @import { AnswerRecord, QuestionDefinition } from "../../contract" */
import { line, make } from "../../core/dom.js";
import { isOpen } from "../../logic/records.js";

const TALK =
  "Talk it over with somebody, or look for one reason against it. " +
  "Then change your answer or leave it, and press the button again. The key follows.";

/**
 * @param {QuestionDefinition} question
 * @param {AnswerRecord} record
 * @returns {HTMLElement[]}
 */
export function feedbackOf(question, record) {
  const verdict = line(verdictOf(question, record), "verdict");
  if (!isOpen(question, record)) return [verdict, line(TALK)];
  return [
    verdict,
    ...linesOf([firstAnswer(record), confidence(record), number(question, record)]),
    ...reasons(question, record),
    ...linesOf([question.explanation]),
    ...linesOf([record.reason ? `Your reason: ${record.reason}` : ""], "recalled"),
    ...linesOf([question.basis], "quiet"),
  ];
}

/**
 * @param {string[]} texts
 * @param {string} [className]
 */
const linesOf = (texts, className) => texts.filter(Boolean).map((text) => line(text, className));

/**
 * @param {QuestionDefinition} question
 * @param {AnswerRecord} record
 */
export function verdictOf(question, record) {
  if (!isOpen(question, record)) return "Kept as your first answer.";
  if (record.right === null) return "Noted.";
  if (!question.result) return record.right ? "Right." : "Not quite.";
  return record.right ? "Your prediction fits what was found." : "Your prediction differs from what was found: look where it differs.";
}

/** @param {AnswerRecord} record */
const firstAnswer = ({ first, text }) => (first === text ? "" : `Your first answer was: ${first}.`);

/** @param {AnswerRecord} record */
function confidence({ confidence: now, first_confidence: first }) {
  if (!now) return "";
  return `You were ${now}% sure${first && first !== now ? `, at first ${first}%` : ""}.`;
}

/**
 * @param {QuestionDefinition} question
 * @param {AnswerRecord} record
 */
function number({ kind, answer, tolerance, unit }, { given }) {
  if (kind !== "number" || answer === null) return "";
  const accepted = tolerance ? ` (accepted: ${short(answer - tolerance)} to ${short(answer + tolerance)})` : "";
  return `You answered ${given}. The answer is ${answer}${accepted}${unit ? ` ${unit}` : ""}.`;
}

/** @param {number} value */
const short = (value) => Number(value.toPrecision(10));

/**
 * @param {QuestionDefinition} question
 * @param {AnswerRecord} record
 * @returns {HTMLElement[]}
 */
function reasons(question, record) {
  const given = Array.isArray(record.given) ? record.given : [];
  const items = question.options.map((option, at) => reason(option, given.includes(at)));
  if (question.kind !== "rating") return items.length ? [make("ul", { className: "why" }, ...items)] : [];
  // A verdict has many options: key and own answer stand open, the rest is one click away.
  /** @param {number} at */
  const standsOpen = (at) => question.options[at].right || given.includes(at);
  const open = make("ul", { className: "why" }, ...items.filter((_, at) => standsOpen(at)));
  const others = make("ul", { className: "why" }, ...items.filter((_, at) => !standsOpen(at)));
  const folded = make("details", {}, make("summary", { textContent: "Why not the others?" }), others);
  return [open, folded, ...linesOf([wording(question, record)])];
}

/**
 * @param {QuestionDefinition["options"][number]} option
 * @param {boolean} chosen
 */
function reason({ right, text, feedback }, chosen) {
  const mark = `${right ? "\u2713 Right" : "\u2717 Not right"}${chosen ? ", your answer" : ""}: `;
  const look = right ? "right" : chosen ? "missed" : "";
  return make("li", { className: look }, make("strong", { textContent: mark }), `${text} `, make("br"), feedback);
}

/**
 * @param {QuestionDefinition} question
 * @param {AnswerRecord} record
 */
function wording({ wording: key, wording_why: why }, { wording: said }) {
  if (!key) return "";
  return `Wording: ${said ? `you said ${said}, the key says ${key}` : `the key says ${key}`}. ${why}`;
}
