// What makes one reader's order of options differ from another's: a random text, kept beside the answers.
import { readPlace, writePlace } from "../core/browser.js";
import { page } from "../core/page.js";
import { placeIn } from "../core/whose.js";

/**
 * Return the reader's seed for a collection; where the browser keeps nothing it lives as long as the page. Slides have none: a class votes
 * by the letters of its sheets, so options stand in the order of the file.
 *
 * @param {string} collection
 */
export function seedOf(collection) {
  if (globalThis.document?.querySelector("main.reveal")) return "";
  const place = placeIn("order", `${collection}`);
  const kept = readPlace(place)?.seed;
  if (typeof kept === "string" && kept) return kept;
  page.seed ||= String(crypto.getRandomValues(new Uint32Array(1))[0]);
  writePlace(place, { seed: page.seed });
  return page.seed;
}
