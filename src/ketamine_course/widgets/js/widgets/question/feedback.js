// What stands under an answered question: the verdict, and why each option is right or not.
/** @import { AnswerRecord, QuestionDefinition } from "../../contract" */
import { button, line, make } from "../../core/dom.js";
import { plain } from "../../core/numbers.js";
import { isDefensible } from "../../logic/grading.js";
import { closeness, keyOf } from "../../logic/predictions.js";
import { isOpen } from "../../logic/records.js";
import { group, option } from "./fields.js";

const TALK =
  "Talk it over with someone, or look for one reason against it. " +
  "Then change your answer or leave it, and press the button again. You will then see the key.";

/**
 * @param {QuestionDefinition} question
 * @param {AnswerRecord} record
 * @param {readonly number[]} order of the options for this reader
 * @param {readonly HTMLElement[]} [compared] the answer beside the key, item by item
 * @returns {HTMLElement[]}
 */
export function feedbackOf(question, record, order, compared = []) {
  const verdict = line(verdictOf(question, record), "verdict");
  if (!isOpen(question, record)) return [verdict, line(TALK)];
  return [
    verdict,
    ...linesOf([firstAnswer(record), confidence(record), number(question, record)]),
    ...compared,
    ...reasons(question, record, order),
    ...linesOf([question.explanation]),
    ...linesOf([record.reason ? `Your reason: ${record.reason}` : ""], "recalled"),
    ...linesOf([question.basis], "quiet"),
  ];
}

/**
 * What a good free text holds, to tick against one's own words.
 *
 * @param {QuestionDefinition} question
 * @param {AnswerRecord} record
 * @param {(ticked: string[]) => void} onTick
 */
export function checklistOf({ checklist = [] }, { ticked = [] }, onTick) {
  const inputs = checklist.map((value) => make("input", { type: "checkbox", value, checked: ticked.includes(value) }));
  const list = group(
    "Tick what your answer contains",
    inputs.map((input) => option(input, input.value)),
  );
  list.addEventListener("change", () => onTick(inputs.filter((input) => input.checked).map((input) => input.value)));
  return checklist.length ? [list] : [];
}

const OPENED = "You had opened the key in a list before you answered.";
const AFTER = "You answered after looking at the figure, so this does not count as a prediction.";

/**
 * What stands under a prediction that was just made, or under an answer that was given after looking.
 *
 * @param {AnswerRecord} record
 * @param {() => void} onTell
 */
export const keptFirst = ({ looked }, onTell) => [
  line(looked ? AFTER : "Kept. Now look.", "verdict"),
  line(`${looked ? "Your answer is kept all the same." : "The figure is open now."} The key and the reasons are here when you want them.`),
  button("Tell me", onTell),
];

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
  if (!question.result) return `${record.right ? "Right." : otherThanKey(question, record)}${record.looked ? ` ${OPENED}` : ""}`;
  const [yours, note] = record.looked ? ["Your answer", ` ${AFTER}`] : ["Your prediction", ""];
  if (record.right) return `${yours} fits what was found.${note}`;
  const isNear = closeness(keyOf(question), record) === "near";
  const part = partly(question, record);
  const how = isNear ? "is close to" : "differs from";
  return `${yours} ${how} what was found; look to see where the two differ.${part && ` Partly right: ${part}`}${note}`;
}

/**
 * How much of an answer of several choices is right, in words; empty where that is none of it, or no more than what is not right.
 *
 * @param {QuestionDefinition} question
 * @param {AnswerRecord} record
 */
function partly({ kind, options }, { given }) {
  if (kind !== "several" || !Array.isArray(given)) return "";
  const found = options.filter(({ right }, at) => right && given.includes(at)).length;
  const all = options.filter(({ right }) => right).length;
  const extra = given.length - found;
  if (found <= extra) return "";
  const others = extra ? `, but also ${extra} wrong ${extra === 1 ? "one" : "ones"}` : "";
  const whole = all === 2 ? "both" : `all ${all}`;
  return `you chose ${found === all ? whole : `${found} of ${all}`} right answers${others}.`;
}

/**
 * What is said of an answer that is not the key: only a number can be a near miss, and a defensible verdict is never called wrong.
 *
 * @param {QuestionDefinition} question
 * @param {AnswerRecord} record
 */
