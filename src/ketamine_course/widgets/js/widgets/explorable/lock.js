// A picture that opens after a prediction.
/** @import { AnswerRecord, LaterValue, Lock } from "../../contract" */
import { button, line, make } from "../../core/dom.js";
import { counted } from "../../core/numbers.js";
import { listen, page } from "../../core/page.js";
import { predicted } from "../../store/answers.js";
import { hasOpened } from "../../store/later.js";
import { hasLooked } from "../../store/looked.js";
import { lookFirst } from "../../store/telling.js";

/** Up to so many questions for which a card waits are named in it. */
const NAMED = 4;

/** The cards of the page that open with each question. @type {Map<string, Set<HTMLElement>>} */
const cards = new Map();

/**
 * Open a card as soon as nothing that it shows would tell the answer to a question any more.
 *
 * @param {HTMLElement} card with nothing but its heading
 * @param {{ once?: LaterValue, lock?: Lock | null }} waits for several questions, for a prediction, or for nothing
 * @param {(answer?: AnswerRecord) => void} open
 * @returns {() => void} what ends the waiting
 */
export const openInTime = (card, { once, lock }, open) => (once ? openWhenAnswered(card, once, open) : openWhenPredicted(card, lock, open));

/**
 * Open a card at once where nothing is asked or the prediction is known; else when it is made, or when the reader would rather look first:
 * then all that waits for it opens, now and when the page is opened again. It closes when that is erased.
 *
 * @param {HTMLElement} card
 * @param {Lock | null | undefined} lock
 * @param {(answer: AnswerRecord | undefined) => void} open
 * @returns {() => void} what ends the waiting
 */
function openWhenPredicted(card, lock, open) {
  if (!lock) {
    open(undefined);
    return () => {};
  }
  const isKnown = () => Boolean(predicted(lock)) || page.looked.has(lock.question);
  const together = cards.get(lock.question) ?? new Set();
  cards.set(lock.question, together.add(card));
  const skip = () => {
    lookFirst({ ...lock, name: lock.question });
    focusOpened(card, [...together].filter((each) => each.isConnected).length - 1);
  };
  const box = () => lockBox("This figure", lock.prompt, skip);
  const stop = openWhile(card, isKnown, () => open(predicted(lock)), box);
  return () => {
    together.delete(card);
    stop();
  };
}

/**
 * Open a card when all questions for which it waits are answered, or when the reader wants it sooner; close it when they are erased.
 * That it was wanted is kept as a skipped prediction is, but under a name of its own, so that it opens nothing else.
 *
 * @param {HTMLElement} card
 * @param {LaterValue} once
 * @param {() => void} open
 * @returns {() => void} what ends the waiting
 */
function openWhenAnswered(card, once, open) {
  const heading = /** @type {HTMLElement} */ (card.firstElementChild);
  const [{ collection, page: name }] = once.questions;
  const own = { collection, page: name, name: `once:${heading.textContent}` };
  const skip = () => {
    lookFirst(own);
    heading.tabIndex = -1;
    heading.focus();
  };
  const prompts = once.questions.length > NAMED ? [] : once.questions.map(({ prompt }) => make("li", { textContent: prompt }));
  const named = prompts.length ? [make("ul", {}, ...prompts)] : [];
  const box = () => make("div", { className: "lock" }, line(`${once.words}.`), ...named, button("Show me anyway", skip));
  return openWhile(card, () => hasLooked(own) || hasOpened(once), open, box);
}

/**
 * Keep a card open as long as what it waits for is known, and a box in its place before and after.
 *
 * @param {HTMLElement} card with nothing but its heading
 * @param {() => boolean} isKnown
 * @param {() => void} open
 * @param {() => HTMLElement} box
 * @returns {() => void} what ends the waiting
 */
function openWhile(card, isKnown, open, box) {
  const heading = /** @type {HTMLElement} */ (card.firstElementChild);
  const close = () => card.replaceChildren(heading, box());
  let isOpen = false;
  const settle = () => {
    if (isOpen === isKnown()) return;
    isOpen = !isOpen;
    if (isOpen) open();
    else close();
  };
  const stops = /** @type {const} */ (["answer", "told", "erase"]).map((event) => listen(event, settle));
  if (isKnown()) settle();
  else close();
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * What stands in place of a picture, or of a text, before.
 *
 * @param {string} what
 * @param {string} prompt
 * @param {() => void} onSkip
 */
export function lockBox(what, prompt, onSkip) {
  const words = make("p", {}, make("strong", { textContent: "Predict first. " }), `${what} opens when you have made your prediction.`);
  return make("div", { className: "lock" }, words, line(prompt, "quiet"), button("Show me anyway", onSkip));
}

/**
 * Give the focus to the first thing that has opened, because the button that opened it is gone. A control would not do: the first of
 * them may be disabled, and what was found stands above it, perhaps folded. Nothing opens in silence: other figures are told with it.
 *
 * @param {HTMLElement} card
 * @param {number} others that have opened with it
 */
function focusOpened(card, others) {
  const opened = /** @type {HTMLElement | null} */ (card.querySelector(".away > summary, :not(.away) > .pair"));
  if (!opened) return;
  if (others > 0) {
    const told = line(`${counted(others, "other locked figure is", "other locked figures are")} open now as well.`, "quiet");
    told.id = "opened-too";
    opened.closest(".prediction")?.after(told);
    opened.setAttribute("aria-describedby", told.id);
  }
  opened.focus();
}
