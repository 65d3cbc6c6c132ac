// What is typed and not yet handed in, kept as it is typed: one place for each page, by question.
import { isRecord, readPlace, writePlace } from "../core/browser.js";
import { placeIn } from "../core/whose.js";

/** @typedef {Record<string, string>} Draft what stands in each field, by its id */
/** @typedef {{ collection: string, page: string, name: string }} Home of a question */

/** @param {Home} home */
const placeOf = ({ collection, page }) => placeIn("drafts", `${collection}/${page}`);

/** @param {Home} home @returns {Draft} */
export function draftOf(home) {
  const found = readPlace(placeOf(home))?.[home.name];
  return isRecord(found) ? Object.fromEntries(Object.entries(found).map(([field, text]) => [field, String(text)])) : {};
}

/**
 * Keep a draft, or none; return whether the browser does.
 *
 * @param {Home} home
 * @param {Draft | null} draft
 */
export function keepDraft(home, draft) {
  const { [home.name]: before, ...others } = readPlace(placeOf(home)) ?? {};
  if (!draft && before === undefined) return true;
  return writePlace(placeOf(home), draft ? { ...others, [home.name]: draft } : others);
}
