// Searching by words, whatever their case and whichever apostrophe stands in them.

/** @param {string} text */
export const plain = (text) => text.toLowerCase().replaceAll(/[\u2018\u2019]/g, "'");

/**
 * Return the words of what was typed into a search field.
 *
 * @param {string} typed
 */
export const wordsOf = (typed) => plain(typed).split(/\s+/).filter(Boolean);

/**
 * Whether a text, made plain before, holds every word.
 *
 * @param {string} text
 * @param {readonly string[]} words
 */
export const holdsAll = (text, words) => words.every((word) => text.includes(word));
