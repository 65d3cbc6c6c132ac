// What forms of questions are made of.
/** @import { QuestionDefinition } from "../../contract" */
/** @import { Child } from "../../core/dom.js" */
import { keepsThings } from "../../core/browser.js";
import { make } from "../../core/dom.js";
import { hasLooked } from "../../store/looked.js";

/**
 * @param {HTMLInputElement} input
 * @param {string} text
 */
export const option = (input, text) => make("label", { className: "option" }, input, make("span", { textContent: text }));

/**
 * @param {string} legend
 * @param {Child[]} fields
 * @param {string} [look]
 */
export const group = (legend, fields, look = "") =>
  make("fieldset", { className: `part ${look}` }, make("legend", { textContent: legend }), make("div", {}, ...fields));

const LEVELS = { 20: "20% (a guess)", 40: "40%", 60: "60%", 80: "80%", 95: "95% (nearly certain)" };

/**
 * How sure the reader is, where that is asked.
 *
 * @param {boolean} asked
 */
export function confidencePart(asked) {
  const levels = asked ? Object.entries(LEVELS) : [];
  const inputs = levels.map(([value]) => make("input", { type: "radio", name: "confidence", value }));
  const options = inputs.map((input, at) => option(input, levels[at][1]));
  return {
    fields: asked ? [group("How sure are you that this is right?", options, "inline")] : [],
    read: () => Number(inputs.find((input) => input.checked)?.value ?? 0) || null,
    /** @param {number | null} level */
    write: (level) => {
      for (const input of inputs) input.checked = Number(input.value) === level;
    },
  };
}

/** @param {QuestionDefinition} question */
export function headOf({ result, kind, place }) {
  if (result) return "Predict before you look";
  if (kind !== "rating") return "Question";
  return place ? `Claim ${place}` : "Claim to judge";
}

const FIELDS = "input, select, textarea, ol button:enabled";

/**
 * Return the first of some fields in which nothing stands yet, or else the first.
 *
 * @param {readonly Child[]} parts
 * @returns {HTMLInputElement | undefined} or another element that takes the focus
 */
export function firstEmpty(parts) {
  const places = parts.filter((part) => part instanceof Element);
  const found = places.flatMap((place) => [...(place.matches(FIELDS) ? [place] : []), ...place.querySelectorAll(FIELDS)]);
  const fields = /** @type {HTMLInputElement[]} */ (found);
  return fields.find((field) => isEmpty(field, fields)) ?? fields[0];
}

/** @param {HTMLInputElement} field @param {readonly HTMLInputElement[]} fields */
function isEmpty(field, fields) {
  if (field.matches("[type=radio], [type=checkbox]")) return !fields.some(({ name, checked }) => name === field.name && checked);
  return field.matches("[type=range]") ? field.matches(".waits") : !field.matches("button") && !field.value;
}

/** @param {QuestionDefinition} question */
export function firstLabel(question) {
  const { result, kind, discuss } = question;
  if (result) return hasLooked(question) ? "Keep my answer, given after looking" : "Submit my prediction";
  if (kind === "text") return keepsThings() ? "Keep my notes" : "I have finished my notes";
  return discuss ? "Keep my first answer" : "Check my answer";
}
