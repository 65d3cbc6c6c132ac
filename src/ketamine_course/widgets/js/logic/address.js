// The state of a figure in the address of its page: "#step=3&group=people", by the names of its controls.
/** @import { Choice, Control } from "../contract" */

/**
 * Return what differs from the state at first; a set of values gives its name once for each of them.
 *
 * @param {readonly Control[]} controls
 * @param {Choice} choice
 * @param {Choice} first
 * @returns {string}
 */
export function toAddress(controls, choice, first) {
  const changed = controls.map(({ name }) => name).filter((name) => String(choice[name]) !== String(first[name]));
  const pairs = changed.flatMap((name) => {
    const value = choice[name];
    return (typeof value === "string" ? [value] : value.length ? value : [""]).map((each) => [name, each]);
  });
  return new URLSearchParams(pairs).toString();
}

/**
 * Return the state that an address stands for, and what in it exists nowhere, each as a sentence.
 *
 * @param {readonly Control[]} controls
 * @param {string} text
 * @param {Choice} first the state where an address says nothing
 * @returns {{ choice: Choice, problems: string[] }}
 */
export function fromAddress(controls, text, first) {
  /** @type {Choice} */
  const choice = { ...first };
  /** @type {string[]} */
  const problems = [];
  const asked = new URLSearchParams(text);
  for (const name of new Set(asked.keys())) {
    const control = controls.find((each) => each.name === name);
    const values = asked.getAll(name).filter((value) => value || control?.values.includes(value));
    const unknown = values.filter((value) => !control?.values.includes(value));
    if (!control) problems.push(`This figure has no control “${name}”. It has: ${controls.map((each) => each.name).join(", ") || "none"}.`);
    else if (unknown.length || (control.kind !== "toggles" && values.length !== 1)) problems.push(noSuchValue(control, asked.getAll(name)));
    else choice[name] = control.kind === "toggles" ? control.values.filter((value) => values.includes(value)) : values[0];
  }
  return { choice, problems };
}

/** @param {Control} control @param {string[]} given */
const noSuchValue = ({ name, values }, given) =>
  `“${given.join(", ")}” is not a value of “${name}”, so this part of the address was ignored. ` +
  `Its possible values are: ${values.join(", ")}.`;
