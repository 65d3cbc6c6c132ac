// What marking and repairing share: the text in paragraphs, and verdict and reason for each sentence.
/** @import { RewordingDefinition } from "../../contract" */
import { make } from "../../core/dom.js";
import { signOf } from "../../logic/rewording.js";

/** @typedef {RewordingDefinition["sentences"][number]} Sentence */

/** The number of a sentence, as its verdict has it in the list of reasons. @param {number} at */
export const numberOf = (at) => make("span", { className: "number", textContent: `(${at + 1})` });

/** @param {RewordingDefinition} asked @param {(sentence: Sentence, at: number) => (Node | string)[]} partsOf */
export function paragraphs({ sentences }, partsOf) {
  /** @type {Map<number, HTMLElement>} */
  const found = new Map();
  for (const [at, sentence] of sentences.entries()) {
    const place = found.get(sentence[0]) ?? make("p");
    place.append(...partsOf(sentence, at), " ");
    found.set(sentence[0], place);
  }
  return [...found.values()];
}

/**
 * @param {RewordingDefinition} asked
 * @param {(at: number) => number} wordingOf which wording each sentence has
 * @param {(at: number) => string} said what to add to its verdict
 */
export function reasonsOf({ sentences, bases }, wordingOf, said) {
  const items = sentences.map(([, , wordings], at) => {
    const [, verdict, holds, reason, basis] = wordings[wordingOf(at)];
    const head = make("strong", { textContent: `${signOf(verdict, holds)} ${verdict}${said(at)}. ` });
    return make("li", {}, head, `${reason} ${bases[basis]}`);
  });
  return make("ol", {}, ...items);
}

export const SUMMARY = "Each sentence with verdict and reason";
