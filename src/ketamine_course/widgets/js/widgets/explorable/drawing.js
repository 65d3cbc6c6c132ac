// A drawing that becomes another one: what both say in the same words stays, which spares the browser most of its work.
import { make } from "../../core/dom.js";

const PIECES = /<(defs|g)\b[\s\S]*?<\/\1>|<(?:path|circle|use)\b[^>]*>|<text\b[\s\S]*?<\/text>/g;
/** How far ahead a piece is looked for among those before. */
const AHEAD = 16;

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
    if (known && svg && opening === this.#opening && svg.childElementCount === this.#pieces.length) this.#become(svg, opening, pieces);
    else this.node.replaceChildren(pictureOf(text));
    this.#opening = known ? opening : "";
    this.#pieces = pieces;
  }

  /**
   * @param {Element} svg
   * @param {string} opening
   * @param {string[]} pieces
   */
  #become(svg, opening, pieces) {
    const before = [...svg.children];
    let from = 0;
    const kept = pieces.map((piece) => {
      for (let at = from; at < Math.min(from + AHEAD, before.length); at += 1) {
        if (this.#pieces[at] !== piece) continue;
        from = at + 1;
        return before[at];
      }
      return null;
    });
    const fresh = [...pictureOf(`${opening}${pieces.filter((_, at) => !kept[at]).join("")}</svg>`).children];
    const staying = new Set(kept);
    for (const node of before) if (!staying.has(node)) node.remove();
    let next = svg.firstElementChild;
    for (const node of kept) {
      if (node) next = node.nextElementSibling;
      else svg.insertBefore(/** @type {Element} */ (fresh.shift()), next);
    }
  }
}
