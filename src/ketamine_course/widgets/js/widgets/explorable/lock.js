// A picture that opens after a prediction.
/** @import { AnswerRecord, LaterValue, Lock } from "../../contract" */
import { button, line, make } from "../../core/dom.js";
import { listen, page } from "../../core/page.js";
import { predicted } from "../../store/answers.js";
import { hasOpened } from "../../store/later.js";
import { lookFirst, tellMe, waits } from "../../store/telling.js";

const LOOKED = "nothing: you looked first";

/**
 * Open a card at once where nothing is asked or the prediction is known; else when it is made, or when the reader would rather look first:
 * then all that waits for it opens, now and when the page is opened again. It closes when that is erased.
 *
 * @param {HTMLElement} card
 * @param {Lock | null | undefined} lock
 * @param {(answer: AnswerRecord | undefined) => void} open
 * @returns {() => void} what ends the waiting
 */
export function openWhenPredicted(card, lock, open) {
  if (!lock) {
    open(undefined);
    return () => {};
  }
  const isKnown = () => Boolean(predicted(lock)) || page.looked.has(lock.question);
  const skip = () => {
    lookFirst({ ...lock, name: lock.question });
    focusOpened(card);
  };
  const box = () => lockBox("This figure", lock.prompt, skip);
  return openWhile(card, isKnown, () => open(predicted(lock)), box).stop;
}

/**
 * Open a card when all questions for which it waits are answered, or when the reader wants it sooner; close it when they are erased.
 *
 * @param {HTMLElement} card
 * @param {LaterValue} once
 * @param {() => void} open
 * @returns {() => void} what ends the waiting
 */
export function openWhenAnswered(card, once, open) {
  let isWanted = false;
  const heading = /** @type {HTMLElement} */ (card.firstElementChild);
  const skip = () => {
    isWanted = true;
    waiting.settle();
    heading.tabIndex = -1;
    heading.focus();
  };
  const stopErasing = listen("erase", () => {
    isWanted = false;
  });
  const box = () => make("div", { className: "lock" }, line(`${once.words}.`), button("Show me anyway", skip));
  const waiting = openWhile(card, () => isWanted || hasOpened(once), open, box);
  return () => {
    stopErasing();
    waiting.stop();
  };
}

/**
 * Keep a card open as long as what it waits for is known, and a box in its place before and after.
 *
 * @param {HTMLElement} card with nothing but its heading
 * @param {() => boolean} isKnown
 * @param {() => void} open
 * @param {() => HTMLElement} box
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
  const stop = () => {
    for (const each of stops) each();
  };
  return { settle, stop };
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
 * What was predicted, beside what was found; the latter waits for the reader to ask, also where the prediction was skipped.
 *
 * @param {Lock} lock
 * @param {AnswerRecord | undefined} answer
 */
export function predictedAndFound(lock, answer) {
  /** @type {(term: string, text: string) => HTMLDivElement} */
  const pair = (term, text) => make("div", {}, make("dt", { textContent: term }), make("dd", { textContent: text }));
  const guess = pair("You predicted", answer && !answer.looked ? answer.text : LOOKED);
  const found = pair("What was found", lock.result);
  const list = make("dl", { className: "pair", tabIndex: -1 }, guess);
  if (!waits(lock.question)) {
    list.append(found);
    return list;
  }
  const asking = button("Tell me what was found", () => {
    tellMe(lock.question);
    list.focus({ preventScroll: true });
  });
  const stop = listen("told", () => {
    if (waits(lock.question)) return;
    stop();
    asking.remove();
    list.append(found);
  });
  return make("div", {}, list, asking);
}

/**
 * Give the focus to the first thing that has opened, because the button that opened it is gone. A control would not do: the first of
 * them may be disabled, and what was found stands above it.
 *
 * @param {HTMLElement} card
 */
function focusOpened(card) {
  const opened = /** @type {HTMLElement | null} */ (card.querySelector(".pair"));
  opened?.focus();
}
