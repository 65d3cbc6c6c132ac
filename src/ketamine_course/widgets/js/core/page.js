// One store for all widgets of a page, also where several bundles or notebooks stand in it: what was answered, and who wants to know.
/** @import { AnswerRecord, Lock } from "../contract" */

/**
 * @typedef {object} PageStore
 * @property {Map<string, AnswerRecord>} answers by the question's name
 * @property {Map<string, { collection: string, page: string }>} places where the browser keeps the answers of this page
 * @property {Set<string>} erased pages whose answers were erased here
 * @property {Map<string, { collection: string, page: string, told: boolean }>} looked predictions skipped to see the figure first
 * @property {Map<string, AnswerRecord>} unkept answers that the browser had no room for
 * @property {Map<string, { edition: string, prompt: string }>} editions how the questions of the page are worded today, by name
 * @property {string} seed of the order of options, where the browser keeps nothing
 * @property {(card: HTMLElement, lock: Lock) => void} [painted] what a part of the page adds to a picture that a prediction opened
 * @property {boolean} watching whether other tabs are listened to
 */
/** @typedef {"answer" | "erase" | "wiped" | "sheet" | "told"} PageEvent "wiped": drafts go too, of the page that it names */

/** @returns {EventTarget & PageStore} */
const emptyPage = () =>
  Object.assign(new EventTarget(), {
    answers: new Map(),
    places: new Map(),
    erased: new Set(),
    looked: new Map(),
    unkept: new Map(),
    editions: new Map(),
    seed: "",
    watching: false,
  });

globalThis.coursePage ??= emptyPage();

/** @type {EventTarget & PageStore} */
export const page = globalThis.coursePage;

/** @param {PageEvent} event @param {string} [detail] */
export const tell = (event, detail) => page.dispatchEvent(new CustomEvent(event, { detail }));

/**
 * Call when something happens on the page; return how to stop that.
 *
 * @param {PageEvent} event
 * @param {(told: CustomEvent) => void} call
 */
export function listen(event, call) {
  const hear = /** @type {EventListener} */ (call);
  page.addEventListener(event, hear);
  return () => page.removeEventListener(event, hear);
}
