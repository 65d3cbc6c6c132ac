// Marking: which sentences of a text a reader trusts; what holds is told when the marks are handed in.
/** @import { RewordingDefinition } from "../../contract" */
import { button, line, make } from "../../core/dom.js";
import { page, tell } from "../../core/page.js";
import { bringBack, keep } from "../../store/answers.js";
import { draftOf, keepDraft } from "../../store/drafts.js";
import { stampOf } from "../../store/identity.js";
import { toolsRow } from "../question/tools.js";
import { paragraphs, reasonsOf, SUMMARY } from "./parts.js";

export class Marking {
  #asked;
  #boxes;
  #result = make("div", { className: "feedback", tabIndex: -1, role: "group" });

  /** @param {RewordingDefinition} asked */
  constructor(asked) {
    this.#asked = asked;
    bringBack(asked.collection, asked.page);
    const kept = page.answers.get(asked.name);
    const given = kept?.edition === asked.edition && Array.isArray(kept.given) ? kept.given : null;
    const draft = draftOf(asked);
    this.#boxes = asked.sentences.map((_, at) => make("input", { type: "checkbox", checked: given?.includes(at) ?? draft[at] === "yes" }));
    const text = paragraphs(asked, ([, words], at) => {
      // A box at the end of a line would look as if it belonged to the sentence before.
      const [first, ...rest] = words.split(" ");
      return [make("label", {}, make("span", { className: "together" }, this.#boxes[at], ` ${first}`), ` ${rest.join(" ")}`)];
    });
    const done = button("Show what holds", () => this.#handIn(), { className: "send" });
    this.node = make("div", {}, line("Tick each sentence that you would trust as it is worded."), ...text, done, this.#result);
    this.node.addEventListener("input", () => keepDraft(asked, Object.fromEntries(this.#trusted().map((at) => [String(at), "yes"]))));
    if (given) this.#show(given, false);
  }

  #trusted() {
    return this.#boxes.flatMap((box, at) => (box.checked ? [at] : []));
  }

  #handIn() {
    const { name, collection, page: home, edition, title } = this.#asked;
    const trusted = this.#trusted();
    const said = trusted.map((at) => at + 1).join(", ") || "none";
    const graded = { right: null, first: said, first_right: null, confidence: null, first_confidence: null, rounds: 1 };
    const record = { kind: "several", page: home, edition, prompt: title, given: trusted, text: said, ...graded };
    if (keep(collection, name, { ...record, ...stampOf(collection) })) keepDraft(this.#asked, null);
    this.#show(trusted, true);
    this.#result.focus({ preventScroll: true });
    this.#result.firstElementChild?.scrollIntoView({ block: "nearest" });
    tell("answer");
  }

  /** @param {readonly number[]} trusted @param {boolean} open */
  #show(trusted, open) {
    const { sentences, collection, page: home } = this.#asked;
    const sound = sentences.flatMap(([, , [wording]], at) => (wording[2] ? [at] : []));
    const right = sound.filter((at) => trusted.includes(at)).length;
    const words =
      `You trusted ${right} of the ${sound.length} sentences that the evidence supports, and ${trusted.length - right} of the ` +
      `${sentences.length - sound.length} that it does not support or that nobody can check.`;
    const said = (/** @type {number} */ at) => (trusted.includes(at) ? ", and you trusted it" : ", and you did not trust it");
    const reasons = reasonsOf(this.#asked, () => 0, said);
    const folded = make("details", { open }, make("summary", { textContent: SUMMARY }), reasons);
    this.#result.ariaLabel = words; // said when it gets the focus
    this.#result.replaceChildren(line(words, "verdict"), folded, toolsRow(collection, home));
  }
}
