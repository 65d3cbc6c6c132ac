// What is chosen or typed and not handed in: kept as it changes, brought back as a draft, and never taken for an answer.
/** @import { QuestionDefinition } from "../../contract" */
import { make } from "../../core/dom.js";
import { draftOf, keepDraft } from "../../store/drafts.js";
import { unkeptDraft } from "./tools.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

const SAID = "Draft, kept in this browser. It does not count as an answer yet.";

/** @param {Field} field */
const isTick = ({ type }) => type === "radio" || type === "checkbox";

/** What a field is called in a draft: its id, or its name with its value. @param {Field} field */
const keyOf = ({ id, name, value }) => id || `${name}=${value}`;

/** Whether something stands in a field; a slider that nobody has placed stands in the middle. @param {Field} field */
const isFilled = (field) => (isTick(field) ? /** @type {HTMLInputElement} */ (field).checked : field.value && !field.matches(".waits"));

export class Draft {
  /** Whether something stands in the form that is not handed in: it is never replaced. */
  open = false;
  /** What says so, beside the button that hands it in. */
  said = make("span", { className: "quiet draft", id: "draft" });
  unkept = make("div", { role: "status" });
  #question;
  #box;

  /**
   * @param {QuestionDefinition} question
   * @param {HTMLFieldSetElement} box with the fields: a point ticked in the checklist is no draft of an answer
   */
  constructor(question, box) {
    this.#question = question;
    this.#box = box;
    box.addEventListener("input", () => this.#keep());
  }

  #fields() {
    return /** @type {Field[]} */ ([...this.#box.querySelectorAll("input, textarea, select")]);
  }

  #keep() {
    this.open = true;
    const filled = this.#fields().filter(isFilled);
    const kept = keepDraft(this.#question, filled.length ? Object.fromEntries(filled.map((field) => [keyOf(field), field.value])) : null);
    const typed = () => this.#fields().filter(({ type }) => type.startsWith("text"));
    this.said.textContent = kept && filled.length ? SAID : "";
    if (kept || !typed().length) this.unkept.replaceChildren();
    else if (!this.unkept.firstChild) this.unkept.append(unkeptDraft(this.#question.name, typed));
  }

  /** Bring back what was kept, where it can still be handed in. */
  restore() {
    const draft = draftOf(this.#question);
    const keys = Object.keys(draft);
    if (!keys.length || this.#box.disabled) return;
    for (const field of this.#fields()) {
      const key = keyOf(field);
      // Of a group of ticks that the draft does not know, an answer may stand already.
      if (keys.some((each) => each.startsWith(`${field.name}=`))) Object.assign(field, { checked: key in draft });
      else if (key in draft) {
        field.value = draft[key];
        field.dispatchEvent(new Event("input"));
      }
    }
    this.open = true;
    this.said.textContent = SAID;
  }

  /** It is handed in, or erased. */
  end() {
    this.open = false;
    this.said.textContent = "";
    this.unkept.replaceChildren();
  }
}
