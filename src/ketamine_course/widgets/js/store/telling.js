// A prediction is kept first, then the reader looks, and is told what was found when they ask for it: on the question or on its figure.
// That it waits is kept with the answer, so that a page which is opened again tells no more than before. Who would rather look first sees
// the figure, and is told no more for that; an answer given afterwards says so, and is no prediction.
/** @import { AnswerRecord } from "../contract" */
import { readPlace, writePlace } from "../core/browser.js";
import { page, tell } from "../core/page.js";
import { placeIn } from "../core/whose.js";
import { keep } from "./answers.js";

/** @typedef {{ collection: string, page: string, name: string }} Home of a question */

/** @param {Home} home */
const placeOf = ({ collection, page: name }) => placeIn("looked", `${collection}/${name}`);

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
  if (record) tellOf(question, record);
  else page.looked.set(question, { told: true });
  tell("told");
}

/** @param {string} question @param {AnswerRecord} record */
function tellOf(question, record) {
  const { untold, ...told } = record;
  const home = [...page.places.values()].find((place) => place.page === record.page);
  if (home) keep(home.collection, question, told);
  else page.answers.set(question, told);
}

/** @param {string} question whose figure is opened before its prediction is made */
export function lookFirst(question) {
  if (!page.looked.has(question)) page.looked.set(question, { told: false });
  tell("told");
}

/** Keep that the reader looked first, so that a page which is opened again knows it. @param {Home} question */
export function keepLooked(question) {
  const kept = readPlace(placeOf(question)) ?? {};
  if (page.looked.has(question.name) && !kept[question.name]) writePlace(placeOf(question), { ...kept, [question.name]: true });
}

/** Whether the reader saw the figure of a question before answering it, here or when the page was open earlier. @param {Home} question */
export const hasLooked = (question) => page.looked.has(question.name) || readPlace(placeOf(question))?.[question.name] === true;

/**
 * Return what is kept with an answer that is given now: that it waits to be told, and that it came after looking.
 *
 * @param {Home & { result: string }} question
 */
export function standing(question) {
  if (!question.result) return {};
  const untold = page.looked.get(question.name)?.told ? {} : { untold: true };
  return hasLooked(question) ? { ...untold, looked: true } : untold;
}
