// A picture that opens after a prediction.
/** @import { AnswerRecord, Lock } from "../../contract" */
import { button, line, make } from "../../core/dom.js";

/**
 * What stands in the picture's place before.
 *
 * @param {Lock} lock
 * @param {() => void} onSkip
 */
export function lockBox(lock, onSkip) {
  const words = make(
    "p",
    {},
    make("strong", { textContent: "Predict first. " }),
    "This picture opens when you have answered the question above.",
  );
  return make("div", { className: "lock" }, words, line(lock.prompt, "quiet"), button("Show me anyway", onSkip));
}

/**
 * What was predicted, beside what was found.
 *
 * @param {Lock} lock
 * @param {AnswerRecord | undefined} answer
 */
export function predictedAndFound(lock, answer) {
  /** @type {(term: string, text: string) => HTMLDivElement} */
  const pair = (term, text) => make("div", {}, make("dt", { textContent: term }), make("dd", { textContent: text }));
  const predicted = answer ? answer.text : "nothing: you looked first";
  return make("dl", { className: "pair" }, pair("You predicted", predicted), pair("What was found", lock.result));
}
