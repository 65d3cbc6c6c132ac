// Native controls over one picture. Frames come with the page or, on demand, from the kernel.
/** @import { AnswerRecord, Choice, Control, ExplorableDefinition, Frame } from "../../contract" */
/** @import { Model, Widget } from "../../core/model" */
import { afterPaint, make, titleOf, write } from "../../core/dom.js";
import { listen, page } from "../../core/page.js";
import { isAbout, keyOf, neighbours, openInstead } from "../../logic/states.js";
import { FrameStore } from "../../store/frames.js";
import { hasOpened } from "../../store/later.js";
import { tellMe } from "../../store/telling.js";
import { controlFor } from "./controls.js";
import { filmStrip } from "./film.js";
import { openInTime } from "./lock.js";
import { predictedAndFound } from "./told.js";
import { PictureView } from "./view.js";

const SILENCE = "No answer from the kernel yet: the controls and the figure show the last state that was drawn.";
const ALONE =
  "The figures on this page cannot change: no kernel is running. Run the notebook in JupyterLab, or open its page on the course site.";
const BREATH = 40; // milliseconds between a picture and the fetching of its neighbours

class Explorable {
  #model;
  #definition;
  #view;
  #store;
  #controls;
  #content;
  #heading;
  #card;
  #note = make("p", { className: "note", role: "status" });
  #film = make("div", { className: "film" });
  #touched = false;
  #told = /** @type {ReturnType<typeof predictedAndFound> | null} */ (null);
  /** The state that the picture shows. @type {Choice | null} */
  #shown = null;
  #missed = /** @type {Choice | null} */ (null); // asked of the kernel in vain; shown when it comes after all
  /** What was asked for, by key. @type {Map<string, Choice>} */
  #asked = new Map();
  #unlock = () => {};
  #stopListening = () => {};

