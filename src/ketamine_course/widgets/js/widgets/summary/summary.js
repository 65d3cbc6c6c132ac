// A summary of answers: confidence against correctness, or the change between two times a question was asked.
/** @import { AnswerRecord, SummaryDefinition } from "../../contract" */
/** @import { Widget } from "../../core/model" */
import { line, make } from "../../core/dom.js";
import { listen } from "../../core/page.js";
import { answerAnywhere, bringBack } from "../../store/answers.js";
import { importPart } from "./earlier.js";
import { calibrationParts, changeParts } from "./parts.js";

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
    const asked = items.map((item) => ({ ...item, record: answerAnywhere(collection, item.name), earlier: earlierOf(item.repeats) }));
    body.replaceChildren(...(change ? changeParts(asked) : calibrationParts(asked)));
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
  root.append(card);
  for (const name of pages) bringBack(collection, name);
  show();
  return listen("answer", show);
}
