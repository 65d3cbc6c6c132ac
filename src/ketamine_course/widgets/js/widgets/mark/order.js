// Steps that are put in order, by buttons that work with pointer and keyboard alike.
/** @import { QuestionDefinition } from "../../contract" */
/** @import { Form } from "../question/kinds.js" */
import { button, make } from "../../core/dom.js";
import { inOrder } from "../../logic/items.js";

const HOW = "Move the steps with the arrows: the earliest comes first.";

/** @type {(question: QuestionDefinition) => Form} */
export function orderForm({ items = [] }) {
  let order = items.map((_, at) => at);
  let moved = false;
  const list = make("ol", { className: "steps" });
  /** The order as a draft keeps it, like any other field. */
  const field = make("input", { type: "hidden", id: "order" });
  const said = make("p", { className: "hidden-text", role: "status" });
  const steps = items.map(({ text }, at) => {
    const up = button("\u2191", () => move(at, -1), { "aria-label": `${text}: earlier` });
    const down = button("\u2193", () => move(at, 1), { "aria-label": `${text}: later` });
    return { row: make("li", {}, make("span", { textContent: text }), up, down), up, down };
  });
  const draw = () => {
    for (const [at, { up, down }] of steps.entries()) {
      // Not `disabled`, which would take the focus away: at its end a button stays where it is, and does nothing.
      up.ariaDisabled = String(order[0] === at);
      down.ariaDisabled = String(order.at(-1) === at);
    }
  };
  /** @param {number} at @param {number} by */
  const move = (at, by) => {
    const from = order.indexOf(at);
    if (!(from + by in order)) return;
    const other = steps[order[from + by]].row;
    const { row } = steps[at];
    order.splice(from + by, 0, ...order.splice(from, 1));
    moved = true;
    field.value = order.join(" ");
    // The neighbour moves, so that the button keeps the focus and its name is not said again.
    if (by < 0) row.after(other);
    else row.before(other);
    draw();
    said.textContent = `${items[at].text}: now ${from + by + 1} of ${items.length}`;
    list.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const lay = (/** @type {number[]} */ next, isMoved = true) => {
    order = next;
    moved = isMoved;
    list.append(...order.map((at) => steps[at].row));
    draw();
  };
  field.addEventListener("input", () => lay(field.value.split(" ").map(Number)));
  lay(order, false);
  return {
    fields: [make("p", { className: "quiet how", textContent: HOW }), list, field, said],
    read: () => (moved ? items.map((_, at) => order.indexOf(at) + 1) : null),
    write: (/** @type {number[] | null} */ given) => {
      field.value = "";
      lay(given ? inOrder(given) : items.map((_, at) => at), given !== null);
    },
    missing: "Put the steps in order first. If they already stand in your order, move one of them away and back.",
  };
}
