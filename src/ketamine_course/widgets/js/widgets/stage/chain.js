// Where the reader's own chain is kept: as an answer, one for all stages, so that it is downloaded and erased with the others.
/** @import { StageOptions } from "../../contract" */
/** @import { StageFacts } from "./types" */
import { tell } from "../../core/page.js";
import { answerAnywhere, bringBack, keep } from "../../store/answers.js";

export class KeptChain {
  #board;
  #place;
  /** The chain as it was last seen here. */
  #seen = "";

  /** @param {StageFacts} facts @param {StageOptions} options */
  constructor({ board }, { chain }) {
    this.#board = board;
    this.#place = chain;
  }

  #kept() {
    return this.#place ? answerAnywhere(this.#place.collection, this.#place.question) : null;
  }

  /** @param {string[]} bare what is left of a chain that is erased */
  #steps(bare) {
    const given = this.#kept()?.given;
    return typeof given === "string" ? given.split(" ") : bare;
  }

  /** Its page is the one that is shown: answers of other tabs count there. */
  bringBack() {
    if (this.#place) bringBack(this.#place.collection, this.#place.page);
  }

  /** What is kept now is left aside until it changes. */
  leaveAside() {
    this.#seen = this.#steps([]).join();
  }

  /** The chain, if it changed since it was last seen. @param {string[]} bare */
  changed(bare) {
    const steps = this.#steps(bare);
    if (!this.#place || steps.join() === this.#seen) return null;
    this.#seen = steps.join();
    return steps;
  }

  /** @param {string[]} own */
  keep(own) {
    if (!this.#place) return;
    const { collection, question, prompt, page } = this.#place;
    const text = own.map((step) => this.#board.steps[step].short).join(" \u2192 ");
    const first = this.#kept()?.first ?? text;
    const rest = { right: null, confidence: null, first, first_right: null, first_confidence: null, rounds: 1 };
    keep(collection, question, { kind: "text", page, prompt, given: own.join(" "), text, ...rest });
    tell("answer");
  }
}
