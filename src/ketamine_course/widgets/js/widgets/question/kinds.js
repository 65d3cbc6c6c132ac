// The kinds of question: their fields, and how an answer is read from them.
/** @import { AnswerRecord, QuestionDefinition } from "../../contract" */
/** @import { Child } from "../../core/dom.js" */
/** @import { Given, Grader } from "../../logic/records.js" */
import { make } from "../../core/dom.js";
import { plain } from "../../core/numbers.js";
import { grader } from "../../logic/grading.js";
import { isCount, numberIn } from "../../logic/number.js";
import { group, option } from "./fields.js";

/**
 * @typedef {object} Form
 * @property {Child[]} fields
 * @property {() => Given | null} read what was given, null where nothing is
 * @property {(given: any) => void} write
 * @property {string} missing what to say where nothing is given
 * @property {() => { wording: string, reason: string }} [extra] what is kept beside the answer
 * @property {(record: Partial<AnswerRecord>) => void} [writeExtra]
 * @property {(given: any) => HTMLElement[]} [compared] the answer beside the key, item by item
 */
/** @typedef {Form & Grader} Kind */

/**
 * What is rarer, a part of the page adds here.
 *
 * @type {Record<string, (question: QuestionDefinition, order: readonly number[]) => Form>}
 */
export const FORMS = {
  single: (question, order) => choiceForm(question, order, "radio"),
  several: (question, order) => choiceForm(question, order, "checkbox"),
  number: numberForm,
  text: textForm,
  rating: ratingForm,
};

/**
 * @param {QuestionDefinition} question
 * @param {readonly number[]} order of its options for this reader
 * @returns {Kind}
 */
export const kindOf = (question, order) => ({ ...FORMS[question.kind](question, order), ...grader(question) });

/**
 * @param {QuestionDefinition} question
 * @param {readonly number[]} order
 * @param {"radio" | "checkbox"} type
 * @returns {Form}
 */
function choiceForm({ options }, order, type) {
  const inputs = options.map((_, at) => make("input", { type, name: "answer", value: String(at) }));
  const read = () => inputs.filter((input) => input.checked).map((input) => Number(input.value));
  return {
    fields: order.map((at) => option(inputs[at], options[at].text)),
    read: () => (read().length ? read() : null),
    write: (/** @type {number[] | null} */ given) => {
      for (const [at, input] of inputs.entries()) input.checked = (given ?? []).includes(at);
    },
    missing: type === "radio" ? "Choose one answer first." : "Choose at least one answer first.",
  };
}

/**
 * @param {QuestionDefinition} question
 * @returns {Form}
 */
function numberForm(question) {
  const { unit, lowest, highest } = question;
  const whole = isCount(question);
  const input = make("input", { type: "text", inputMode: "decimal", id: "answer", autocomplete: "off" });
  const label = make("label", { htmlFor: "answer", textContent: "Your answer" });
  const read = () => {
    const found = numberIn(input.value, lowest, highest, unit);
    return whole && !Number.isInteger(found) ? null : found;
  };
  return {
    fields: [make("div", { className: "option" }, label, input, unit)],
    read,
    write: (/** @type {number | null} */ given) => {
      input.value = given === null ? "" : String(given);
    },
    missing:
      lowest === null
        ? "Type a number, such as 12 or 0.5."
        : `Type a ${whole ? "whole " : ""}number from ${plain(lowest)} to ${plain(highest)}.`,
  };
}

/** @returns {Form} */
function textForm() {
  const area = make("textarea", { id: "answer" });
  return {
    fields: [make("label", { htmlFor: "answer", textContent: "Your notes" }), area],
    read: () => area.value.trim() || null,
    write: (/** @type {string | null} */ given) => {
      area.value = given ?? "";
    },
    missing: "Write a few words first.",
  };
}

/**
 * @param {QuestionDefinition} question
 * @param {readonly number[]} order
 * @returns {Form}
 */
function ratingForm(question, order) {
  const verdict = choiceForm(question, order, "radio");
  const wordings = question.wordings.map((value) => make("input", { type: "radio", name: "wording", value }));
  const area = make("textarea", { id: "reason" });
  const fields = [group(question.asks, verdict.fields)];
  if (wordings.length) {
    const options = wordings.map((input) => option(input, input.value));
    fields.push(group("How is it worded? (optional)", options, "inline"));
  }
  const reason = make("label", { htmlFor: "reason", className: "name", textContent: "Your reason (optional)" });
  return {
    ...verdict,
    fields: question.reason ? [...fields, reason, area] : fields,
    extra: () => ({ wording: wordings.find((input) => input.checked)?.value ?? "", reason: area.value.trim() }),
    writeExtra: (record) => {
      for (const input of wordings) input.checked = input.value === record.wording;
      area.value = record.reason ?? "";
    },
    missing: "Choose a verdict first.",
  };
}
