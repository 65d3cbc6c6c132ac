// The order in which options stand: one for each reader and question, so that no place gives the key away; numbers stay those of the file.
/** @import { AnswerRecord, QuestionDefinition } from "../contract" */

/**
 * Return a number from 0 to 2^32 - 1 for a text (FNV-1a; parameters from the IETF draft of Fowler, Noll and Vo).
 *
 * @param {string} text
 */
export function hash(text) {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  // Neighbouring names must not get neighbouring numbers: the bits are mixed once more, as in MurmurHash3's last step.
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/**
 * Return the positions of a question's options in the order in which a reader sees them.
 *
 * @param {Pick<QuestionDefinition, "name" | "kind" | "order" | "options">} question
 * @param {string} seed of the reader; empty where the order of the file is wanted
 */
export function orderFor({ name, kind, order, options }, seed) {
  const places = options.map((_, at) => at);
  if (order === "fixed" || kind === "rating" || !seed) return places;
  const ticket = (/** @type {number} */ at) => hash(`${seed}/${name}/${options[at].text}`);
  return places.sort((one, other) => ticket(one) - ticket(other) || one - other);
}

/**
 * Give an answer the positions that its options have today: it is kept by their words, and the file may be in another order by now.
 *
 * @param {QuestionDefinition} question
 * @param {AnswerRecord} record
 */
export function settle({ options }, record) {
  if (!options.length || typeof record.text !== "string" || !Array.isArray(record.given)) return;
  const chosen = record.text.split(" | ").map((text) => options.findIndex((option) => option.text === text));
  if (chosen.every((at) => at >= 0)) record.given = chosen.sort((one, other) => one - other);
}
