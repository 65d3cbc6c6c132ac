// One question: a form, then feedback on every option. What was answered is kept by `store/answers.js`.
/** @import { Answer, AnswerRecord, QuestionDefinition } from "../../contract" */
/** @import { Model, Widget } from "../../core/model" */
import { line, make, titleOf } from "../../core/dom.js";
import { listen, page, tell } from "../../core/page.js";
import { orderFor, settle } from "../../logic/order.js";
import { answerOf, fits, isCurrent, markAnew, nextRecord } from "../../logic/records.js";
import { answerAnywhere, bringBack, keep, take } from "../../store/answers.js";
import { keepDraft } from "../../store/drafts.js";
import { stampOf } from "../../store/identity.js";
import { seedOf } from "../../store/seed.js";
import { standing, tellMe, waits } from "../../store/telling.js";
import { Draft } from "./draft.js";
import { checklistOf, feedbackOf, keptFirst } from "./feedback.js";
import { confidencePart, firstEmpty, firstLabel, headOf } from "./fields.js";
import { letFoldsWait } from "./folds.js";
import { kindOf } from "./kinds.js";
import { ERASED, toolsRow } from "./tools.js";

class Question {
  #model;
  #root;
  #question;
  #order;
  #kind;
  #sure;
  /** @type {AnswerRecord | null} */
  #shown = null;
  #recalled = make("p", { className: "recalled", hidden: true });
  #problem = make("p", { className: "problem", role: "alert" });
  #feedback = make("div", { className: "feedback", tabIndex: -1, role: "group" });
  #earlier = make("p", { className: "recalled", hidden: true });
  #draft;
  /** Whether what is erased next goes on all pages, for a fresh start. */
  #afresh = false;
  #send;
  #box;
  /** @type {(() => void)[]} */
  #leaving = [];

