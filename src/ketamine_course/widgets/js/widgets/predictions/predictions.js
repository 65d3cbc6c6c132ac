// All predictions of a notebook on one card: the guess beside what was found, and how many were right, near or off.
/** @import { AnswerRecord, PredictedItem, PredictionsDefinition } from "../../contract" */
/** @import { Closeness } from "../../logic/predictions.js" */
/** @import { Widget } from "../../core/model" */
import { drawn, line, make, titleOf } from "../../core/dom.js";
import { counted } from "../../core/numbers.js";
import { listen } from "../../core/page.js";
import { closeness } from "../../logic/predictions.js";
import { isCurrent } from "../../logic/records.js";
import { answerAnywhere, bringBack } from "../../store/answers.js";
import { waits } from "../../store/telling.js";
import { toolsRow } from "../question/tools.js";
import { sketchOf } from "./sketch.js";

/** @typedef {{ item: PredictedItem, record: AnswerRecord, near: Closeness | null }} Made an answer; how near it came, once it is told */

/** @type {Record<Closeness, { sign: string, word: string }>} */
const SHOWN = {
  right: { sign: "\u2713", word: "Right" },
  near: { sign: "\u223c", word: "Near" },
  off: { sign: "\u2717", word: "Off" },
};
const ORDER = /** @type {Closeness[]} */ (Object.keys(SHOWN));
const TELLING = "Press \u201cTell me what was found\u201d next to the figure, or \u201cTell me\u201d under the question.";
const BAR = { wide: 300, high: 14 };

/** @param {readonly Made[]} made predictions alone */
function countsOf(made) {
  const told = made.filter(({ near }) => near);
  const counts = ORDER.map((each) => ({ each, count: told.filter(({ near }) => near === each).length }));
  const words = counts.map(({ each, count }) => `${count} ${SHOWN[each].word.toLowerCase()}`).join(", ");
  let from = 0;
  const parts = counts.map(({ each, count }) => {
    const wide = told.length ? (count / told.length) * BAR.wide : 0;
    const part = drawn("rect", { x: from, y: 0, width: wide, height: BAR.high, class: each });
    from += wide;
    return part;
  });
  const waiting = made.length - told.length;
  const rest = waiting ? ` ${counted(waiting, "prediction has", "predictions have")} not yet been compared with what was found.` : "";
  return [
    line(told.length ? `${counted(told.length, "prediction", "predictions")}: ${words}.${rest}` : rest.trim(), "verdict"),
    drawn("svg", { viewBox: `0 0 ${BAR.wide} ${BAR.high}`, "aria-hidden": "true" }, ...parts),
  ];
}

/** @param {Made} made */
function rowOf({ item, record, near }) {
  /** @type {(term: string, text: string) => HTMLDivElement} */
  const pair = (term, text) => make("div", {}, make("dt", { textContent: term }), make("dd", { textContent: text }));
  const own = pair(record.looked ? "You answered" : "You predicted", record.text);
  const sign = record.looked ? "After looking. " : near ? `${SHOWN[near].sign} ${SHOWN[near].word}. ` : "";
  const head = sign ? [make("strong", { textContent: sign })] : [];
  const found = near ? pair("What was found", item.result) : pair("What was found", TELLING);
  const sketch = near && !record.looked ? sketchOf(item, record.given) : [];
  return make(
    "li",
    { className: (!record.looked && near) || "" },
    ...head,
    item.label,
    make("dl", { className: "pair" }, own, found),
    ...sketch,
  );
}

/** @type {Widget} */
export function predictions({ model, root }) {
  const { title, collection, pages, items } = /** @type {PredictionsDefinition} */ (model.get("_definition"));
  const body = make("div");
  root.append(make("section", { className: "card", "aria-label": title }, titleOf(title), body));
  const tools = toolsRow(collection, pages[0], false);
  const show = () => {
    const made = items.flatMap((item) => {
      const record = answerAnywhere(collection, item.name);
      if (!record || !isCurrent({ ...item, prompt: item.label }, record)) return [];
      return [{ item, record, near: waits(item.name) ? null : closeness(item, record) }];
    });
    const counting = made.filter(({ record }) => !record.looked);
    const missing = items.length - made.length;
    const after = made.length - counting.length;
    const rest = [
      after ? `${counted(after, "answer was", "answers were")} given after looking and ${after > 1 ? "do" : "does"} not count.` : "",
      missing ? `You have not made ${missing} of the predictions yet.` : "",
    ].filter(Boolean);
    if (!made.length) {
      body.replaceChildren(
        line(`You have not made any of the ${items.length} predictions yet. Each will appear here, next to what was found.`),
      );
      return;
    }
    const key = line("In the sketches, a ring is your guess and a solid dot is what was found.", "quiet");
    const counts = counting.length ? countsOf(counting) : [];
    body.replaceChildren(...counts, ...rest.map((text) => line(text, "quiet")), key, make("ol", {}, ...made.map(rowOf)), tools);
  };
  for (const name of pages) bringBack(collection, name);
  show();
  const stops = [listen("answer", show), listen("told", show), listen("erase", show)];
  return () => {
    for (const stop of stops) stop();
  };
}
