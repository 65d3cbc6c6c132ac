// Two parallel forms of claims, taken in turn: nothing is marked while one is open; result and key come at the end.
/** @import { DiscernmentDefinition, DiscernmentRound } from "../../contract" */
/** @import { Widget } from "../../core/model" */
/** @import { Taken } from "./rounds.js" */
import { button, line, make, titleOf } from "../../core/dom.js";
import { saveAs } from "../../core/files.js";
import { listen, page, tell } from "../../core/page.js";
import { calendarOf, daysBetween, later } from "../../logic/calendar.js";
import { nextRecord } from "../../logic/records.js";
import { bringBack, keep } from "../../store/answers.js";
import { downloadAll } from "../../store/answers_file.js";
import { stampOf } from "../../store/identity.js";
import { bringPart } from "../question/bring.js";
import { toolsRow } from "../question/tools.js";
import { formPart } from "./form.js";
import { keyOf, notesOf, resultOf } from "./result.js";
import { formOf, nameOf, takenOf } from "./rounds.js";

/** @param {Date} day */
const inWords = (day) => day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** @param {Taken[]} taken */
const stateOf = (taken) => JSON.stringify(taken.map(({ round, form, given }) => [round.name, form, given]));

class DiscernmentTest {
  #asked;
  #results = make("div", { className: "feedback", tabIndex: -1, role: "group", "aria-label": "Your result" });
  #next = make("div");
  #known = make("p", { className: "quiet", role: "status", tabIndex: -1 });
  /** What stands on the card: it is drawn anew only when this changes, so that nothing half answered is lost. */
  #shown = "nothing yet";

  /** @param {DiscernmentDefinition} asked */
  constructor(asked) {
    this.#asked = asked;
    for (const { page: home } of asked.rounds) bringBack(asked.collection, home);
    for (const round of asked.rounds)
      for (const [form, claims] of Object.entries(asked.forms))
        for (const [at, { text, edition }] of claims.entries()) page.editions.set(nameOf(round.name, form, at), { edition, prompt: text });
    this.node = make("section", { className: "card", "aria-label": asked.title }, titleOf(asked.title), this.#results, this.#next);
    this.update();
  }

  update() {
    const taken = takenOf(this.#asked);
    const shown = stateOf(taken);
    if (shown === this.#shown) return;
    const hadFocus = this.#results.matches(":focus-within");
    this.#show(taken, false);
    this.#shown = shown;
    // What was pressed may be gone: answers were erased from here.
    if (hadFocus) (this.#results.childElementCount ? this.#results : this.#next.querySelector("input"))?.focus();
  }

  /** @param {Taken[]} taken @param {boolean} fresh whether a form has just been handed in */
  #show(taken, fresh) {
    const here = taken.filter(({ round }) => round.here);
    const last = here[here.length - 1];
    const { rounds, notes, collection } = this.#asked;
    const next = rounds.find((round) => round.here && !taken.some((each) => each.round === round));
    const keys = here.map((each) => keyOf(each, this.#asked, fresh && each === last));
    this.#results.replaceChildren(
      ...(last ? [...resultOf(taken, last, this.#asked), ...keys, notesOf(notes), this.#tools(taken, last)] : []),
    );
    this.#next.replaceChildren(...(next ? this.#ahead(next, taken) : last ? [] : [line("There is nothing to answer here.")]));
    if (!last) this.#next.append(notesOf(notes));
    else this.#results.append(toolsRow(collection, last.round.page));
  }

  /** @param {Taken[]} taken @param {Taken} last */
  #tools(taken, last) {
    const all = button("Download all my answers (CSV)", downloadAll);
    const ahead = this.#asked.rounds.filter((round) => round.days && !taken.some((each) => each.round === round));
    const dates = button("Add the later rounds to my calendar (.ics)", () => this.#saveCalendar(ahead, last));
    return make("div", { className: "tools" }, all, ...(ahead.length && last.round.here && this.#dueOf(ahead[0], taken) ? [dates] : []));
  }

  /** When a round is due, if that is known. @param {DiscernmentRound} round @param {readonly Taken[]} taken */
  #dueOf(round, taken) {
    const { rounds } = this.#asked;
    const before = taken.find((each) => each.round === rounds[rounds.indexOf(round) - 1]);
    return round.days && before?.day ? later(before.day, round.days) : null;
  }

  /** @param {DiscernmentRound[]} ahead @param {Taken} last */
  #saveCalendar(ahead, last) {
    const { title } = this.#asked;
    const address = location.href.split("#")[0];
    let day = last.day ?? new Date();
    const entries = ahead.map((round) => {
      day = later(day, round.days);
      const text = `Ten minutes, without looking anything up. Open the page where you took the last form: ${address}`;
      return { id: `${round.name}-${day.getTime()}@ten-claims`, title: `${title}: ${round.label.toLowerCase()}`, text, address, day };
    });
    saveAs("ten-claims.ics", "text/calendar", calendarOf(entries, new Date()));
  }

  /** @param {DiscernmentRound} round @param {Taken[]} taken @returns {HTMLElement[]} */
  #ahead(round, taken) {
    const { rounds } = this.#asked;
    const head = titleOf(round.label);
    const due = this.#dueOf(round, taken);
    const wait = due ? daysBetween(new Date(), due) : 0;
    const missing = rounds[0] === round ? [] : [taken.length ? this.#known : this.#import()];
    if (taken.length) {
      const first = `\u201c${taken[0].round.label}\u201d`;
      this.#known.textContent = `Your answers from ${first} are available, so your new result will be compared with them.`;
    }
    if (wait <= 0) return [head, ...missing, this.#form(round, taken).node];
    const place = make("div");
    const open = button("Take it now all the same", () => {
      const { node, first } = this.#form(round, taken);
      place.replaceChildren(node);
      first.focus();
    });
    place.append(open);
    return [head, line(`This round is due on ${inWords(/** @type {Date} */ (due))}.`), place];
  }

  #import() {
    const label = "Did you answer somewhere else? Choose the CSV file that you downloaded there:";
    return bringPart(
      label,
      () => this.#asked.collection,
      () => this.#known.focus(),
    );
  }

  /** @param {DiscernmentRound} round @param {Taken[]} taken */
  #form(round, taken) {
    const form = formOf(this.#asked, round, taken);
    return formPart(this.#asked, round, form, (given) => this.#handIn(round, form, given));
  }

  /** @param {DiscernmentRound} round @param {string} form @param {number[]} given */
  #handIn(round, form, given) {
    const { forms, answers, collection } = this.#asked;
    const stamp = stampOf(collection);
    forms[form].forEach(({ text, sound, edition }, at) => {
      const asked = { kind: "single", page: round.page, prompt: text, edition };
      const grader = { right: () => given[at] === (sound ? 0 : 1), text: () => answers[given[at]] };
      const answer = { given: [given[at]], confidence: null, ...stamp };
      keep(collection, nameOf(round.name, form, at), nextRecord(/** @type {any} */ (asked), grader, answer, undefined));
    });
    const taken = takenOf(this.#asked);
    this.#shown = stateOf(taken);
    this.#show(taken, true);
    this.#results.focus({ preventScroll: true });
    this.#results.scrollIntoView();
    tell("answer");
  }
}

/** @type {Widget} */
export function discernment({ model, root }) {
  const test = new DiscernmentTest(/** @type {DiscernmentDefinition} */ (model.get("_definition")));
  root.append(test.node);
  return listen("answer", () => test.update());
}
