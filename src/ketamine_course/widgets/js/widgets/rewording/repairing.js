// Repairing: words are switched, and a gauge says after each turn what holds and whether something true is lost.
/** @import { RewordingDefinition } from "../../contract" */
import { line, make } from "../../core/dom.js";
import { choicesOf, chosenOf, keyOf, signOf, stateOf } from "../../logic/rewording.js";
import { draftOf, keepDraft } from "../../store/drafts.js";
import { numberOf, paragraphs, reasonsOf, SUMMARY } from "./parts.js";

const HOW = "Change words until every sentence that has a switch holds up, without losing anything true.";

export class Repairing {
  #asked;
  #choices;
  #words;
  #signs;
  #gauge = make("div", { className: "gauge", "aria-hidden": "true" });
  #told = make("div", { role: "status" });
  #reasons = make("div");

  /** @param {RewordingDefinition} asked */
  constructor(asked) {
    this.#asked = asked;
    const draft = draftOf(asked);
    this.#choices = asked.sentences.map(([, , wordings]) => choicesOf(wordings));
    this.#words = asked.sentences.map(([, , [[first]]], at) =>
      first.map((word, gap) => this.#choices[at][gap].find((each) => each === draft[`${at}-${gap}`]) ?? word),
    );
    this.#signs = asked.sentences.map(() => make("span", { className: "sign", role: "img" }));
    const text = paragraphs(asked, ([, template], at) => this.#parts(template, at));
    const folded = make("details", {}, make("summary", { textContent: SUMMARY }), this.#reasons);
    const key = line(`Signs: ${keyOf(asked.sentences.flatMap(([, , wordings]) => wordings))}`, "quiet");
    this.node = make("div", {}, line(HOW), this.#gauge, this.#told, ...text, key, folded);
    this.#show(null);
  }

  /** @param {string} template @param {number} at @returns {(Node | string)[]} */
  #parts(template, at) {
    const pieces = template.split("{}");
    const parts = pieces.flatMap((piece, gap) => (gap < pieces.length - 1 ? [piece, this.#switch(at, gap)] : [piece]));
    return [numberOf(at), "\u00a0", ...parts, " ", this.#signs[at]];
  }

  /** @param {number} at @param {number} gap */
  #switch(at, gap) {
    const options = this.#choices[at][gap].map((word) =>
      make("option", { value: word, textContent: word, selected: word === this.#words[at][gap] }),
    );
    const choice = make("select", { "aria-label": `Sentence ${at + 1}, words ${gap + 1}` }, ...options);
    choice.addEventListener("change", () => {
      this.#words[at][gap] = choice.value;
      keepDraft(this.#asked, { ...draftOf(this.#asked), [`${at}-${gap}`]: choice.value });
      this.#show(at);
    });
    return choice;
  }

  /** @param {number} at */
  #wording(at) {
    const wordings = this.#asked.sentences[at][2];
    return wordings[chosenOf(wordings, this.#words[at])];
  }

  /** @param {number | null} turned the sentence that has just changed */
  #show(turned) {
    const places = [...this.#asked.sentences.keys()];
    for (const at of places) {
      const [, verdict, holds] = this.#wording(at);
      this.#signs[at].textContent = signOf(verdict, holds);
      this.#signs[at].setAttribute("aria-label", verdict.toLowerCase());
    }
    const states = places.filter((at) => this.#words[at].length).map((at) => stateOf(this.#wording(at)));
    this.#gauge.replaceChildren(...states.map((state) => make("span", { className: state })));
    const good = states.filter((state) => state === "good").length;
    const rest = "The others cannot be repaired by changing a word.";
    const count =
      good === states.length
        ? `Repaired: all ${good} sentences with switches hold up, and nothing true is lost. ${rest}`
        : `${good} of ${states.length} sentences with switches hold up without losing anything true.`;
    this.#told.replaceChildren(line(count, "verdict"), ...(turned === null ? [] : [line(this.#reason(turned))]));
    this.#reasons.replaceChildren(
      reasonsOf(
        this.#asked,
        (at) => chosenOf(this.#asked.sentences[at][2], this.#words[at]),
        () => "",
      ),
    );
  }

  /** @param {number} at */
  #reason(at) {
    const [, verdict, , reason, basis, lost] = this.#wording(at);
    const loss = lost ? ` But something true is lost: ${lost}` : "";
    return `Sentence ${at + 1}: ${verdict.toLowerCase()}. ${reason}${loss} ${this.#asked.bases[basis]}`;
  }
}
