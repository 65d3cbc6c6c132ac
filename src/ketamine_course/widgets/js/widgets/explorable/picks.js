// Parts of a picture that stand for a value of a control act as one radio group: one tab stop, arrow keys, Enter, click.
/** @import { Control } from "../../contract" */
import { labelOf } from "../../logic/states.js";

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Return the name of the control whose values can be picked in a picture, if there is one.
 *
 * @param {SVGElement} svg
 */
export const pickedControl = (svg) => svg.querySelector("[data-pick]")?.getAttribute("data-pick")?.split("=")[0];

/**
 * @param {SVGElement} svg
 * @param {Control} control
 * @param {{ value: string | string[], set: (value: string) => void, refocus: boolean }} state whether the focus was in the picture before
 */
export function wirePicks(svg, control, { value, set, refocus }) {
  svg.setAttribute("role", "radiogroup");
  svg.setAttribute("aria-label", `${control.label}, in the picture`);
  const all = [...svg.querySelectorAll("[data-pick]")];
  /** @param {string} each */
  const partsOf = (each) =>
    /** @type {SVGElement[]} */ (all.filter((part) => part.getAttribute("data-pick") === `${control.name}=${each}`));
  const values = control.values.filter((each) => partsOf(each).length);
  const stop = values.find((each) => each === value) ?? values[0];
  for (const each of values) {
    const main = gathered(partsOf(each));
    describe(main, labelOf(control, each), { checked: each === value, stop: each === stop });
    main.addEventListener("click", () => set(each));
    main.addEventListener("keydown", (event) => follow(event, values, each, set));
    if (refocus && each === stop) main.focus({ preventScroll: true });
  }
}

/**
 * A value may have several parts (a box, its text): gather them in the first.
 *
 * @param {SVGElement[]} parts
 */
function gathered([main, ...others]) {
  for (const part of others) part.removeAttribute("data-pick");
  main.append(...others);
  return main;
}

/**
 * @param {SVGElement} part
 * @param {string} label
 * @param {{ checked: boolean, stop: boolean }} state whether its value is chosen, and whether the tab key stops here
 */
function describe(part, label, { checked, stop }) {
  part.setAttribute("role", "radio");
  part.setAttribute("aria-checked", String(checked));
  part.setAttribute("aria-label", label);
  part.setAttribute("tabindex", stop ? "0" : "-1");
}

/**
 * @param {KeyboardEvent} event
 * @param {string[]} values
 * @param {string} value of the part that has the focus
 * @param {(value: string) => void} set
 */
function follow(event, values, value, set) {
  const at = values.indexOf(value);
  /** @type {Record<string, number>} */
  const fixed = { Home: 0, End: values.length - 1, Enter: at, " ": at };
  const to = event.key in STEPS ? at + STEPS[event.key] : fixed[event.key];
  if (to === undefined) return;
  event.preventDefault();
  if (to in values) set(values[to]);
}
