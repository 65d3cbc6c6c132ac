// The keyboard in a scene: one stop, arrow keys along the walk, down to the arrow into a step and up again.
/** @import { Reading } from "../../logic/stage/engine.js" */
/** @import { Actions } from "./types" */

export class Keys {
  #actions;
  #find;
  /** @type {string[]} */
  #order = [];
  /** Where in that order the path ends; behind it are places that are on no lit path. */
  #end = 0;
  /** @type {Map<string, string[]>} */
  #into = new Map();
  /** @type {SVGElement | HTMLElement | undefined} */
  #stop;

  /**
   * @param {Actions} actions
   * @param {(id: string) => SVGElement | HTMLElement | undefined} find the element of a step or an arrow
   */
  constructor(actions, find) {
    this.#actions = actions;
    this.#find = find;
  }

  /** Keep the one stop at the open step. @param {Reading} reading */
  sync({ state, steps, shown }) {
    const others = Object.keys(shown.badges).filter((step) => !steps.includes(step) && this.#find(step)?.isConnected);
    this.#order = [...steps, ...others];
    this.#end = steps.length - 1;
    this.#into = new Map();
    for (const [id, [, look]] of Object.entries(shown.arrows)) {
      const target = id.split("__")[1];
      if (!look.startsWith("off") && !look.includes("extra")) this.#into.set(target, [...(this.#into.get(target) ?? []), id]);
    }
    const stop = this.#find(state.at);
    if (stop === this.#stop) return;
    this.#stop?.setAttribute("tabindex", "-1");
    stop?.setAttribute("tabindex", "0");
    this.#stop = stop;
  }

  /** @param {KeyboardEvent} event @param {string} step */
  onStep(event, step) {
    const at = this.#order.indexOf(step);
    const last = at < this.#end ? this.#end : this.#order.length - 1;
    /** @type {Record<string, number>} */
    const walk = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last };
    if (event.key in walk) this.#walk(this.#order[walk[event.key]]);
    else if (event.key === "ArrowDown") this.#focus(this.#into.get(step)?.[0]);
    else if (event.key === "Enter" || event.key === " ") this.#actions.block(step);
    else return;
    event.preventDefault();
  }

  /** @param {KeyboardEvent} event @param {string} id */
  onArrow(event, id) {
    const target = id.split("__")[1];
    const all = this.#into.get(target) ?? [];
    const at = all.indexOf(id);
    if (event.key === "ArrowUp" || event.key === "Escape") this.#focus(target);
    else if (event.key === "ArrowRight" || event.key === "ArrowDown") this.#focus(all[(at + 1) % all.length]);
    else if (event.key === "ArrowLeft") this.#focus(all.at(at - 1));
    else if (event.key === "Enter" || event.key === " ") this.#actions.turn(id);
    else if (event.key === "Delete" || event.key === "Backspace") this.#actions.cut(id);
    else return;
    event.preventDefault();
  }

  /** @param {string | undefined} step */
  #walk(step) {
    if (!step) return;
    this.#actions.go(step);
    this.#focus(step);
  }

  /** @param {string | undefined} id */
  #focus(id) {
    if (id) this.#find(id)?.focus({ preventScroll: true });
  }
}
