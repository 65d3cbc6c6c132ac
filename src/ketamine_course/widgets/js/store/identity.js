// Whose answers these are, without a name: a random id, made in this browser with the first answer and kept within the answers, so that it
// goes when they are erased.
import { page } from "../core/page.js";
import { keptAnswers } from "./answers.js";

const BYTES = 12;

/** Letters only: a spreadsheet takes some numbers with letters for other numbers. */
const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) => String.fromCharCode(97 + (byte >> 4), 97 + (byte & 15))).join("");

/**
 * Return what an answer given now is stamped with: the id of this browser's answers to the collection, and the time (ISO 8601, UTC).
 *
 * @param {string} collection
 */
export function stampOf(collection) {
  const answers = [...page.answers, ...keptAnswers(collection)].map(([, record]) => record.id);
  return { id: answers.find(Boolean) ?? newId(), time: new Date().toISOString() };
}
