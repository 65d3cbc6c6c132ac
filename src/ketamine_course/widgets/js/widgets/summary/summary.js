// A summary of answers: confidence against correctness, or the change between two times a question was asked.
/** @import { AnswerRecord, SummaryDefinition, SummaryItem } from "../../contract" */
/** @import { Widget } from "../../core/model" */
import { line, make } from "../../core/dom.js";
import { counted } from "../../core/numbers.js";
import { listen } from "../../core/page.js";
import { isCurrent } from "../../logic/records.js";
import { answerAnywhere, bringBack } from "../../store/answers.js";
import { afreshPart } from "../question/afresh.js";
import { importPart } from "./earlier.js";
import { calibrationParts, changeParts } from "./parts.js";

/** @param {number} count */
const earlierWords = (count) =>
  `Not counted: ${counted(count, "answer", "answers")} to an earlier wording. The ${count === 1 ? "question has" : "questions have"} ` +
  "been reworded since; answer again to have your answer counted.";

/** @type {Widget} */
export function summary({ model, root }) {
  const { title, change, collection, pages, items } = /** @type {SummaryDefinition} */ (model.get("_definition"));
  /** @type {Map<string, AnswerRecord>} */
  let imported = new Map();
  const body = make("div");
  const card = make("section", { className: "card", "aria-label": title }, line(title, "title"), body);
  /** @param {string} repeats */
  const earlierOf = (repeats) => (repeats ? (answerAnywhere(collection, repeats) ?? imported.get(repeats) ?? null) : null);
  const show = () => {
    let others = 0;
    /** @param {SummaryItem} item @param {AnswerRecord | null} record */
    const current = (item, record) => {
      if (!record || isCurrent({ ...item, prompt: item.label }, record)) return record;
      others += 1;
      return null;
    };
    const asked = items.map((item) => ({
      ...item,
      record: current(item, answerAnywhere(collection, item.name)),
      earlier: current(item, earlierOf(item.repeats)),
    }));
    const parts = change ? changeParts(asked) : calibrationParts(asked);
    body.replaceChildren(...parts, ...(others ? [line(earlierWords(others))] : []));
  };
  if (change) {
    const wanted = new Set(items.map(({ repeats }) => repeats).filter(Boolean));
    card.append(
      importPart(wanted, (answers) => {
        imported = answers;
        show();
      }),
    );
  }
  // A page has it at its top; JupyterLab has no top of a page of ours.
  if (!document.querySelector(".course-afresh")) card.append(afreshPart());
  root.append(card);
  for (const name of pages) bringBack(collection, name);
  show();
  return listen("answer", show);
}
