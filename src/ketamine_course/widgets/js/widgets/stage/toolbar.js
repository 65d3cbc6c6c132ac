// A row of buttons with one stop for the keyboard.
import { button, make } from "../../core/dom.js";

/**
 * @param {string} label
 * @param {{ text: string, className?: string, press: () => void }[]} items
 */
export function toolbar(label, items) {
  const buttons = items.map(({ text, className, press }) => button(text, press, { className: className ?? "", tabindex: "-1" }));
  const bar = make("div", { className: "row", role: "toolbar", "aria-label": label }, ...buttons);
  /** @param {number} at */
  const stop = (at) => {
    for (const [place, each] of buttons.entries()) each.setAttribute("tabindex", place === at ? "0" : "-1");
  };
  bar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const last = buttons.length - 1;
    /** @type {Record<string, number>} */
    const moves = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last };
    if (!(event.key in moves)) return;
    event.preventDefault();
    const to = (moves[event.key] + buttons.length) % buttons.length;
    stop(to);
    buttons[to].focus();
  });
  stop(0);
  return { bar, buttons, stop };
}
