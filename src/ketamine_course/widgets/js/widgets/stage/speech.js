// What a listener is told of a stage: one sentence a change, once changes rest.
import { make } from "../../core/dom.js";

/** Milliseconds of rest before a change is spoken. */
const PAUSE = 350;

export class Speech {
  node = make("p", { className: "hidden-text", role: "status" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;

  /** @param {string} text spoken in place of what still waits */
  now(text) {
    this.leave();
    this.node.textContent = text;
  }

  /** @param {string | false | null} text nothing only ends the wait of what came before */
  soon(text) {
    this.leave();
    if (text) this.#waiting = setTimeout(() => this.now(text), PAUSE);
  }

  leave() {
    clearTimeout(this.#waiting);
  }
}

/** Whether the focus is on what tells the open step by its own name. @param {HTMLElement} card */
export function tellsStep(card) {
  const root = /** @type {ShadowRoot} */ (card.getRootNode());
  return root.activeElement?.matches("[type=range], .b") ?? false;
}
