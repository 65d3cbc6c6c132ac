// Texts of the page that are folded because they tell what a prediction asks ("Read on ..."): they wait for it, as its figure does.
/** @import { QuestionDefinition } from "../../contract" */
import { listen, page } from "../../core/page.js";
import { hasLooked, lookFirst } from "../../store/telling.js";
import { lockBox } from "../explorable/lock.js";

const HEADINGS = ":is(h2, h3):not([data-course-widget] *)";

/** The predictions of the page, by the place where each stands. @type {Map<Element, QuestionDefinition>} */
const asked = new Map();

/** @param {Node} one @param {Node} other */
const precedes = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

/** The predictions between a fold and the heading over it that are neither made nor skipped. @param {Element} fold */
function openOnes(fold) {
  const heading = [...document.querySelectorAll(HEADINGS)].findLast((each) => precedes(each, fold));
  const here = [...asked].filter(([host]) => host.isConnected && precedes(host, fold) && (!heading || precedes(heading, host)));
  return here.map(([, question]) => question).filter((question) => !page.answers.has(question.name) && !hasLooked(question));
}

/** @param {Event} event */
function onToggle({ target }) {
  if (!(target instanceof HTMLDetailsElement) || !target.open || target.querySelector(".lock")) return;
  const [summary, ...rest] = /** @type {HTMLElement[]} */ ([...target.children]);
  const [first] = openOnes(target);
  if (!first || !summary.textContent?.trim().startsWith("Read on")) return;
  const show = (/** @type {string} */ display) => {
    for (const each of rest) each.style.display = display;
  };
  const settle = () => {
    if (openOnes(target).length) return;
    for (const stop of stops) stop();
    if (note.matches(":focus-within")) summary.focus();
    note.remove();
    show("");
  };
  const note = lockBox("This text", first.prompt, () => openOnes(target).forEach(({ name }) => void lookFirst(name)));
  const stops = [listen("answer", settle), listen("told", settle)];
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
