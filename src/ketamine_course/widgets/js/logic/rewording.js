// What a choice of words makes of a sentence.
/** @import { RewordingDefinition } from "../contract" */

/** @typedef {RewordingDefinition["sentences"][number][2][number]} Wording words, verdict, whether it holds, reason, works, what is lost */

/** The words to choose from, for each gap. @param {readonly Wording[]} wordings */
export const choicesOf = (wordings) => wordings[0][0].map((_, gap) => [...new Set(wordings.map(([words]) => words[gap]))]);

/** The place of the wording with these words. @param {readonly Wording[]} wordings @param {readonly string[]} words */
export const chosenOf = (wordings, words) => wordings.findIndex(([each]) => each.every((word, gap) => word === words[gap]));

/** @param {Wording} wording */
export const stateOf = ([, , holds, , , lost]) => (!holds ? "bad" : lost ? "lost" : "good");

/** @type {Record<string, string>} the marks of the collection's figures */
const SIGNS = {
  "Supported but imprecise": "\u25d0",
  Contested: "\u25d0",
  Overstated: "\u25b2!",
  Contradicted: "\u2715",
  "Not checkable": "\u25cb",
};

/** @param {string} verdict @param {boolean} holds */
export const signOf = (verdict, holds) => (holds ? "\u25cf" : (SIGNS[verdict] ?? "\u25cb"));

/**
 * What the signs of a text mean, each once, in the order in which they come.
 *
 * @param {readonly (readonly [unknown, string, boolean, ...unknown[]])[]} wordings
 */
export const keyOf = (wordings) => {
  const named = new Map(wordings.map(([, verdict, holds]) => [`${signOf(verdict, holds)} ${verdict.toLowerCase()}`, true]));
  return [...named.keys()].join(" \u00b7 ");
};
