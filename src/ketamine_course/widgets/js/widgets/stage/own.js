// A chain of one's own: steps put in order by the reader, one after another.
/** @import { State } from "../../logic/stage/types" */
/** @import { StageFacts } from "./types" */
import { button, make, select } from "../../core/dom.js";
import { OWN } from "../../logic/stage/state.js";

export class OwnChain {
  #board;
  #change;
  /** @type {string[]} */
  #chain = [];
  #text = make("span");
  #list = select("stage-own", []);
  #back;

  /**
   * @param {StageFacts} definition
   * @param {(chain: string[]) => void} change
   */
  constructor({ board }, change) {
    this.#board = board;
    this.#change = change;
    const { words } = board;
    const add = button(words["own.add"], () => this.add(this.#list.value));
    this.#back = button(words["own.back"], () => this.#change(this.#chain.slice(0, -1)));
    const label = make("label", { htmlFor: "stage-own", className: "name", textContent: words["own.next"] });
    const row = make("div", { className: "row" }, label, this.#list, add, this.#back);
    this.node = make(
      "div",
      { className: "own", hidden: true },
      make("p", {}, make("strong", { textContent: `${words["own.title"]}: ` }), this.#text),
      row,
    );
  }

  /** @param {string} step */
  add(step) {
    if (step && !this.#chain.includes(step)) this.#change([...this.#chain, step]);
  }

  /** @param {State} state */
  sync({ own, routes }) {
    this.node.hidden = routes[0] !== OWN;
    if (this.node.hidden || this.#chain.join() === own.join()) return;
    this.#chain = own;
    this.#text.textContent = own.map((step) => this.#board.steps[step].short).join(" \u2192 ");
    const left = Object.entries(this.#board.steps).filter(([step]) => !own.includes(step));
    this.#list.replaceChildren(...left.map(([value, { label }]) => make("option", { value, textContent: label })));
    if (own.length < 2 && this.#back.matches(":focus")) this.#list.focus();
    this.#back.disabled = own.length < 2;
  }
}
