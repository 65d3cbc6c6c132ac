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

/** Grounds and grids: a name may lie on them. */
const GROUND = /paper|panel|faint|ground/;
const SEEN_THROUGH = 0.5;

/** Whether something has a colour of its own and covers its box: no ground, grid or curve. @param {SVGElement} each */
function isMark(each) {
  if (each.tagName === "circle") return true;
  const { fill, stroke, opacity, fillOpacity } = each.style;
  if (Math.min(Number(opacity || 1), Number(fillOpacity || 1)) < SEEN_THROUGH) return false;
  const isStraight = /^M[-\d. ]+(L[-\d. ]+|[hv][-\d.]+)$/.test(each.getAttribute("d") ?? "");
  return [fill, isStraight ? stroke : ""].some((ink) => ink.startsWith("var") && !GROUND.test(ink));
}

/** Where things of a figure are, in its own units. @param {SVGSVGElement} svg @param {SVGElement[]} things */
function boxesOf(svg, things) {
  const units = svg.getScreenCTM()?.inverse();
  if (!units) return [];
  return things.map((each) => {
    const { left, right, top, bottom } = each.getBoundingClientRect();
    const [from, to] = [new DOMPoint(left, top), new DOMPoint(right, bottom)].map((point) => point.matrixTransform(units));
    const edge = each.style.stroke.startsWith("var") ? Number.parseFloat(each.style.strokeWidth || "1") / 2 : 0;
    return { left: from.x - edge, right: to.x + edge, top: from.y - edge, bottom: to.y + edge };
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
  const words = boxesOf(svg, [...svg.querySelectorAll("text")]);
  const marks = boxesOf(svg, /** @type {SVGElement[]} */ ([...svg.querySelectorAll("circle, path")]).filter(isMark));
  const guess = guessOn(asked, given, JSON.parse(svg.dataset.scales ?? "{}"), words, svg.viewBox.baseVal, marks);
  if (guess) svg.append(guess);
};

/** @type {Widget} */
export const mark = (place) => {
  const leave = question(place);
  // Its figure may have opened before: a guess that the browser kept is drawn there now.
  tell("told");
  return leave;
};
