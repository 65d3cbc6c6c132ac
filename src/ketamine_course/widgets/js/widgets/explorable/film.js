// Key states side by side, for paper: nothing moves there.
/** @import { Frame } from "../../contract" */
import { line, make } from "../../core/dom.js";

/**
 * Return the key states as figures, each with its picture, what is set, and its description.
 *
 * @param {readonly (readonly string[])[]} film what is set, and the key of the frame
 * @param {(key: string) => Frame | undefined} frameOf
 * @returns {HTMLElement[]}
 */
export function filmStrip(film, frameOf) {
  return film.flatMap(([words, key]) => {
    const frame = frameOf(key);
    if (!frame || "problem" in frame) return [];
    const drawing = make("div", { role: "img", "aria-label": words, innerHTML: frame.svg });
    const caption = make("figcaption", {}, line(words, "name"), line(frame.description));
    return [make("figure", {}, drawing, caption)];
  });
}
