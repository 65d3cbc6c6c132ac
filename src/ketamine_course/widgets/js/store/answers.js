// What was answered. `page.answers` holds the page's; the browser keeps them, one place for each page of a collection.
/** @import { AnswerRecord, Lock } from "../contract" */
import { clearPlace, isRecord, placesUnder, readPlace, writePlace } from "../core/browser.js";
import { page, tell } from "../core/page.js";
import { placeIn } from "../core/whose.js";
import { isCurrent } from "../logic/records.js";
import { bringLooked, forgetLooked } from "./looked.js";

/**
 * @param {string} collection
 * @param {string} name of the page; empty for what all places of the collection start with
 */
export const placeOf = (collection, name) => placeIn("answers", `${collection}/${name}`);

/**
 * Return the answers kept at a place, by question; what is damaged is left aside.
 *
 * @param {string} place
 */
function answersAt(place) {
  const found = Object.entries(readPlace(place) ?? {});
  return /** @type {[string, AnswerRecord][]} */ (found.filter(([, record]) => isRecord(record) && typeof record.text === "string"));
}

/**
 * Bring back what the browser kept for a page, once; what was answered since wins.
 *
 * @param {string} collection
 * @param {string} name
 */
export function bringBack(collection, name) {
  const place = placeOf(collection, name);
  if (page.places.has(place)) return;
  page.places.set(place, { collection, page: name });
  for (const [question, record] of answersAt(place)) if (!page.answers.has(question)) page.answers.set(question, { ...record, page: name });
  bringLooked(collection, name);
  watchOtherTabs();
  tell("answer");
}

/** The same page in another tab: what is erased or answered there is erased or answered here. */
function watchOtherTabs() {
  if (page.watching) return;
  page.watching = true;
  addEventListener("storage", ({ key, newValue }) => {
    const here = page.places.get(key ?? "");
    if (key === null || !here) return;
    if (newValue === null) forget(here.page);
    else for (const [question, record] of answersAt(key)) page.answers.set(question, { ...record, page: here.page });
    tell("answer");
    tell("told");
  });
}

/**
 * Keep an answer, beside those of other tabs; return whether the browser does.
 *
 * @param {string} collection
 * @param {string} question
 * @param {AnswerRecord} record
 */
export const keep = (collection, question, record) => keepAll(collection, [[question, record]]);

/**
 * Keep several answers, of whichever pages of the collection; return whether the browser keeps them all.
 *
 * @param {string} collection
 * @param {readonly (readonly [question: string, record: AnswerRecord])[]} answers
 */
export function keepAll(collection, answers) {
  for (const [question, record] of answers) {
    page.answers.set(question, record);
    page.unkept.set(question, record);
  }
  return [...new Set(answers.map(([, record]) => record.page))].map((name) => keepPage(collection, name)).every(Boolean);
}

/** @param {string} collection @param {string} name of the page whose answers are kept, with those there was no room for before */
function keepPage(collection, name) {
  const place = placeOf(collection, name);
  const missing = [...page.unkept].filter(([, each]) => each.page === name);
  const kept = writePlace(place, Object.fromEntries([...answersAt(place), ...missing]));
  if (kept) for (const [question] of missing) page.unkept.delete(question);
  return kept;
}

/**
 * Take an answer from the kernel, which the page does not have.
 *
 * @param {string} name the page
 * @param {string} question
 * @param {AnswerRecord} record
 */
export function take(name, question, record) {
  page.answers.set(question, { ...record, page: name });
  tell("answer");
}

/** @param {string} name the page whose answers this page forgets */
function forget(name) {
  page.erased.add(name);
  forgetLooked(name);
  for (const answers of [page.answers, page.unkept])
    for (const [question, record] of [...answers]) if (record.page === name) answers.delete(question);
  tell("erase");
}

/**
 * Erase the answers of a page, in the browser, too.
 *
 * @param {string} collection
 * @param {string} name
 */
export function erase(collection, name) {
  for (const kind of /** @type {const} */ (["answers", "drafts", "looked"])) clearPlace(placeIn(kind, `${collection}/${name}`));
  tell("wiped", name);
  forget(name);
  tell("answer");
}

/** @param {string} collection all answers to it that this browser keeps */
export const keptAnswers = (collection) => placesUnder(placeOf(collection, "")).flatMap(answersAt);

/**
 * Return an answer given on whichever page of a collection, or null.
 *
 * @param {string} collection
 * @param {string} question
 * @returns {AnswerRecord | null}
 */
export function answerAnywhere(collection, question) {
  return page.answers.get(question) ?? keptAnswers(collection).find(([name]) => name === question)?.[1] ?? null;
}

/**
 * Return the answer that opens a lock: one to the prediction as it is worded today.
 *
 * @param {Lock} lock
 */
export function predicted(lock) {
  const record = page.answers.get(lock.question);
  return record && isCurrent(lock, record) ? record : undefined;
}

/** All answers that the browser keeps for this reader, and those of the page that it could not keep. */
export const allAnswers = () => [...new Map([...placesUnder(placeIn("answers")).flatMap(answersAt), ...page.answers])];

/** Erase all that the browser keeps for this reader: answers, drafts and worksheets of every page. */
export function eraseAll() {
  for (const kind of /** @type {const} */ (["answers", "drafts", "worksheet", "order", "looked"]))
    placesUnder(placeIn(kind)).forEach(clearPlace);
  tell("wiped");
  for (const name of new Set([...page.answers.values(), ...page.looked.values()].map((each) => each.page))) forget(name);
  tell("erase");
  tell("answer");
  tell("sheet");
}

/**
 * Return the answers of one page: JupyterLab is one page with many notebooks.
 *
 * @param {string} name
 */
export const answersOf = (name) => [...page.answers].filter(([, record]) => record.page === name);
