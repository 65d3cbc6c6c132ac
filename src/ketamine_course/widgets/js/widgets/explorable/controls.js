// The native controls: a slider over named steps, a choice, a set of toggles.
/** @import { Control } from "../../contract" */
import { button, make, select } from "../../core/dom.js";
import { playButton } from "./play.js";

/**
 * @typedef {object} Access how a control reads and sets its part of the state
 * @property {() => string | string[]} get
 * @property {(value: string | string[], quiet?: boolean) => void} set quiet where what comes next is to be spoken instead
 * @property {(words: string) => void} say aloud, for a screen reader
 */
/** @typedef {{ node: HTMLElement, sync: () => void }} MadeControl the element, and how to make it show the state */

/**
 * @param {Control} control
 * @param {Access} access
 * @returns {MadeControl}
 */
export function controlFor(control, access) {
  if (control.kind === "slider") return sliderControl(control, access);
  if (control.kind === "choice" && control.values.length > 4) return selectControl(control, access);
  return boxesControl(control, access);
}

/**
 * @param {Control} control
 * @param {Access} access
 * @returns {MadeControl}
 */
function sliderControl(control, { get, set, say }) {
  const id = `c-${control.name}`;
  const last = control.values.length - 1;
  const input = make("input", { type: "range", id, min: "0", max: String(last), step: "1" });
  // Not live: the slider itself says its value, and once is enough.
  const output = make("output", { htmlFor: id, "aria-live": "off" });
  /** @type {(to: number, quiet?: boolean) => void} */
  const moveTo = (to, quiet) => {
    if (to >= 0 && to <= last) set(control.values[to], quiet);
  };
  /** @type {(text: string, name: string, by: number) => HTMLButtonElement} */
  const step = (text, name, by) => button(text, () => moveTo(Number(input.value) + by), { "aria-label": `${control.label}: ${name}` });
  const back = step("\u2039", "previous", -1);
  const on = step("\u203a", "next", 1);
  const where = () => control.values.indexOf(String(get()));
  const tellStep = (/** @type {number} */ at) => say(`${control.label}: ${control.labels[at]}`);
  const play = control.plays ? playButton(control.label, last, where, moveTo, tellStep) : null;
  input.addEventListener("input", () => moveTo(Number(input.value)));
  const sync = () => {
    const at = where();
    input.value = String(at);
    input.setAttribute("aria-valuetext", control.labels[at]);
    output.textContent = control.labels[at];
    const pressed = [back, on].find((each) => each.matches(":focus"));
    back.disabled = at === 0;
    on.disabled = at === last;
    // Whoever has pressed on to the end stays at the slider, and is not put back to the top of the page.
    if (pressed?.disabled) input.focus();
    play?.sync();
  };
  const name = make("label", { htmlFor: id, className: "name", textContent: `${control.label}: ` });
  return {
    node: make(
      "div",
      { className: "control slider" },
      name,
      output,
      make("div", { className: "row" }, back, input, on, ...(play ? [play.node] : [])),
    ),
    sync,
  };
}

/**
 * @param {Control} control
 * @param {Access} access
 * @returns {MadeControl}
 */
function selectControl(control, { get, set }) {
  const id = `c-${control.name}`;
  const list = select(
    id,
    control.values.map((value, at) => [value, control.labels[at]]),
  );
  list.addEventListener("change", () => set(list.value));
  const row = make("div", { className: "row" }, make("label", { htmlFor: id, className: "name", textContent: control.label }), list);
  const sync = () => {
    list.value = String(get());
  };
  return { node: make("div", { className: "control" }, row), sync };
}

/**
 * @param {Control} control
 * @param {Access} access
 * @returns {MadeControl}
 */
function boxesControl(control, { get, set }) {
  const many = control.kind === "toggles";
  const inputs = control.values.map((value) => make("input", { type: many ? "checkbox" : "radio", name: control.name, value }));
  const read = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const options = inputs.map((input, at) => {
    input.addEventListener("change", () => set(many ? read() : read()[0]));
    return make("label", { className: "option" }, input, control.labels[at]);
  });
  const sync = () => {
    const value = get();
    for (const input of inputs) input.checked = typeof value === "string" ? value === input.value : value.includes(input.value);
  };
  const box = make("fieldset", {}, make("legend", { textContent: control.label }), make("div", { className: "row" }, ...options));
  return { node: make("div", { className: "control" }, box), sync };
}
