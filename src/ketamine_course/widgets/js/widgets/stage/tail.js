// The tail of a chain that a reader builds: a dotted way out of its last step, with the number of the next one at its end. It follows
// pointer and focus wherever they go, so it does not tell where it should lead.
/** @import { Badge } from "./dress.js" */
import { drawn, write } from "../../core/dom.js";
import { restOf } from "./rest.js";

/** @import { Point } from "./rest.js" */

export class Tail {
  #svg;
  /** @type {Map<string, Badge>} */
  #badges = new Map();
  /** @type {Badge | undefined} the last step */
  #last;
  /** From where the arrow into it comes. @type {Point | null} */
  #before = null;
  #line = drawn("path", {});
  #ring = drawn("circle", {});
  #number = drawn("text", {});
  #node = drawn("g", { class: "tail", "aria-hidden": "true" });

  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    this.#svg = svg;
    this.#node.append(this.#line, this.#ring, this.#number);
    svg.addEventListener("pointermove", (event) => this.#follow(event));
    svg.addEventListener("pointerleave", () => this.#rest());
    svg.addEventListener("focusin", ({ target }) => this.aim(this.#stepOf(target)));
    svg.addEventListener("focusout", () => this.#rest());
  }

  /**
   * @param {Map<string, Badge>} badges
   * @param {string[]} tail the last step, the number of the next and the step before; empty without a chain, or where it has ended
   * @param {(arrow: string) => Point | null} comes from where an arrow comes into its end, where the scene holds it
   */
  show(badges, [last, number, source], comes) {
    this.#last = badges.get(last);
    this.#before = source ? (comes(`${source}__${last}`) ?? badges.get(source)?.at ?? null) : null;
    this.#badges = badges;
    if (!this.#last) return this.#node.remove();
    write(this.#number, number);
    this.#svg.append(this.#node);
    this.#rest();
  }

  /** @param {string} step to which the reader points; none lets it go */
  aim(step) {
    if (!this.#last) return;
    const badge = this.#badges.get(step);
    if (badge?.group.classList.contains("free")) this.#lead(badge.at, true);
    else this.#rest();
  }

  /** @param {EventTarget | null} target */
  #stepOf(target) {
    return /** @type {Element} */ (target).closest("[data-b]")?.getAttribute("data-b") ?? "";
  }

  /** A finger hides what it points at, and a tap is done before anything could follow it. @param {PointerEvent} event */
  #follow({ target, pointerType, clientX, clientY }) {
    if (!this.#last || pointerType === "touch") return;
    const step = this.#stepOf(target);
    if (step) return this.aim(step);
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(this.#svg.getScreenCTM()?.inverse());
    this.#lead([x, y], false);
  }

  #rest() {
    if (this.#last) this.#lead(restOf(this.#last, [...this.#badges.values()], this.#svg.viewBox.baseVal.width, this.#before), false);
  }

  /** @param {Point} end @param {boolean} held whether it ends at a step */
  #lead([x, y], held) {
    const { at, size } = /** @type {Badge} */ (this.#last);
    const [a, b] = at;
    const part = size / Math.max(Math.hypot(x - a, y - b), size);
    const middle = [(a + x) / 2 + (y - b) * 0.12, (b + y) / 2 - (x - a) * 0.12];
    this.#node.classList.toggle("held", held);
    this.#line.setAttribute("d", `M${a + (x - a) * part} ${b + (y - b) * part}Q${middle} ${x} ${y}`);
    for (const [name, value] of Object.entries({ cx: x, cy: y, r: size })) this.#ring.setAttribute(name, String(value));
    this.#number.setAttribute("x", String(x));
    this.#number.setAttribute("y", String(y + 3));
  }
}
