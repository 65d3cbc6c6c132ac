// Marking: which sentences of a text a reader trusts; what holds is told when the marks are handed in.
/** @import { AnswerRecord, RewordingDefinition } from "../../contract" */
import { button, line, make } from "../../core/dom.js";
import { page, tell } from "../../core/page.js";
import { bringBack, keep } from "../../store/answers.js";
import { draftOf, keepDraft } from "../../store/drafts.js";
import { stampOf } from "../../store/identity.js";
import { hasLooked } from "../../store/looked.js";
import { lookFirst } from "../../store/telling.js";
import { toolsRow } from "../question/tools.js";
import { numberOf, paragraphs, reasonsOf, SUMMARY } from "./parts.js";

const SURE =
  "You have not ticked any sentences yet. Press again if you still want to see which sentences hold up; " +
  "anything that you tick after that counts as ticked after looking.";
const NOTHING = "You did not tick any sentences, so nothing is kept. What you tick from now on counts as ticked after looking.";
const AFTER = "You ticked these after looking, so this does not count as a first answer.";

export class Marking {
  #asked;
  #boxes;
  #sure = false;
  /** The answer that the result is about. @type {AnswerRecord | undefined} */
  #shown;
  #result = make("div", { className: "feedback", tabIndex: -1, role: "group" });

  /** @param {RewordingDefinition} asked */
  constructor(asked) {
    this.#asked = asked;
    bringBack(asked.collection, asked.page);
    const draft = draftOf(asked);
    this.#boxes = asked.sentences.map((_, at) => make("input", { type: "checkbox", checked: draft[at] === "yes" }));
    const text = paragraphs(asked, ([, words], at) => {
      // A box at the end of a line would look as if it belonged to the sentence before.
      const [first, ...rest] = words.split(" ");
      return [
        make("label", {}, make("span", { className: "together" }, this.#boxes[at], " ", numberOf(at), ` ${first}`), ` ${rest.join(" ")}`),
      ];
    });
    const done = button("Show which sentences hold up", () => this.#handIn(), { className: "send" });
    this.node = make("div", {}, line("Tick each sentence that you would trust as it is worded."), ...text, done, this.#result);
    this.node.addEventListener("input", () => keepDraft(asked, Object.fromEntries(this.#trusted().map((at) => [String(at), "yes"]))));
    this.update();
  }

  /** What was handed in before, here or elsewhere, stands here: also where it came from a file, or from another tab, just now. */
  update() {
    const kept = page.answers.get(this.#asked.name);
    if (kept?.edition !== this.#asked.edition || !Array.isArray(kept?.given) || kept.time === this.#shown?.time) return;
    this.#shown = kept;
    const { given } = kept;
    for (const [at, box] of this.#boxes.entries()) box.checked = given.includes(at);
    this.#show(given, false, kept.looked === true);
  }

  #trusted() {
    return this.#boxes.flatMap((box, at) => (box.checked ? [at] : []));
  }

  #handIn() {
    const { name, collection, page: home, edition, title } = this.#asked;
    const trusted = this.#trusted();
    const before = page.answers.get(name);
    const earlier = before?.edition === edition ? before : undefined;
    if (!trusted.length && !earlier && !this.#sure && !hasLooked(this.#asked)) this.#ask();
    else if (!trusted.length && !earlier) this.#lookOnly();
    else {
      const said = trusted.map((at) => at + 1).join(", ") || "none";
      const looked = earlier ? earlier.looked === true : hasLooked(this.#asked);
      const graded = { right: null, first: earlier?.first ?? said, first_right: null, confidence: null, first_confidence: null, rounds: 1 };
      const record = { kind: "several", page: home, edition, prompt: title, given: trusted, text: said, ...graded };
      if (keep(collection, name, { ...record, ...(looked && { looked }), ...stampOf(collection) })) keepDraft(this.#asked, null);
      this.#shown = page.answers.get(name);
      this.#show(trusted, true, looked);
    }
    this.#result.focus({ preventScroll: true });
    this.#result.firstElementChild?.scrollIntoView({ block: "nearest" });
    tell("answer");
  }

  /** One press too early must not tell twenty verdicts: it takes a second one. */
  #ask() {
    this.#sure = true;
    this.#result.ariaLabel = SURE;
    this.#result.replaceChildren(line(SURE));
  }

  /** Who asks what holds before ticking anything has looked: nothing is kept but that. */
  #lookOnly() {
    lookFirst(this.#asked);
    this.#tell(NOTHING, [], () => "", true);
  }

  /** @param {readonly number[]} trusted @param {boolean} open @param {boolean} looked whether they were ticked after looking */
  #show(trusted, open, looked) {
    const { sentences } = this.#asked;
    const sound = sentences.flatMap(([, , [wording]], at) => (wording[2] ? [at] : []));
    const right = sound.filter((at) => trusted.includes(at)).length;
    const words =
      `You trusted ${right} of the ${sound.length} sentences that the evidence supports, and ${trusted.length - right} of the ` +
      `${sentences.length - sound.length} that it does not support or that nobody can check.`;
    const said = (/** @type {number} */ at) => (trusted.includes(at) ? ", and you trusted it" : ", and you did not trust it");
    this.#tell(words, looked ? [line(AFTER)] : [], said, open);
  }

  /** @param {string} words @param {readonly HTMLElement[]} notes @param {(at: number) => string} said @param {boolean} open */
  #tell(words, notes, said, open) {
    const { collection, page: home } = this.#asked;
    const reasons = reasonsOf(this.#asked, () => 0, said);
    const folded = make("details", { open }, make("summary", { textContent: SUMMARY }), reasons);
    this.#result.ariaLabel = words; // said when it gets the focus
    this.#result.replaceChildren(line(words, "verdict"), ...notes, folded, toolsRow(collection, home));
  }
}
