// The states of an explorable: their keys, and which lie one step away.
/** @import { Choice, Control, LaterValue } from "../contract" */

/**
 * Return a state's key, such as "3-0": for each control the position of its value, or one bit for each value of a set. The picture of a
 * state in a width that is not the usual one has a key such as "3-0/240".
 *
 * @param {readonly Control[]} controls
 * @param {Choice} choice
 * @param {number} [width]
 */
export const keyOf = (controls, choice, width) =>
  controls.map((control) => positionOf(control, choice[control.name])).join("-") + (width ? `/${width}` : "");

/**
 * @param {Control} control
 * @param {string | string[]} value
 */
function positionOf(control, value) {
  if (typeof value === "string") return control.values.indexOf(value);
  return value.reduce((sum, each) => sum + 2 ** control.values.indexOf(each), 0);
}

/**
 * @param {Control} control
 * @param {string} value
 */
export const labelOf = (control, value) => control.labels[control.values.indexOf(value)];

/**
 * Return the states that one key press or click leads to, the next value of a control before the previous one.
 *
 * @param {readonly Control[]} controls
 * @param {Choice} choice
 * @returns {Choice[]}
 */
export const neighbours = (controls, choice) =>
  controls.flatMap((control) => beside(control, choice[control.name]).map((value) => ({ ...choice, [control.name]: value })));

/**
 * @param {Control} control
 * @param {string | string[]} value
 * @returns {(string | string[])[]}
 */
function beside({ values }, value) {
  if (typeof value !== "string") return values.map((changed) => values.filter((each) => value.includes(each) !== (each === changed)));
  const at = values.indexOf(value);
  return [at + 1, at - 1].filter((to) => to in values).map((to) => values[to]);
}

/**
 * Return what is to be chosen in place of values that wait for a question: the one that the control had at first, or the first open one.
 *
 * @param {readonly Control[]} controls
 * @param {Choice} choice
 * @param {Choice} start
 * @param {(control: Control, value: string) => boolean} isOpen
 * @returns {Choice}
 */
export function openInstead(controls, choice, start, isOpen) {
  const changes = /** @type {Choice} */ ({});
  for (const control of controls) {
    const value = choice[control.name];
    const open = [String(start[control.name]), ...control.values].find((each) => isOpen(control, each));
    if (typeof value === "string" && !isOpen(control, value) && open !== undefined) changes[control.name] = open;
  }
  return changes;
}

/**
 * Return what of an earlier choice can be chosen: values that exist and do not wait for a question.
 *
 * @param {readonly Control[]} controls
 * @param {Record<string, unknown>} before
 * @param {(later: LaterValue | undefined) => boolean} isOpen
 */
export function stillThere(controls, before, isOpen) {
  const changes = /** @type {Choice} */ ({});
  for (const { kind, name, values, later = {} } of controls) {
    const open = values.filter((value) => [before[name]].flat().includes(value) && isOpen(later[value]));
    if (kind === "toggles" && name in before) changes[name] = open;
    else if (open.length) [changes[name]] = open;
  }
  return changes;
}

/**
 * Whether a picture shows a case that its prediction was about.
 *
 * @param {Record<string, string[]> | undefined} about the values of some controls
 * @param {Choice} choice
 */
export const isAbout = (about, choice) => Object.entries(about ?? {}).every(([name, values]) => values.includes(String(choice[name])));
