// Texts of the page that are folded because they tell what a prediction asks ("Read on ..."): they wait for it, as its figure does.
/** @import { QuestionDefinition } from "../../contract" */
import { listen, page } from "../../core/page.js";
import { hasLooked } from "../../store/looked.js";
import { lookFirst } from "../../store/telling.js";
import { lockBox } from "../explorable/lock.js";

const HEADINGS = ":is(h2, h3):not([data-course-widget] *)";

/** The predictions of the page, by the place where each stands. @type {Map<Element, QuestionDefinition>} */
const asked = new Map();

/** Whether one comes first (4 is DOCUMENT_POSITION_FOLLOWING). @param {Node} one @param {Node} other */
const precedes = (one, other) => (one.compareDocumentPosition(other) & 4) > 0;

/** The predictions between a fold and the heading over it that are neither made nor skipped. @param {Element} fold */
function openOnes(fold) {
  const heading = [...document.querySelectorAll(HEADINGS)].findLast((each) => precedes(each, fold));
  const here = [...asked].filter(([host]) => host.isConnected && precedes(host, fold) && !(heading && precedes(host, heading)));
  return here.map(([, question]) => question).filter((question) => !page.answers.has(question.name) && !hasLooked(question));
}

/** @param {Event} event */
function onToggle({ target: fold }) {
  if (!(fold instanceof HTMLDetailsElement) || !fold.open || fold.querySelector(".lock")) return;
  const [summary, ...rest] = /** @type {HTMLElement[]} */ ([...fold.children]);
  const [first] = openOnes(fold);
  if (!first || !summary.textContent?.startsWith("Read on")) return;
  const show = (/** @type {string} */ display) => rest.map((each) => Object.assign(each.style, { display }));
  const skip = () => {
    for (const question of openOnes(fold)) lookFirst(question);
    summary.focus();
  };
  const settle = () => {
    if (openOnes(fold)[0]) return;
    note.remove();
    show("");
  };
  const note = lockBox("This text", first.prompt, skip);
  // The page has no style for it: what is pressed is large enough for a thumb all the same.
  /** @type {HTMLElement} */ (note.lastChild).style.minHeight = "2rem";
  listen("answer", settle);
  listen("told", settle);
  show("none");
  summary.after(note);
}

/**
 * Let the folded texts that follow a prediction wait for it; a teacher at the projector decides what the class sees.
 *
 * @param {QuestionDefinition} question
 * @param {Element} host where it stands on the page
 * @returns {() => void} what ends that
 */
export function letFoldsWait(question, host) {
  if (!question.result || document.querySelector("main.reveal")) return () => {};
  asked.set(host, question);
  document.addEventListener("toggle", onToggle, true);
  return () => asked.delete(host);
}
