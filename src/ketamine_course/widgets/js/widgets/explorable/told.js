// What was predicted, beside what was found, above the picture that the prediction opened.
/** @import { AnswerRecord, Lock } from "../../contract" */
import { button, line, make } from "../../core/dom.js";
import { listen } from "../../core/page.js";
import { tellMe, waits } from "../../store/telling.js";

const LOOKED = "nothing: you looked first";
const AWAY = "Your prediction, made before this figure opened";
const SKIPPED = "The question that was asked before this figure opened";

/**
 * What was predicted, beside what was found; the latter waits for the reader to ask, also where the prediction was skipped. While the
 * picture shows another case than the one that was asked about, both are folded, and say which question they belong to.
 *
 * @param {Lock} lock
 * @param {AnswerRecord | undefined} answer
 */
export function predictedAndFound(lock, answer) {
  /** @type {(term: string, text: string) => HTMLDivElement} */
  const pair = (term, text) => make("div", {}, make("dt", { textContent: term }), make("dd", { textContent: text }));
  const hasGuessed = answer && !answer.looked;
  const guess = pair("You predicted", hasGuessed ? answer.text : LOOKED);
  const found = pair("What was found", lock.result);
  const list = make("dl", { className: "pair", tabIndex: -1 }, guess);
  const summary = make("summary", { textContent: hasGuessed ? AWAY : SKIPPED });
  const node = make(
    "details",
    { className: "prediction", open: true },
    summary,
    line(`You were asked: ${lock.prompt}`, "asked quiet"),
    list,
  );
  if (waits(lock.question)) node.append(askingFor(lock, list, found));
  else list.append(found);
  return { node, follow: (/** @type {boolean} */ isAsked) => fold(node, summary, list, !isAsked) };
}

/** @param {Lock} lock @param {HTMLElement} list @param {HTMLElement} found */
function askingFor(lock, list, found) {
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
  return asking;
}

/**
 * Fold what belongs to another case, and unfold it when its case comes back; what the reader folds or unfolds in between stays so. What
 * stands below does not move under the pointer, and a focus in here is not lost.
 *
 * @param {HTMLDetailsElement} node
 * @param {HTMLElement} summary
 * @param {HTMLElement} list
 * @param {boolean} isAway
 */
function fold(node, summary, list, isAway) {
  if (node.classList.contains("away") === isAway) return;
  const hadFocus = node.matches(":focus-within");
  const { top, height } = node.getBoundingClientRect();
  node.classList.toggle("away", isAway);
  node.open = !isAway;
  if (top >= 0) scrollBy({ top: node.getBoundingClientRect().height - height, behavior: "instant" });
  if (hadFocus) (isAway ? summary : list).focus({ preventScroll: true });
}