  /**
   * @param {Model} model
   * @param {ShadowRoot} root
   */
  constructor(model, root) {
    this.#model = model;
    this.#root = root;
    this.#question = /** @type {QuestionDefinition} */ (model.get("_definition"));
    this.#order = orderFor(this.#question, seedOf(this.#question.collection));
    this.#kind = kindOf(this.#question, this.#order);
    this.#sure = confidencePart(this.#question.confidence);
    const looks = { type: "submit", className: "send", "aria-describedby": "draft" };
    this.#send = make("button", { ...looks, textContent: firstLabel(this.#question) });
    const legend = make("legend", { textContent: this.#question.prompt });
    this.#box = make("fieldset", {}, legend, ...this.#kind.fields, ...this.#sure.fields);
    this.#draft = new Draft(this.#question, this.#box);
    page.editions.set(this.#question.name, this.#question);
    this.#root.append(this.#form());
    this.#bringBack();
    this.#draft.restore();
    this.#leaving = [
      listen("answer", () => this.#update()),
      listen("wiped", ({ detail }) => this.#wipe(detail)),
      listen("erase", () => this.#clear()),
      listen("told", () => this.#told()),
      letFoldsWait(this.#question, root.host),
    ];
  }

  leave() {
    for (const stop of this.#leaving) stop();
  }

  #form() {
    const { said, unkept } = this.#draft;
    const parts = [this.#earlier, this.#recalled, this.#box, unkept, this.#problem, this.#send, said, this.#feedback];
    const form = make("form", { className: "card", noValidate: true }, titleOf(headOf(this.#question), "quiet"), ...parts);
    // Not by "submit": a frame that allows no forms never comes to it. Enter in a field presses the button, too.
    this.#send.addEventListener("click", (event) => {
      event.preventDefault();
      this.#submit();
    });
    return form;
  }

  /** What was answered earlier comes from the page (the cell ran again), from the browser, or from the kernel. */
  #bringBack() {
    const { collection, name, page: home } = this.#question;
    const kept = /** @type {Answer | null} */ (this.#model.get("answer"))?.record;
    bringBack(collection, home);
    // The kernel may not have heard that the page's answers were erased, or given anew, while this question was not on the page.
    if (kept && !page.answers.has(name)) {
      if (page.erased.has(home)) this.#tellKernel(null);
      else take(home, name, kept);
    }
    this.#update();
    if (this.#shown && JSON.stringify(this.#shown) !== JSON.stringify(kept)) this.#tellKernel(this.#shown);
  }

  #update() {
    this.#recall();
    this.#sync(false);
  }

  #recall() {
    const { collection, recalls } = this.#question;
    const then = recalls ? answerAnywhere(collection, recalls) : null;
    this.#recalled.hidden = !then;
    this.#recalled.textContent = then ? `You wrote: ${then.text}` : "";
  }

  /** @param {boolean} focus whether the feedback gets the focus */
  #sync(focus) {
    const record = page.answers.get(this.#question.name);
    this.#tellEarlier(record);
    if (record && record !== this.#shown) settle(this.#question, record);
    if (!record || record === this.#shown || !fits(this.#question, this.#kind, record)) return;
    this.#shown = record;
    markAnew(this.#question, this.#kind, record);
    this.#show(record);
    if (focus) this.#goToFeedback();
  }

  /** The verdict comes into view where it is not, and nothing moves where it is. */
  #goToFeedback() {
    this.#feedback.focus({ preventScroll: true });
    this.#feedback.firstElementChild?.scrollIntoView({ block: "nearest" });
  }

  /** An answer to an earlier wording is shown as what it is. @param {AnswerRecord | undefined} record */
  #tellEarlier(record) {
    this.#earlier.hidden = !record || isCurrent(this.#question, record);
    if (!record || this.#earlier.hidden) return;
    const words = `This question has been reworded since you answered it. At that time it read: \u201c${record.prompt}\u201d`;
    this.#earlier.textContent = `${words} Your answer then: ${record.text}. It does not count for today's question.`;
  }

  /** @param {AnswerRecord} record */
  #show(record) {
    const { result, discuss, collection, page: home } = this.#question;
    const done = Boolean(result) || (discuss && record.rounds >= 2);
    if (done || !this.#draft.open) this.#write(record.given, record);
    this.#box.disabled = done;
    this.#send.hidden = done;
    this.#send.textContent = discuss ? "Final answer: show the key" : "Check again";
    const waiting = result && waits(this.#question.name);
    const parts = waiting
      ? keptFirst(record, () => this.#tellMe())
      : feedbackOf(this.#question, record, this.#order, this.#kind.compared?.(record.given));
    const checklist = checklistOf(this.#question, record, (ticked) => this.#tick(ticked));
    this.#feedback.replaceChildren(...parts, ...checklist, toolsRow(collection, home));
    this.#feedback.ariaLabel = parts[0].textContent; // said when it gets the focus
  }

  /** @param {string[]} ticked */
  #tick(ticked) {
    if (!this.#shown) return;
    // Shown before it is kept: the checklist with the focus in it is not drawn anew.
    this.#shown = { ...this.#shown, ticked };
    keep(this.#question.collection, this.#question.name, this.#shown);
    this.#tellKernel(this.#shown);
  }

  #tellMe() {
    tellMe(this.#question.name);
    this.#goToFeedback();
  }

  /** The key may have been asked for on the figure, or the figure opened before the answer: then the button says so. */
  #told() {
    if (!this.#shown && this.#question.result) this.#send.textContent = firstLabel(this.#question);
    const record = page.answers.get(this.#question.name);
    if (!this.#shown?.untold || !record || record.untold) return;
    this.#shown = record;
    this.#show(record);
    this.#tellKernel(record);
  }

  /**
   * @param {AnswerRecord["given"] | null} given
   * @param {Partial<AnswerRecord>} record
   */
  #write(given, record) {
    this.#kind.write(given);
    this.#kind.writeExtra?.(record);
    this.#sure.write(record.confidence ?? null);
  }

  #submit() {
    const { name, collection, confidence: asksConfidence } = this.#question;
    if (page.answers.has(name) && this.#box.disabled) {
      this.#sync(true);
      return;
    }
    const given = this.#kind.read();
    const confidence = this.#sure.read();
    this.#problem.textContent = given === null ? this.#kind.missing : asksConfidence && !confidence ? "Say how sure you are." : "";
    if (given === null || this.#problem.textContent) {
      firstEmpty(given === null ? this.#kind.fields : this.#sure.fields)?.focus();
      return;
    }
    const answer = { given, confidence, ...this.#kind.extra?.(), ...standing(this.#question), ...stampOf(collection) };
    const record = nextRecord(this.#question, this.#kind, answer, page.answers.get(name));
    this.#draft.end();
    if (keep(collection, name, record)) keepDraft(this.#question, null);
    this.#tellKernel(record);
    this.#sync(true);
    tell("answer");
  }

  /** @param {AnswerRecord | null} record */
  #tellKernel(record) {
    this.#model.set("answer", record && answerOf(record));
    this.#model.save_changes();
  }

  /** A draft goes with what is erased here, and not with what another tab erases. @param {string | null} home of all pages without */
  #wipe(home) {
    this.#afresh = home === null;
    if (!this.#draft.open || (home ?? this.#question.page) !== this.#question.page) return;
    this.#draft.end();
    this.#write(null, {});
  }

  #clear() {
    if (!this.#shown || page.answers.has(this.#question.name)) return;
    const hadFocus = this.#feedback.contains(this.#root.activeElement);
    this.#shown = null;
    if (!this.#draft.open) this.#write(null, {});
    this.#box.disabled = false;
    this.#send.hidden = false;
    this.#send.textContent = firstLabel(this.#question);
    // The next reader at this computer did not erase anything: the top of the page says it once.
    this.#feedback.ariaLabel = this.#afresh ? null : ERASED;
    this.#feedback.replaceChildren(...(this.#afresh ? [] : [line(ERASED)]));
    if (hadFocus) this.#goToFeedback();
    this.#tellKernel(null);
  }
}

/** @type {Widget} */
export function question({ model, root }) {
  const shown = new Question(model, root);
  return () => shown.leave();
}
