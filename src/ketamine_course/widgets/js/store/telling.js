// A prediction is kept first, then the reader looks, and is told what was found when they ask for it: on the question or on its figure.
// That it waits is kept with the answer, so that a page which is opened again tells no more than before. Who would rather look first sees
// the figure, and is told no more for that; an answer given afterwards says so, and is no prediction.
/** @import { AnswerRecord } from "../contract" */
/** @import { Home } from "./looked.js" */
import { page, tell } from "../core/page.js";
import { answerAnywhere, keep } from "./answers.js";
import { hasLooked, keepLooked } from "./looked.js";

/**
 * @param {string} question whose key is not told yet: its prediction was made and waits, or was skipped
 */
export const waits = (question) => {
  const record = page.answers.get(question);
  return record ? record.untold === true : page.looked.get(question)?.told === false;
};

/** @param {string} question whose key and result may be shown now, on the question and on all figures that it opened */
export function tellMe(question) {
  if (!waits(question)) return;
  const record = page.answers.get(question);
  const looked = page.looked.get(question);
  if (record) tellOf(question, record);
  else if (looked) keepLooked({ ...looked, name: question }, true);
  tell("told");
}

/** @param {string} question @param {AnswerRecord} record */
function tellOf(question, record) {
  const { untold, ...told } = record;
  const home = [...page.places.values()].find((place) => place.page === record.page);
  if (home) keep(home.collection, question, told);
  else page.answers.set(question, told);
}

/** @param {Home} question whose figures and texts open before its prediction is made */
export function lookFirst(question) {
  if (!page.looked.has(question.name)) keepLooked(question, false);
  tell("told");
}

/** @param {Home} question whose key is opened elsewhere, in a list: an answer that is first given afterwards says so */
export function lookedAt(question) {
  if (answerAnywhere(question.collection, question.name)) return;
  keepLooked(question, true);
  tell("told");
}

/**
 * Return what is kept with an answer that is given now: that it waits to be told, and that it came after looking.
 *
 * @param {Home & { result: string }} question
 */
export function standing(question) {
  if (!question.result) return (page.answers.get(question.name) ?? { looked: hasLooked(question) }).looked ? { looked: true } : {};
  const untold = page.looked.get(question.name)?.told ? {} : { untold: true };
  return hasLooked(question) ? { ...untold, looked: true } : untold;
}
