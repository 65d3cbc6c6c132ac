// Guesses that are drawn on the axis of the figure that they open: a mark, a range, dots, an order, a curve, or a row of cells.
/** @import { QuestionDefinition } from "../../contract" */
/** @import { Widget } from "../../core/model" */
import { page, tell } from "../../core/page.js";
import { GRADERS, number } from "../../logic/grading.js";
import { byItem } from "../../logic/items.js";
import { predicted } from "../../store/answers.js";
import { waits } from "../../store/telling.js";
import { FORMS } from "../question/kinds.js";
import { question } from "../question/question.js";
import { cellsForm } from "./cells.js";
import { comparedWith } from "./compared.js";
import { guessOn } from "./guess.js";
import { orderForm } from "./order.js";
import { markForm, slidersForm } from "./sliders.js";

FORMS.mark = markForm;
GRADERS.mark = number;
for (const [kind, form] of Object.entries({
  range: slidersForm,
  dots: slidersForm,
  curve: slidersForm,
  order: orderForm,
  cells: cellsForm,
})) {
  FORMS[kind] = (/** @type {QuestionDefinition} */ asked) => ({ ...form(asked), compared: comparedWith(asked) });
  GRADERS[kind] = byItem;
}

/** Where the words of a figure are, or its dots, in its own units. @param {SVGSVGElement} svg @param {"text" | "circle"} kind */
function boxesOf(svg, kind) {
  const units = svg.getScreenCTM()?.inverse();
  if (!units) return [];
  return [...svg.querySelectorAll(kind)].map((each) => {
    const { left, right, top, bottom } = each.getBoundingClientRect();
    const [from, to] = [new DOMPoint(left, top), new DOMPoint(right, bottom)].map((point) => point.matrixTransform(units));
    return { left: from.x, right: to.x, top: from.y, bottom: to.y };
  });
}

/** Draw the kept guess on the axis that the question names, in whichever state its figure is. */
page.painted = (card, lock) => {
  const svg = card.querySelector("svg");
  const asked = /** @type {QuestionDefinition | undefined} */ (page.editions.get(lock.question));
  const { given, looked } = predicted(lock) ?? {};
  if (!svg || !asked?.axis || looked || given === undefined || typeof given === "string") return;
  // An order is drawn at the times that were found, which the reader has not been told yet.
  if (asked.kind === "order" && waits(lock.question)) return;
  const [words, dots] = [boxesOf(svg, "text"), boxesOf(svg, "circle")];
  const guess = guessOn(asked, given, JSON.parse(svg.dataset.scales ?? "{}"), words, svg.viewBox.baseVal, dots);
  if (guess) svg.append(guess);
};

/** @type {Widget} */
export const mark = (place) => {
  const leave = question(place);
  // Its figure may have opened before: a guess that the browser kept is drawn there now.
  tell("told");
  return leave;
};
