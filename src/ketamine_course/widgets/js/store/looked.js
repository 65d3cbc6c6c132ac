// Predictions that a reader skipped to see their figures first: kept beside the answers, so that a page that is opened again knows them.
import { readPlace, writePlace } from "../core/browser.js";
import { page } from "../core/page.js";
import { placeIn } from "../core/whose.js";

/** @typedef {{ collection: string, page: string, name: string }} Home of a question */

const TOLD = "told";

/** @param {Pick<Home, "collection" | "page">} home */
const placeOf = ({ collection, page: name }) => placeIn("looked", `${collection}/${name}`);

/**
 * Keep that a question's figure was seen before it was answered, and whether its key was told.
 *
 * @param {Home} home
 * @param {boolean} told
 */
export function keepLooked(home, told) {
  const { collection, page: at, name } = home;
  page.looked.set(name, { collection, page: at, told });
  writePlace(placeOf(home), { ...readPlace(placeOf(home)), [name]: told ? TOLD : true });
}

/** Bring back what the browser kept of a page. @param {string} collection @param {string} name the page */
export function bringLooked(collection, name) {
  for (const [question, kept] of Object.entries(readPlace(placeOf({ collection, page: name })) ?? {}))
    if (!page.looked.has(question)) page.looked.set(question, { collection, page: name, told: kept === TOLD });
}

/** Forget what was looked at on a page. @param {string} name */
export function forgetLooked(name) {
  for (const [question, { page: home }] of [...page.looked]) if (home === name) page.looked.delete(question);
}

/** Whether the reader saw the figure of a question before answering it, on whichever page that was. @param {Home} question */
export const hasLooked = (question) => page.looked.has(question.name) || Boolean(readPlace(placeOf(question))?.[question.name]);
