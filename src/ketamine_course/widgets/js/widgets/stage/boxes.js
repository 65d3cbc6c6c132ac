// A chain that is only being built: its steps in a row, to be moved and taken out, and free places in the scene, each with a number, a name
// and something to press.
/** @import { Actions, StageFacts } from "./types" */
import { button, make } from "../../core/dom.js";

/** @typedef {{ row: HTMLLIElement, number: HTMLElement, buttons: HTMLButtonElement[] }} Box a step: earlier, later, out */

/** @param {string} text @param {Record<string, unknown>} names */
export const filled = (text, names) => text.replace(/\{(\w+)\}/g, (_, name) => String(names[name]));

/**
 * What can be done to a free place or a taken one is the same by pointer and by key; there are no arrows to touch.
 *
 * @template {Actions} All
 * @param {All} actions
 * @param {(step: string) => void} put
 * @returns {All}
 */
export const boxActions = (actions, put) => ({ ...actions, block: put, press: put, turn: () => {}, cut: () => {}, pressArrow: () => {} });

/**
 * Name the places of a scene after it was painted: a free one is called by the number that it would get.
 *
 * @param {SVGSVGElement} svg
 * @param {StageFacts} facts
 * @param {string[]} own
 */
export function dressBoxes(svg, { board }, own) {
  const { words, steps } = board;
  svg.setAttribute("aria-label", words["own.scene"]);
  for (const group of svg.querySelectorAll("[data-b]")) {
    const step = group.getAttribute("data-b") ?? "";
    const place = own.indexOf(step);
    const number = (place < 0 ? own.length : place) + 1;
    const text = words[place < 0 ? "own.free" : place ? "own.taken" : "own.first"];
    group.setAttribute("aria-label", filled(text, { number, step: steps[step].label }));
    group.setAttribute("aria-pressed", String(place >= 0));
  }
}

export class Boxes {
  #board;
  #change;
  #leave;
  /** @type {string[]} */
  #own = [];
  /** @type {Map<string, Box>} */
  #boxes = new Map();
  node = make("ol", { className: "chain" });

  /**
   * @param {StageFacts} facts
   * @param {(own: string[]) => void} change
   * @param {() => void} leave where the focus goes when nothing is left to take out
   */
  constructor({ board }, change, leave) {
    this.#board = board;
    this.#change = change;
    this.#leave = leave;
  }

  /** @param {string} step @returns {Box} */
  #boxOf(step) {
    const { words, steps } = this.#board;
    const { short } = steps[step];
    const named = (/** @type {string} */ sign, /** @type {string} */ word, /** @type {() => void} */ press) =>
      button(sign, press, { "aria-label": filled(words[word], { step: short }), title: filled(words[word], { step: short }) });
    const buttons = [
      named("\u2039", "own.earlier", () => this.#move(step, -1)),
      named("\u203a", "own.later", () => this.#move(step, 1)),
      named("\u00d7", "own.remove", () => this.#remove(step)),
    ];
    const number = make("span", { className: "quiet" });
    return { row: make("li", {}, number, ` ${short}`, ...(step === this.#board.source ? [] : buttons)), number, buttons };
  }

  /** @param {string} step @param {number} by */
  #move(step, by) {
    const place = this.#own.indexOf(step) + by;
    if (place < 1 || place === this.#own.length) return;
    const next = this.#own.filter((each) => each !== step);
    next.splice(place, 0, step);
    this.#change(next);
  }

  /** @param {string} step */
  #remove(step) {
    const place = this.#own.indexOf(step);
    this.#change(this.#own.filter((each) => each !== step));
    const next = this.#boxes.get(this.#own[Math.min(place, this.#own.length - 1)])?.buttons[2];
    if (next?.isConnected) next.focus();
    else this.#leave();
  }

  /** The box with the focus is not moved: the others pass it. @param {string[]} own */
  sync(own) {
    this.#own = own;
    for (const [step, { row }] of this.#boxes) if (!own.includes(step)) row.remove();
    const root = /** @type {ShadowRoot | Document} */ (this.node.getRootNode());
    let passed = !this.node.contains(root.activeElement);
    for (const [at, step] of own.entries()) {
      const box = this.#boxes.get(step) ?? this.#boxOf(step);
      this.#boxes.set(step, box);
      const { row, number, buttons } = box;
      const held = row.contains(root.activeElement);
      if (passed) this.node.append(row);
      else if (!held) this.node.insertBefore(row, /** @type {Node} */ (root.activeElement?.closest("li")));
      passed ||= held;
      number.textContent = `${at + 1}`;
      // Not `disabled`, which would take the focus away: at its end a button stays where it is, and does nothing.
      buttons[0].ariaDisabled = String(at < 2);
      buttons[1].ariaDisabled = String(at === own.length - 1);
    }
  }
}
