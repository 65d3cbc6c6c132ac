// A drawing that becomes another one: what both say in the same words stays, which spares the browser most of its work.
import { make } from "../../core/dom.js";

const PIECES = /<(defs|g)\b[\s\S]*?<\/\1>|<(?:path|circle|use)\b[^>]*>|<text\b[\s\S]*?<\/text>/g;
/** How far ahead a piece is looked for among those before. */
const AHEAD = 64;
/** Attributes that the page adds to a drawing: its role and its name. */
const DRESS = 2;

/**
 * Return a picture as elements. Nothing else is ever read as markup here.
 *
 * @param {string} svg a frame's, or some of its pieces in the same opening tag
 */
export const pictureOf = (svg) => /** @type {SVGSVGElement} */ (make("template", { innerHTML: svg }).content.firstElementChild);

export class Drawing {
  #opening = "";
  /** The pieces of the drawing, each the markup of one child of its SVG. @type {string[]} */
  #pieces = [];
  node = make("div");

  /** @param {string} text an SVG */
  show(text) {
    const opening = text.slice(0, text.indexOf(">") + 1);
    const pieces = text.match(PIECES) ?? [];
    const svg = this.node.firstElementChild;
    // What is nested deeper than that, or what somebody else drew into it, is not told apart: then all of it is new.
    const known = `${opening}${pieces.join("")}</svg>` === text;
    const whole = this.#opening && svg?.childElementCount === this.#pieces.length;
    if (!(known && whole && this.#become(svg, opening, pieces))) this.node.replaceChildren(pictureOf(text));
    this.#opening = known ? opening : "";
    this.#pieces = pieces;
  }

  /**
   * @param {Element} svg
   * @param {string} opening
   * @param {string[]} pieces
   * @returns {boolean} whether it could
   */
  #become(svg, opening, pieces) {
    const before = [...svg.children];
    let from = 0;
    const kept = pieces.map((piece) => {
      const at = this.#pieces.indexOf(piece, from);
      if (at < 0 || at >= from + AHEAD) return null;
      from = at + 1;
      return before[at];
    });
    const wanted = pictureOf(`${opening}${pieces.filter((_, at) => !kept[at]).join("")}</svg>`);
    if (opening !== this.#opening && !adopted(svg, wanted)) return false;
    const fresh = [...wanted.children];
    const staying = new Set(kept);
    for (const node of before) if (!staying.has(node)) node.remove();
    let next = svg.firstElementChild;
    for (const node of kept) {
      if (node) next = node.nextElementSibling;
      else svg.insertBefore(/** @type {Element} */ (fresh.shift()), next);
    }
    return true;
  }
}

/**
 * Let an SVG say of itself what another one says; return whether it then says no more.
 *
 * @param {Element} svg
 * @param {Element} wanted
 */
function adopted(svg, wanted) {
  for (const { name, value } of wanted.attributes) if (svg.getAttribute(name) !== value) svg.setAttribute(name, value);
  return svg.attributes.length === wanted.attributes.length + DRESS;
}