function otherThanKey(question, record) {
  if (isDefensible(question, record.given)) return "Defensible: a careful reader could argue for it. Our key gives a different verdict.";
  const part = partly(question, record);
  if (part) return `Partly right: ${part} Only the whole set counts as right.`;
  return typeof record.given === "number" && closeness(keyOf(question), record) === "near" ? "Not quite." : "Not right.";
}

/** @param {AnswerRecord} record */
const firstAnswer = ({ first, text }) => (first === text ? "" : `Your first answer was: ${first}${/[.?!]$/.test(first) ? "" : "."}`);

/** @param {AnswerRecord} record */
function confidence({ confidence: now, first_confidence: first }) {
  if (!now) return "";
  return `You were ${now}% sure${first && first !== now ? `, at first ${first}%` : ""}.`;
}

/**
 * @param {QuestionDefinition} question
 * @param {AnswerRecord} record
 */
function number({ answer, tolerance, unit, lowest, highest }, { given }) {
  if (answer === null) return "";
  const least = short(Math.max(answer - (tolerance ?? 0), lowest ?? Number.NEGATIVE_INFINITY));
  const most = short(Math.min(answer + (tolerance ?? 0), highest ?? Number.POSITIVE_INFINITY));
  const accepted = tolerance ? ` (${plain(least)} to ${plain(most)} accepted)` : "";
  return `You answered ${plain(Number(given))}. The answer is ${plain(answer)}${unit ? ` ${unit}` : ""}${accepted}.`;
}

/** @param {number} value */
const short = (value) => Number(value.toPrecision(10));

/**
 * @param {QuestionDefinition} question
 * @param {AnswerRecord} record
 * @param {readonly number[]} order
 * @returns {HTMLElement[]}
 */
function reasons(question, record, order) {
  const given = Array.isArray(record.given) ? record.given : [];
  const several = question.kind === "several";
  const items = order.map((at) => reason(question.options[at], given.includes(at), several));
  if (question.kind !== "rating") return items.length ? [make("ul", { className: "why" }, ...items)] : [];
  // A verdict has many options: key and own answer stand open, the rest is one click away.
  /** @param {number} at */
  const standsOpen = (at) => question.options[at].right || given.includes(at);
  const open = make("ul", { className: "why" }, ...items.filter((_, at) => standsOpen(order[at])));
  const others = make("ul", { className: "why" }, ...items.filter((_, at) => !standsOpen(order[at])));
  const folded = make("details", {}, make("summary", { textContent: "Why not the others?" }), others);
  return [open, folded, ...linesOf([wording(question, record)])];
}

/**
 * The mark of an option: its sign, what it is called, and its colour.
 *
 * @param {QuestionDefinition["options"][number]} option
 * @param {boolean} chosen
 * @param {boolean} several whether more than one option can be right
 */
function markOf({ right, defensible }, chosen, several) {
  if (right) return { sign: "\u2713 Right", look: "right", note: several && !chosen ? ", and you left it out" : "" };
  if (defensible) return { sign: "\u223c Defensible", look: "defensible", note: "" };
  if (several && !chosen) return { sign: "\u2713 Rightly left empty", look: "right", note: "" };
  return { sign: "\u2717 Not right", look: chosen ? "missed" : "", note: "" };
}

/**
 * @param {QuestionDefinition["options"][number]} option
 * @param {boolean} chosen
 * @param {boolean} several
 */
function reason(option, chosen, several) {
  const { text, feedback } = option;
  const { sign, look, note } = markOf(option, chosen, several);
  const mark = `${sign}${chosen ? ", your answer" : note}: `;
  const why = feedback.replace(/^Defensible: (.)/, (_, first) => first.toUpperCase()); // the mark has said so
  return make("li", { className: look }, make("strong", { textContent: mark }), `${text} `, make("br"), why);
}

/**
 * @param {QuestionDefinition} question
 * @param {AnswerRecord} record
 */
function wording({ wording: key, wording_why: why }, { wording: said }) {
  if (!key) return "";
  return `Wording: ${said ? `you said ${said}, the key says ${key}` : `the key says ${key}`}. ${why}`;
}
