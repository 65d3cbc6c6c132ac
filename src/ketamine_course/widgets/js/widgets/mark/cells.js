// A row of cells, each filled with one of a few values.
/** @import { QuestionDefinition } from "../../contract" */
/** @import { Form } from "../question/kinds.js" */
import { make, select } from "../../core/dom.js";
import { axisOnPaper } from "./paper.js";

/** @type {(question: QuestionDefinition) => Form} */
export function cellsForm({ items = [], values = [] }) {
  const options = /** @type {[string, string][]} */ ([["", "choose"], ...values.map((value, at) => [String(at), value])]);
  const selects = items.map((_, at) => select(`cell-${at}`, options));
  const cells = items.map(({ text }, at) =>
    make("div", {}, make("label", { htmlFor: `cell-${at}`, textContent: text }), selects[at], axisOnPaper({ values })),
  );
  return {
    fields: [make("div", { className: "cells" }, ...cells)],
    read: () => (selects.some(({ value }) => !value) ? null : selects.map(({ value }) => Number(value))),
    write: (/** @type {number[] | null} */ given) => {
      for (const [at, each] of selects.entries()) each.value = given ? String(given[at]) : "";
    },
    missing: `Fill all ${items.length} cells first.`,
  };
}
