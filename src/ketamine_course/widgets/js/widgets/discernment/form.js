// One form: a group of three answers for each claim; nothing is marked here.
/** @import { DiscernmentDefinition, DiscernmentRound } from "../../contract" */
import { button, line, make } from "../../core/dom.js";
import { counted } from "../../core/numbers.js";
import { draftOf, keepDraft } from "../../store/drafts.js";
import { group, option } from "../question/fields.js";

const HOW =
  "Would you accept each claim as it is worded? Do not look anything up. " +
  "Nothing is marked until you have answered all of them and press the button below.";

/**
 * @param {DiscernmentDefinition} asked
 * @param {DiscernmentRound} round
 * @param {string} form
 * @param {(given: number[]) => void} onDone
 */
export function formPart({ forms, answers, collection }, round, form, onDone) {
  const home = { collection, page: round.page, name: `claims-${round.name}-${form}` };
  const draft = draftOf(home);
  const problem = line("", "problem");
  problem.setAttribute("role", "alert");
  const fields = forms[form].map(({ text }, at) => {
    const inputs = answers.map((_, value) =>
      make("input", { type: "radio", name: `claim-${at}`, value: String(value), checked: draft[at] === String(value) }),
    );
    const options = inputs.map((input, value) => option(input, answers[value]));
    return { inputs, node: group(`${at + 1}. ${text}`, options, "inline") };
  });
  const read = () => fields.map(({ inputs }) => inputs.findIndex((input) => input.checked));
  const done = () => {
    const given = read();
    const missing = given.flatMap((answer, at) => (answer < 0 ? [at] : []));
    problem.textContent = missing.length
      ? `${counted(missing.length, "claim has", "claims have")} no answer yet: ${missing.map((at) => at + 1).join(", ")}.`
      : "";
    if (missing.length) fields[missing[0]].inputs[0].focus();
    else {
      keepDraft(home, null);
      onDone(given);
    }
  };
  const send = button("Hand in and show my result", done, { className: "send" });
  const node = make("div", {}, line(HOW), ...fields.map((field) => field.node), problem, send);
  node.addEventListener("input", () => {
    const chosen = read().flatMap((answer, at) => (answer < 0 ? [] : [[String(at), String(answer)]]));
    keepDraft(home, Object.fromEntries(chosen));
  });
  return { node, first: fields[0].inputs[0] };
}
