// What an entry shows while it is closed: nothing that gives away the answer to the question on it.
/** @import { AnswerRecord, CatalogueDefinition, CatalogueEntry } from "../contract" */
/** @import { Searchable } from "./filters.js" */
import { searchable } from "./filters.js";

/** The value, in a facet that gives answers away, of an entry that is still closed; as in Python. */
const SEALED = "not_opened_yet";

/**
 * Return an entry as it can be read and found while it is closed: before readers have judged it, or before the question is answered that it
 * would answer. Nothing but its name is left in a list without a seal, and where its heading alone would tell.
 *
 * @param {CatalogueEntry} entry
 * @param {CatalogueDefinition} definition
 * @param {string} why it is closed
 * @returns {Searchable}
 */
export function closedForm(entry, { facets, seal }, why) {
  if (!seal) return searchable({ ...entry, heading: why, later: "", parts: [], links: [] });
  const values = entry.facets.map((value, at) => (seal.facets.includes(facets[at].name) ? SEALED : value));
  if (seal.headings.includes(entry.name)) return searchable({ ...entry, facets: values, heading: why, later: "", parts: [], links: [] });
  const parts = entry.parts.filter(([term]) => !seal.terms.includes(term));
  return searchable({ ...entry, facets: values, later: why, parts, links: [] });
}

/**
 * Return what a reader's answers open: a rating its claim after so many rounds, a form the claims that it asked about.
 *
 * @param {readonly AnswerRecord[]} answers
 * @param {number} rounds
 */
export function openedBy(answers, rounds) {
  const rated = answers.filter(({ kind, rounds: given }) => kind === "rating" && given >= rounds);
  /** The reader's last verdict by the prompt of its question. */
  const verdicts = new Map(rated.map(({ prompt, text }) => [prompt, text]));
  const taken = new Set(answers.filter(({ kind }) => kind === "single").map(({ prompt }) => prompt));
  /** @param {string} asked the prompt of a question on an entry @param {string} words the entry alone, as a form gives it */
  const judged = (asked, words) => verdicts.has(asked) || taken.has(words);
  return { verdicts, judged };
}
