// What paper shows in place of a field that cannot be moved there: something to mark with a pen.
/** @import { QuestionDefinition } from "../../contract" */
import { make } from "../../core/dom.js";
import { plain } from "../../core/numbers.js";

/** An axis with its values, or with its ends. @param {Partial<QuestionDefinition>} question */
export function axisOnPaper({ values = [], lowest = null, highest = null, unit = "" }) {
  const ends = values.length ? values : [plain(lowest), `${plain(highest)} ${unit}`.trim()];
  return make(
    "div",
    { className: values.length ? "on-paper values" : "on-paper", "aria-hidden": true },
    ...ends.map((end) => make("span", { textContent: end })),
  );
}
