// A number that is placed as a mark: on a slider with the ends of the figure's axis, and then on that axis itself.
/** @import { QuestionDefinition } from "../../contract" */
/** @import { Widget } from "../../core/model" */
/** @import { Form } from "../question/kinds.js" */
import { drawn, make } from "../../core/dom.js";
import { page } from "../../core/page.js";
import { placeOn } from "../../logic/scales.js";
import { predicted } from "../../store/answers.js";
import { FORMS } from "../question/kinds.js";
import { question } from "../question/question.js";

/**
 * @param {QuestionDefinition} question
 * @returns {Form}
 */
FORMS.mark = ({ unit, lowest, highest, step }) => {
  const input = make("input", { type: "range", id: "mark", min: lowest, max: highest, step, "aria-describedby": "where" });
  const middle = String((Number(lowest) + Number(highest)) / 2);
  input.value = middle; // what a browser makes of it depends on the order in which ends and step were set
  const output = make("output", { id: "where", htmlFor: "mark" });
  let placed = false;
  const tell = () => {
    output.textContent = placed ? `Your mark: ${Number(input.value)} ${unit}` : "No mark yet: click on the line, or use the arrow keys.";
    input.setAttribute("aria-valuetext", placed ? `${Number(input.value)} ${unit}` : "no mark yet");
  };
  const place = () => {
    placed = true;
    tell();
  };
  // A click on the middle, where the thumb waits, moves nothing, and places a mark too.
  for (const event of ["input", "click"]) input.addEventListener(event, place);
  tell();
  const label = make("label", { htmlFor: "mark", textContent: "Place your mark" });
  return {
    fields: [make("div", { className: "mark" }, label, String(lowest), input, String(highest), output)],
    read: () => (placed ? Number(input.value) : null),
    write: (/** @type {number | null} */ given) => {
      placed = given !== null;
      input.value = String(given ?? middle);
      tell();
    },
    missing: "Place your mark first.",
  };
};

const LABEL_ROOM = 60;

/** Draw the kept mark on the axis that the question names, in whichever state its figure is. */
page.painted = (card, lock) => {
  const svg = card.querySelector("svg");
  const { axis } = /** @type {Partial<QuestionDefinition>} */ (page.editions.get(lock.question) ?? {});
  const given = predicted(lock)?.given;
  const [label, way] = axis?.split(" ") ?? [];
  const scales = JSON.parse(svg?.dataset.scales ?? "{}")[label];
  if (!svg || !scales || typeof given !== "number") return;
  const at = placeOn(scales[way], given);
  const [, , , left, right] = scales.x;
  const [, , , low, high] = scales.y;
  const ends = way === "x" ? { x1: at, x2: at, y1: low, y2: high } : { x1: left, x2: right, y1: at, y2: at };
  const back = way === "x" && right - at < LABEL_ROOM;
  const place = way === "x" ? { x: back ? at - 3 : at + 3, y: high - 2 } : { x: left + 3, y: at - 3 };
  const line = drawn("line", { ...ends, "stroke-width": 2, "stroke-dasharray": "5 3" });
  line.style.stroke = "var(--c-violet)";
  const words = drawn("text", { ...place, "text-anchor": back ? "end" : "start", "font-size": 9.5, "font-weight": 700 }, "your guess");
  words.style.fill = "var(--c-violet)";
  svg.append(drawn("g", { class: "guess" }, line, words));
};

/** @type {Widget} */
export const mark = (place) => question(place);
