// What a reader's forms add up to, in words and in a table, and the key of a form with its reasons.
/** @import { DiscernmentDefinition } from "../../contract" */
/** @import { Estimate } from "../../logic/discernment.js" */
/** @import { Taken } from "./rounds.js" */
import { line, make } from "../../core/dom.js";
import { counted, signed } from "../../core/numbers.js";
import { tableOf } from "../../core/table.js";
import { GLOSS, gain } from "../../logic/discernment.js";

const DOUBT =
  "Doubting everything catches every unsupported claim and accepts no supported one: its d\u2032 is 0, as is that of believing everything.";

/** @param {Estimate} estimate */
const withInterval = ({ value, low, high }) => `${signed(value, 1)} (${signed(low, 1)} to ${signed(high, 1)})`;

/** @param {Estimate} estimate */
const excludesZero = ({ low, high }) => low > 0 || high < 0;

/** @param {Estimate} sensitivity */
function toldApart(sensitivity) {
  const { low, high } = sensitivity;
  const reading =
    low > 0
      ? "The interval excludes 0, so this is more than a habit of doubting or believing."
      : high < 0
        ? "The whole interval lies below 0: you accepted claims that are not supported more readily than those that are."
        : "The interval includes 0, so ten claims cannot show whether you told the two kinds apart or were lucky.";
  return `Sensitivity (d\u2032): ${withInterval(sensitivity)}. ${reading}`;
}

/** @param {Estimate} bias */
function lean(bias) {
  const side = bias.value > 0 ? "doubt" : "accept";
  const reading = excludesZero(bias) ? `You lean towards ${side === "doubt" ? "doubting" : "accepting"}.` : "No clear lean either way.";
  return `Bias (c): ${withInterval(bias)}. ${reading}`;
}

/** @param {Taken} taken @param {DiscernmentDefinition} asked */
function sharesOf({ form, given }, { forms }) {
  const claims = forms[form].map(({ sound }, at) => ({ sound, given: given[at] }));
  const [sound, unsound] = [true, false].map((kind) => claims.filter((claim) => claim.sound === kind));
  return {
    accepted: `${sound.filter((claim) => claim.given === 0).length} of ${sound.length}`,
    caught: `${unsound.filter((claim) => claim.given === 1).length} of ${unsound.length}`,
    open: claims.filter((claim) => claim.given === 2).length,
  };
}

/**
 * @param {readonly Taken[]} taken
 * @param {Taken} last the round to speak of
 * @param {DiscernmentDefinition} asked
 * @returns {HTMLElement[]}
 */
export function resultOf(taken, last, asked) {
  const { accepted, caught, open } = sharesOf(last, asked);
  const left = open ? ` You left ${counted(open, "claim", "claims")} open.` : "";
  const first = `You accepted ${accepted} claims that the evidence supports, and caught ${caught} that it does not support.${left}`;
  return [
    line(`${last.round.label}: ${first}`, "verdict"),
    line(GLOSS, "quiet"),
    line(toldApart(last.found.sensitivity)),
    line(lean(last.found.bias)),
    line(DOUBT, "quiet"),
    ...changeOf(taken, last),
    ...tableOfRounds(taken, asked),
  ];
}

/** @param {readonly Taken[]} taken @param {Taken} last */
function changeOf(taken, last) {
  const [first] = taken;
  if (first === last) return [];
  const change = gain(first.found.sensitivity, last.found.sensitivity);
  const reading = excludesZero(change)
    ? "The interval excludes 0."
    : "The interval includes 0; with so few claims, it is not possible to show that you have changed.";
  return [line(`Since \u201c${first.round.label}\u201d your d\u2032 has changed by ${withInterval(change)}. ${reading}`)];
}

/** @param {readonly Taken[]} taken @param {DiscernmentDefinition} asked */
function tableOfRounds(taken, asked) {
  const caption = "Your rounds, with 95% intervals";
  const rows = taken.map((each) => {
    const { accepted, caught, open } = sharesOf(each, asked);
    const { sensitivity, bias } = each.found;
    return [each.round.label, each.form.toUpperCase(), accepted, caught, String(open), withInterval(sensitivity), withInterval(bias)];
  });
  const columns = ["Round", "Form", "Supported, accepted", "Unsupported, caught", "Left open", "Sensitivity d\u2032", "Bias c"];
  const props = { className: "scroll", tabIndex: 0, role: "group", "aria-label": caption };
  return [make("div", props, tableOf(caption, columns, rows))];
}

/**
 * The key of a form, folded.
 *
 * @param {Taken} taken
 * @param {DiscernmentDefinition} asked
 * @param {boolean} open
 */
export function keyOf({ round, form, given }, { forms, answers }, open) {
  const items = forms[form].map(({ text, sound, key, reason, basis }, at) => {
    const right = given[at] === (sound ? 0 : 1);
    const mark = right ? "\u2713 Agrees with the key" : given[at] === 2 ? "\u25cb Left open" : "\u2717 Differs from the key";
    const said = `${text} You said: \u201c${answers[given[at]]}\u201d. Key: ${key}. ${reason} `;
    const look = right ? "right" : given[at] === 2 ? "" : "missed";
    return make(
      "li",
      { className: look },
      make("strong", { textContent: `${mark}: ` }),
      said,
      make("span", { className: "quiet", textContent: basis }),
    );
  });
  const summary = make("summary", { textContent: `The key with its reasons: ${round.label.toLowerCase()}, form ${form.toUpperCase()}` });
  return make("details", { open }, summary, make("ul", { className: "why" }, ...items));
}

/** @param {readonly string[]} notes */
export const notesOf = (notes) =>
  make("details", {}, make("summary", { textContent: "What these numbers can and cannot show" }), ...notes.map((note) => line(note)));
