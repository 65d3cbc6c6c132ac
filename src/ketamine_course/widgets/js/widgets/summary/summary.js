// A summary of answers: confidence against correctness.
/** @import { AnswerRecord, SummaryDefinition, SummaryItem } from "../../contract" */
/** @import { Widget } from "../../core/model" */
import { line, make, titleOf } from "../../core/dom.js";
import { counted } from "../../core/numbers.js";
import { listen } from "../../core/page.js";
import { isCurrent } from "../../logic/records.js";
import { answerAnywhere, bringBack } from "../../store/answers.js";
import { afreshPart } from "../question/afresh.js";
import { calibrationParts } from "./parts.js";

/** @param {number} count */
const earlierWords = (count) =>
  `Not counted: ${counted(count, "answer", "answers")} to an earlier wording. The ${count === 1 ? "question has" : "questions have"} ` +
  "been reworded since; answer again to have your answer counted.";

/** @param {number} count */
const openWords = (count) =>
  `Not counted yet: ${counted(count, "first answer", "first answers")}, because ` +
  `${count === 1 ? "its key is" : "their keys are"} shown only after your final answer.`;

/** @param {number} count */
const lookedWords = (count) => `Not counted: ${counted(count, "answer", "answers")} given after you had already seen the key in a list.`;

/** @type {Widget} */
export function summary({ model, root }) {
  const { title, collection, pages, items } = /** @type {SummaryDefinition} */ (model.get("_definition"));
  const body = make("div");
  const card = make("section", { className: "card", "aria-label": title }, titleOf(title), body);
  const show = () => {
    let others = 0;
    let open = 0;
    let looked = 0;
    /** @param {SummaryItem} item @param {AnswerRecord | null} record */
    const current = (item, record) => {
      const counts = record && isCurrent({ ...item, prompt: item.label }, record);
      if (record && !counts) others += 1;
      else if (record?.looked) looked += 1;
      else if (record && record.rounds < item.rounds) open += 1;
      else return record;
      return null;
    };
    const asked = items.map((item) => ({ ...item, record: current(item, answerAnywhere(collection, item.name)) }));
    body.replaceChildren(
      ...calibrationParts(asked),
      ...(open ? [line(openWords(open))] : []),
      ...(looked ? [line(lookedWords(looked))] : []),
      ...(others ? [line(earlierWords(others))] : []),
    );
  };
  // A page has it at its top; JupyterLab has no top of a page of ours.
  if (!document.querySelector(".course-afresh")) card.append(afreshPart());
  root.append(card);
  for (const name of pages) bringBack(collection, name);
  show();
  return listen("answer", show);
}
