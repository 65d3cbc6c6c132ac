// Every kind of widget by its name. A new kind is a line here, a style in css/, and its name in `core/model.d.ts`.
/** @import { Kind, Model, Styles, Widget } from "../core/model" */
import { room } from "../core/room.js";
import { catalogue } from "./catalogue/catalogue.js";
import { explorable } from "./explorable/explorable.js";
import { question } from "./question/question.js";
import { stage } from "./stage/stage.js";
import { summary } from "./summary/summary.js";
import { worksheet } from "./worksheet/worksheet.js";

/** @type {Record<Kind, Widget>} */
export const WIDGETS = { explorable, question, summary, catalogue, worksheet, stage };

/**
 * Show a widget in a place of the page; return how to let go of the page again.
 *
 * @param {Kind} kind
 * @param {{ model: Model, el: Element }} place
 * @param {Styles} styles
 */
export function show(kind, { model, el }, styles) {
  const { root, leave } = room(el, styles.base + styles.kinds[kind]);
  const letGo = WIDGETS[kind]({ model, root });
  return () => {
    letGo();
    leave();
  };
}
