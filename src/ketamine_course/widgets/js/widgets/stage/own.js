// A chain of one's own: steps put in order by the reader, one after another.
/** @import { State } from "../../logic/stage/types" */
/** @import { StageFacts } from "./types" */
import { button, make, select } from "../../core/dom.js";
import { OWN } from "../../logic/stage/state.js";
import { Boxes, filled } from "./boxes.js";
import { isOffered } from "./routes.js";

export class OwnChain {
  #board;
  #offers;
  #change;
  /** @type {string[]} */
  #chain = [];
  #text = make("span");
  #list = select("stage-own", []);
  #hint = make("div", { className: "hint" });
  /** What is missing when nothing has been chosen to add. */
  #missing = make("div", { className: "note", role: "alert" });
  #back;
  /** Only where nothing but the chain is shown is there room for its boxes. @type {Boxes | null} */
  #boxes = null;

  /**
   * @param {StageFacts} definition
   * @param {string[]} offers routes whose steps can be chosen, or none for all
   * @param {boolean} build whether nothing else is shown
   * @param {(chain: string[]) => void} change
   * @param {(step: string) => void} aim what to do with a step that is chosen and not yet added
   */
  constructor(definition, offers, build, change, aim) {
    const { board } = definition;
    this.#board = board;
    this.#offers = offers;
    this.#change = change;
    const { words } = board;
    const add = button(words["own.add"], () => this.add(this.#list.value));
    this.#list.addEventListener("change", () => {
      this.#missing.textContent = "";
      aim(this.#list.value);
    });
    this.#back = button(words["own.back"], () => this.#change(this.#chain.slice(0, -1)));
    const label = make("label", { htmlFor: "stage-own", className: "name", textContent: words["own.next"] });
    const row = make("div", { className: "row" }, label, this.#list, add, this.#back);
    if (build) this.#boxes = new Boxes(definition, change, () => this.#list.focus());
    const told = make("p", { hidden: build }, make("strong", { textContent: `${words["own.title"]}: ` }), this.#text);
    const boxes = this.#boxes ? [this.#boxes.node] : [];
    this.node = make("div", { className: "own", hidden: true }, told, ...boxes, row, this.#missing, this.#hint);
  }

  /** The steps that can be chosen, in the order of the board. */
  get steps() {
    const offered = Object.entries(this.#board.routes).filter(([name]) => isOffered(this.#offers, name));
    const used = new Set(offered.flatMap(([, { arrows }]) => arrows.flatMap((arrow) => arrow.slice(0, 2))));
    return Object.keys(this.#board.steps).filter((step) => !this.#offers.length || used.has(step));
  }

  /** What a listener is told of the chain as it grows. */
  get told() {
    return `${this.#board.words["own.title"]}: ${this.#text.textContent}`;
  }

  /** @param {string} step */
  add(step) {
    this.#missing.textContent = step ? "" : this.#board.words["own.missing"];
    if (!step) this.#list.focus();
    else if (!this.#chain.includes(step)) this.#change([...this.#chain, step]);
  }

  /** Add a step, or take it out; the first one stays. @param {string} step */
  put(step) {
    if (!this.#chain.includes(step)) this.add(step);
    else if (step !== this.#board.source) this.#change(this.#chain.filter((each) => each !== step));
  }

  /** @param {State} state */
  sync({ own, routes }) {
    this.node.hidden = routes[0] !== OWN;
    if (this.node.hidden || this.#chain.join() === own.join()) return;
    this.#chain = own;
    this.#text.textContent = own.map((step) => this.#board.steps[step].short).join(" \u2192 ");
    this.#boxes?.sync(own);
    const { words, fixed, steps } = this.#board;
    const last = own[own.length - 1];
    this.#hint.textContent = filled(words[fixed.includes(last) ? "own.reached" : "own.hint"], {
      step: steps[last]?.inline,
    });
    const left = this.steps.filter((step) => !own.includes(step));
    const choose = make("option", { value: "", textContent: this.#board.words["own.choose"] });
    this.#list.replaceChildren(choose, ...left.map((value) => make("option", { value, textContent: this.#board.steps[value].label })));
    if (own.length < 2 && this.#back.matches(":focus")) this.#list.focus();
    this.#back.disabled = own.length < 2;
  }
}
