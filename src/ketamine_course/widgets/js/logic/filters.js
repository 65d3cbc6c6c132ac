// Which entries of a list are left by filters and words.
/** @import { CatalogueEntry, CatalogueFacet } from "../contract" */
import { holdsAll, plain, wordsOf } from "../core/words.js";

/** Name of the search field in a catalogue's choice. */
export const WORDS = "words";

/** @typedef {Record<string, string>} Filters a value for each facet, empty for any, and `words` */
/** @typedef {CatalogueEntry & { text: string }} Searchable with all that can be searched in one text */

/**
 * @param {CatalogueEntry} entry
 * @returns {Searchable}
 */
export const searchable = (entry) => ({
  ...entry,
  text: plain([entry.name, entry.heading, ...entry.parts.flat(), ...entry.links.map(([text]) => text)].join(" ")),
});

/**
 * Return an entry as it can be searched while some facets wait: not by their values, which its parts name.
 *
 * @param {Searchable} entry
 * @param {readonly CatalogueFacet[]} waiting
 */
export function unsearched(entry, waiting) {
  const labels = waiting.map(({ label }) => label);
  return waiting.length ? searchable({ ...entry, parts: entry.parts.filter(([term]) => !labels.includes(term)) }) : entry;
}

/**
 * Return the entries that are left, leaving one facet out of account if wanted.
 *
 * @template {Searchable} Entry
 * @param {readonly Entry[]} entries
 * @param {readonly CatalogueFacet[]} facets
 * @param {Filters} choice
 * @param {number} [but] position of the facet that is left out
 */
export function leftBy(entries, facets, choice, but) {
  const words = wordsOf(choice[WORDS] ?? "");
  /** @param {Entry} entry */
  const fitsFacets = (entry) => facets.every(({ name }, at) => at === but || !choice[name] || choice[name] === entry.facets[at]);
  return entries.filter((entry) => fitsFacets(entry) && holdsAll(entry.text, words));
}

/**
 * Return how many entries each value of a facet would leave, given the other filters; "any" first.
 *
 * @param {readonly Searchable[]} entries
 * @param {readonly CatalogueFacet[]} facets
 * @param {Filters} choice
 * @param {number} at position of the facet
 */
export function sizesOf(entries, facets, choice, at) {
  const left = leftBy(entries, facets, choice, at);
  return [left.length, ...facets[at].values.map((value) => left.filter((entry) => entry.facets[at] === value).length)];
}
