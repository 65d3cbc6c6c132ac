// Guesses that are placed on sliders with the ends of a figure's axis: a mark, two ends, dots, or the points of a curve.
/** @import { QuestionDefinition } from "../../contract" */
/** @import { Form } from "../question/kinds.js" */
import { make } from "../../core/dom.js";
import { plain } from "../../core/numbers.js";
import { wordOf } from "../../logic/items.js";
import { axisOnPaper } from "./paper.js";

/**
 * One slider: nothing is placed until it is moved, clicked, or the space bar is pressed on it, so that waiting in the middle is no answer.
 *
 * @param {QuestionDefinition} question
 * @param {string} text
 * @param {string} id
 * @param {(value: number | null) => string} said what stands beside it
 */
function slider(question, text, id, said) {
  const { lowest, highest, step } = question;
  const input = make("input", { type: "range", id, min: lowest, max: highest, step, "aria-describedby": `${id}-said` });
  const middle = String((Number(lowest) + Number(highest)) / 2);
  input.value = middle; // what a browser makes of it depends on the order in which ends and step were set
  // Not live: the slider itself says its value, and once is enough.
  const output = make("output", { id: `${id}-said`, htmlFor: id, "aria-live": "off" });
  let placed = false;
  const value = () => (placed ? Number(input.value) : null);
  const tell = () => {
    const now = value();
    output.textContent = said(now);
    input.classList.toggle("waits", !placed);
    output.classList.toggle("placed", placed);
    input.setAttribute("aria-valuetext", now === null ? "not placed yet" : wordOf(question, now));
  };
  const place = () => {
    placed = true;
    tell();
  };
  // A click on the middle, where the thumb waits, moves nothing, and places it too; so does a finger there, which makes no click, and
  // the space bar.
  for (const event of ["input", "click", "pointerup"]) input.addEventListener(event, place);
  input.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    place();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  tell();
  /** @param {number | null} given */
  const write = (given) => {
    placed = given !== null;
    input.value = String(given ?? middle);
    tell();
  };
  return { parts: [make("label", { htmlFor: id, textContent: text }), input, output], value, write };
}

const HOW = "Click on the line, or use the arrow keys; the space bar places your mark in the middle.";

/** @type {(question: QuestionDefinition) => Form} */
export function markForm(question) {
  const { unit, lowest, highest } = question;
  const said = (/** @type {number | null} */ now) => (now === null ? `No mark yet. ${HOW}` : `Your mark: ${plain(now)} ${unit}`);
  const { parts, value, write } = slider(question, "Place your mark", "mark", said);
  const [label, input, output] = parts;
  return {
    fields: [make("div", { className: "mark" }, label, plain(lowest), input, plain(highest), output), axisOnPaper(question)],
    read: value,
    write,
    missing: "Place your mark first.",
  };
}

/** @type {(question: QuestionDefinition) => Form} */
export function slidersForm(question) {
  const { items = [], kind, axis = "", values = [], lowest, highest } = question;
  const said = (/** @type {number | null} */ now) => (now === null ? "?" : wordOf(question, now));
  const each = items.map(({ text }, at) => slider(question, text, `mark-${at}`, said));
  const columns = axis.endsWith(" y");
  const rows = each.map(({ parts }) => make("div", { className: "one" }, ...parts, axisOnPaper(question)));
  const ends = values.length ? [...values].reverse() : [plain(highest), plain(lowest)];
  const sides = make("div", { className: "ends quiet", "aria-hidden": true }, ...ends.map((end) => make("span", { textContent: end })));
  const field = columns ? make("div", { className: "sliders columns" }, sides, ...rows) : make("div", { className: "sliders" }, ...rows);
  const reach = columns ? "" : ` From ${wordOf(question, Number(lowest))} to ${wordOf(question, Number(highest))}.`;
  return {
    fields: [make("p", { className: "quiet how", textContent: HOW + reach }), field],
    read: () => {
      const given = each.map(({ value }) => value());
      if (given.includes(null)) return null;
      const placed = given.map(Number);
      return kind === "range" ? placed.sort((one, other) => one - other) : placed;
    },
    write: (/** @type {number[] | null} */ given) => {
      for (const [at, { write }] of each.entries()) write(given?.[at] ?? null);
    },
    missing: `Place ${items.length === 2 ? "both" : `all ${items.length}`} marks first.`,
  };
}
