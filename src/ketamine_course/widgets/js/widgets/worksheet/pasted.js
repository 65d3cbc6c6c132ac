// What stands below a pasted text: the offer to join lines that a PDF cut, and a word on languages.
import { button, make, write } from "../../core/dom.js";
import { counted } from "../../core/numbers.js";
import { isMostlyNotLatin, joinLines } from "../../logic/lines.js";

const CUT =
  "This text looks as if it was copied from a PDF. Its lines break in mid-sentence, " +
  "so the sheet would cut sentences in two and fail to mark some words.";
const OTHER_LETTERS = "Most of this text is not in the Latin alphabet. The marks are made for English, so hardly any will appear.";

/** @param {import("../../logic/lines.js").Joined} joined */
function joinedWords({ lines, words }) {
  const mended = words
    ? ` ${counted(words, "word that was split by a hyphen is", "words that were split by hyphens are")} whole again.`
    : "";
  return `${counted(lines, "line was", "lines were")} joined to the line before.${mended} Check the result.`;
}

/**
 * Watch a field for text; return what to show below it, and how to look again after the text was set.
 *
 * @param {HTMLTextAreaElement} field
 */
export function pastedPart(field) {
  const said = make("p", { role: "status", className: "quiet" });
  const other = make("p", { role: "status", className: "quiet" });
  const join = button("Join the lines", () => change(joinLines(field.value).text));
  const undo = button("Undo joining", () => change(null));
  let before = "";
  let after = "";

  /** @param {string | null} joined null brings the text back as it was */
  function change(joined) {
    const wanted = joined ?? before;
    before = joined === null ? "" : field.value;
    after = joined ?? "";
    field.value = wanted;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
    field.focus();
  }

  function update() {
    if (!field.value) before = after = ""; // the text was erased: nothing of it comes back
    // What was typed since is never taken back: then there is nothing to undo.
    const isJoined = Boolean(before) && field.value === after;
    const isCut = !isJoined && joinLines(field.value).lines > 0;
    join.hidden = !isCut;
    undo.hidden = !isJoined;
    write(said, isJoined ? joinedWords(joinLines(before)) : isCut ? CUT : ""); // said once, not at every key
    write(other, isMostlyNotLatin(field.value) ? OTHER_LETTERS : "");
  }

  field.addEventListener("input", update);
  update();
  return { node: make("div", { className: "pasted" }, said, join, undo, other), update };
}
