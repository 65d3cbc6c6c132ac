// The native controls: a slider over named steps, a choice, a set of toggles.
/** @import { Control, LaterValue } from "../../contract" */
import { afterPaint, button, make, select, write } from "../../core/dom.js";
import { hasOpened } from "../../store/later.js";
import { playButton } from "./play.js";

/**
 * @typedef {object} Access how a control reads and sets its part of the state
 * @property {() => string | string[]} get
 * @property {(value: string | string[], quiet?: boolean) => void} set quiet where what comes next is to be spoken instead
 * @property {(words: string) => void} say aloud, for a screen reader
 */
/**
 * @typedef {object} MadeControl
 * @property {HTMLElement} node
 * @property {() => void} sync how to make it show the state
 * @property {() => void} [open] how to open the values that no longer wait for a question
 */

/**
 * @param {Control} control
 * @param {Access} access
 * @returns {MadeControl}
 */
export function controlFor(control, access) {
  if (control.kind === "opens") return opensControl(control, access);
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
    let open = to;
    while (waitsFor(control, open)) open += to < where() ? -1 : 1;
    if (open >= 0 && open <= last) set(control.values[open], quiet);
    else sync();
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
    afterPaint(output.textContent, () => write(output, control.labels[where()]));
    const pressed = [back, on].find((each) => each.matches(":focus"));
    back.disabled = at === 0;
    on.disabled = at === last;
    // Whoever has pressed on to the end stays at the slider, and is not put back to the top of the page.
    if (pressed?.disabled) input.focus();
    play?.sync();
  };
  const name = make("label", { htmlFor: id, className: "name", textContent: `${control.label}: ` });
  const { rest, open } = leftOut(control);
  return {
    node: make(
      "div",
      { className: "control slider" },
      name,
      output,
      make("div", { className: "row" }, back, input, on, ...(play ? [play.node] : [])),
      ...rest,
    ),
    sync,
    open,
  };
}

/** Whether a value waits for a question. @param {Control} control @param {number} at */
const waitsFor = ({ values, later = {} }, at) => !hasOpened(later[values[at]]);

/** What says below a slider how many of its steps it passes over, and how to make it say so. @param {Control} control */
function leftOut(control) {
  const { values, later = {} } = control;
  const said = make("p", { className: "quiet" });
  const open = () => {
    const waiting = values.filter((_, at) => waitsFor(control, at)).map((value) => later[value]);
    const kinds = [...new Set(waiting.map(({ words }) => words))].map((words) => waiting.filter((each) => each.words === words));
    const told = kinds.map((alike, at) => ` ${opening(alike, at, kinds.length)}.`);
    said.hidden = !waiting.length;
    const hidden = `${waiting.length} of the ${values.length} ${waiting.length === 1 ? "is" : "are"} still hidden.`;
    said.textContent = waiting.length ? `${hidden}${told.join("")}` : "";
  };
  open();
  return { rest: control.later ? [said] : [], open };
}

/**
 * Say when values that wait for the same questions open, one of several such groups.
 *
 * @param {readonly LaterValue[]} alike
 * @param {number} at the number of the group
 * @param {number} groups
 */
function opening(alike, at, groups) {
  const [{ words, together }] = alike;
  if (groups === 1) return `${alike.length > 1 ? "Each" : "It"} ${words}`;
  return alike.length > 1 ? `${at ? "Others" : "Some"} ${together}` : `${at ? "Another" : "One"} ${words}`;
}

/**
 * What a reader does not set: it opens with its questions.
 *
 * @param {Control} control
 * @param {Access} access
 * @returns {MadeControl}
 */
function opensControl(control, { get, set }) {
  const open = () => {
    const wanted = control.values[control.later && !waitsFor(control, 1) ? 1 : 0];
    if (control.later && get() !== wanted) set(wanted, true);
  };
  open();
  return { node: make("div", { hidden: true }), sync: () => {}, open };
}

/** Whether a value can be chosen yet, and its label, which says after which question it can. @param {Control} control @param {number} at */
function offered(control, at) {
  const { values, labels, later = {} } = control;
  const waits = waitsFor(control, at);
  return { disabled: waits, text: waits ? `${labels[at]} (${later[values[at]].words})` : labels[at] };
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
  // Browsers lay the page out between the two: what is done at the first is laid out with it. Some helpers send only the second.
  for (const event of ["input", "change"]) list.addEventListener(event, () => set(list.value));
  const row = make("div", { className: "row" }, make("label", { htmlFor: id, className: "name", textContent: control.label }), list);
  const sync = () => {
    list.value = String(get());
  };
  const open = () => {
    for (const [at, option] of [...list.options].entries()) Object.assign(option, offered(control, at));
  };
  open();
  return { node: make("div", { className: "control" }, row), sync, open };
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
  const options = inputs.map((input) => {
    input.addEventListener("change", () => set(many ? read() : read()[0]));
    return make("label", { className: "option" }, input, make("span"));
  });
  const open = () => {
    for (const [at, input] of inputs.entries()) {
      const { disabled, text } = offered(control, at);
      input.disabled = disabled;
      /** @type {HTMLElement} */ (input.nextElementSibling).textContent = text;
    }
  };
  open();
  const sync = () => {
    const value = get();
    for (const input of inputs) input.checked = typeof value === "string" ? value === input.value : value.includes(input.value);
  };
  const box = make("fieldset", {}, make("legend", { textContent: control.label }), make("div", { className: "row" }, ...options));
  return { node: make("div", { className: "control" }, box), sync, open };
}
