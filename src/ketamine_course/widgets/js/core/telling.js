// A prediction is kept first, then the reader looks, and is told what was found when they ask for it: on the question or on its figure.
import { page, tell } from "./page.js";

/** @param {string} question whose prediction has just been made: its key waits */
export const wait = (question) => page.waiting.add(question);

/** @param {string} question */
export const waits = (question) => page.waiting.has(question);

/** @param {string} question whose key and result may be shown now, on the question and on all figures that it opened */
export function tellMe(question) {
  if (page.waiting.delete(question)) tell("told");
}
