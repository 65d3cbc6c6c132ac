// A prediction is kept first, then the reader looks, and is told what was found when they ask for it: on the question or on its figure.
// That it waits is kept with the answer, so that a page which is opened again tells no more than before.
import { page, tell } from "../core/page.js";
import { keep } from "./answers.js";

/** @param {string} question whose prediction was made, and whose key is not told yet */
export const waits = (question) => page.answers.get(question)?.untold === true;

/** @param {string} question whose key and result may be shown now, on the question and on all figures that it opened */
export function tellMe(question) {
  const record = page.answers.get(question);
  if (!record?.untold) return;
  const { untold, ...told } = record;
  const home = [...page.places.values()].find((place) => place.page === record.page);
  if (home) keep(home.collection, question, told);
  else page.answers.set(question, told);
  tell("told");
}