  /**
   * @param {Model} model
   * @param {ShadowRoot} root
   */
  constructor(model, root) {
    this.#model = model;
    this.#definition = /** @type {ExplorableDefinition} */ (model.get("_definition"));
    const { title, controls, rows } = this.#definition;
    this.#view = new PictureView(
      this.#definition,
      (changes) => this.#choose(changes),
      () => this.#show(),
    );
    this.#store = new FrameStore(model, (...arrival) => this.#arrive(...arrival));
    this.#controls = controls.map((control) => {
      const { name } = control;
      return controlFor(control, {
        get: () => this.#choice()[name],
        set: (value, quiet) => this.#choose({ [name]: value }, quiet),
        say: (words) => this.#view.say(words),
      });
    });
    const fields = make("div", { className: "controls" }, ...this.#controls.map(({ node }) => node));
    this.#content = make("div", {}, fields, this.#note, ...this.#view.nodes, this.#film);
    this.#heading = titleOf(title);
    this.#card = make("section", { className: "card", "aria-label": title }, this.#heading);
    root.append(this.#card);
    const start = this.#choice();
    model.takeUp?.(controls);
    model.on("change:choice", this.#show);
    addEventListener("beforeprint", this.#unroll);
    addEventListener("afterprint", this.#roll);
    const isOpen = (/** @type {Control} */ { later = {} }, /** @type {string} */ value) => hasOpened(later[value]);
    const open = () => {
      this.#choose(openInstead(controls, this.#choice(), start, isOpen), true); // erased: it waits again
      for (const control of this.#controls) control.open?.();
      if (rows) this.#view.fillTable();
    };
    const waiting = rows || controls.some(({ later }) => later) ? /** @type {const} */ (["answer", "told", "erase"]) : [];
    const stops = [listen("erase", () => this.#wipeGuess(start)), listen("told", () => this.#redrawGuess())];
    stops.push(...waiting.map((event) => listen(event, open)));
    this.#stopListening = () => {
      for (const stop of stops) stop();
    };
    this.#unlock = openInTime(this.#card, this.#definition, (answer) => this.#open(answer));
  }

  leave() {
    this.#store.leave();
    this.#view.leave();
    this.#model.off("change:choice", this.#show);
    removeEventListener("beforeprint", this.#unroll);
    removeEventListener("afterprint", this.#roll);
    this.#unlock();
    this.#stopListening();
  }

  /** What had to wait for the key is drawn, in the state that the reader looks at. */
  #redrawGuess() {
    if (this.#definition.lock && this.#shown) this.#show();
  }

  /** When the answers are erased, a guess is gone from the picture, which opens anew. @param {Choice} start */
  #wipeGuess(start) {
    this.#choose(start, true);
    this.#touched = false;
    this.#view.hush();
    this.#redrawGuess();
  }

  /** What stands on paper is what is at hand: a page that is being printed cannot wait for more. */
  #unroll = () => {
    const { known } = this.#store;
    const { width } = this.#view;
    const wide = width === this.#definition.widths[0];
    this.#film.classList.toggle("wide", wide);
    this.#film.replaceChildren(...filmStrip(this.#definition.film ?? [], (key) => known.get(wide ? key : `${key}/${width}`)));
  };

  #roll = () => this.#film.replaceChildren();

  #choice() {
    return /** @type {Choice} */ (this.#model.get("choice"));
  }

  #isAlone() {
    return this.#model.attended?.() === false;
  }

  /** @param {Choice} choice */
  #keyOf(choice) {
    const { controls, widths } = this.#definition;
    return keyOf(controls, choice, this.#view.width === widths[0] ? undefined : this.#view.width);
  }

  /**
   * @param {Choice} changes
   * @param {boolean} [quiet] whether what comes next is to be spoken instead
   */
  #choose(changes, quiet = false) {
    const choice = this.#choice();
    if (Object.entries(changes).every(([name, value]) => choice[name] === value)) return;
    // What is touched in the picture waits as its control does.
    if (this.#definition.controls.some(({ name, later = {} }) => name in changes && !hasOpened(later[String(changes[name])]))) return;
    this.#touched = !quiet;
    this.#missed = null;
    this.#set({ ...choice, ...changes });
  }

  /** @param {Choice} choice */
  #set(choice) {
    this.#model.set("choice", choice);
    this.#model.save_changes();
  }

  #show = () => {
    const choice = this.#choice();
    const key = this.#keyOf(choice);
    for (const { sync } of this.#controls) sync();
    const frame = this.#store.known.get(key);
    if (frame) {
      this.#paint(frame, true);
      this.#prefetchSoon();
      return;
    }
    const usual = this.#store.known.get(keyOf(this.#definition.controls, choice));
    if (usual) {
      this.#paint(usual, true); // the layout that fits better may be on its way
      if (this.#isAlone()) return;
    }
    if (this.#shown && this.#isAlone()) {
      this.#goBack(this.#shown);
      return;
    }
    this.#view.wait();
    this.#asked.set(key, choice);
    this.#store.ask(key, choice, true);
  };

  /**
   * @param {string} key
   * @param {Frame | null} frame
   * @param {boolean} wish
   */
  #arrive(key, frame, wish) {
    const wanted = this.#keyOf(this.#choice());
    if (!frame) {
      if (this.#shown && wanted !== this.#keyOf(this.#shown)) this.#goBack(this.#shown);
      else this.#view.rest();
      return;
    }
    const late = this.#missed;
    if (key === wanted) this.#paint(frame, true);
    else if (late && key === this.#keyOf(late)) {
      this.#missed = null;
      this.#set(late);
    }
    // While a key is held, frames asked for on the way are shown, too; the wanted one always paints last.
    else if (wish && !this.#store.known.has(wanted)) this.#paint(frame, false, this.#asked.get(key));
    this.#prefetchSoon();
  }

  /** A control never says one thing and the picture another. @param {Choice} shown */
  #goBack(shown) {
    this.#missed = this.#choice();
    this.#set(shown);
    this.#note.textContent = this.#isAlone() ? ALONE : SILENCE;
  }

  /**
   * @param {Frame} frame
   * @param {boolean} wanted
   * @param {Choice} [choice]
   */
  #paint(frame, wanted, choice = this.#choice()) {
    if (wanted) write(this.#note, this.#isAlone() ? ALONE : "");
    const before = this.#shown;
    this.#shown = choice;
    afterPaint(before, () => this.#told?.follow(isAbout(this.#definition.about, /** @type {Choice} */ (this.#shown))));
    this.#view.paint(frame, { choice, wanted, aloud: this.#touched });
    if (this.#definition.lock) page.painted?.(this.#card, this.#definition.lock);
  }

  #prefetchSoon() {
    setTimeout(() => {
      if (this.#isAlone()) return;
      const missing = neighbours(this.#definition.controls, this.#choice()).find((each) => this.#store.worthFetching(this.#keyOf(each)));
      if (missing) this.#store.ask(this.#keyOf(missing), missing, false);
    }, BREATH);
  }

  /** @param {AnswerRecord} [answer] */
  #open(answer) {
    const { lock, controls } = this.#definition;
    // A figure without controls shows what was found as soon as it opens.
    if (lock && !Object.keys(controls).length) tellMe(lock.question);
    this.#told = lock && predictedAndFound(lock, answer);
    this.#card.replaceChildren(this.#heading, ...(this.#told ? [this.#told.node] : []), this.#content);
    this.#view.measure();
    this.#show();
  }
}

/** @type {Widget} */
export function explorable({ model, root }) {
  const shown = new Explorable(model, root);
  return () => shown.leave();
}
