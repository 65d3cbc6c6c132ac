// Values of a control that would tell the answer to a later question: they open once it is answered, on whichever page that is.
/** @import { LaterValue } from "../contract" */
import { isCurrent } from "../logic/records.js";
import { answerAnywhere } from "./answers.js";
import { hasLooked } from "./looked.js";

/** A teacher at the projector decides what the class sees, and when. */
const isOnSlides = () => Boolean(globalThis.document?.querySelector?.("main.reveal"));

/**
 * Whether all questions for which a value waits are answered as often as they are asked, or were skipped to see their figures first.
 *
 * @param {LaterValue | undefined} later
 */
export const hasOpened = (later) =>
  !later ||
  isOnSlides() ||
  later.questions.every((question) => {
    const record = answerAnywhere(question.collection, question.name);
    return (record && isCurrent(question, record) && record.rounds >= question.rounds) || hasLooked(question);
  });
