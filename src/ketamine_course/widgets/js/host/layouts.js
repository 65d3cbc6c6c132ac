// Frames by the width that they are drawn for, packed beside the widget or for the whole page: a screen unpacks the width that fits it.
/** @import { Frame, FrameRequest } from "../contract" */
import { fitting } from "../logic/widths.js";
import { unpack } from "./packed.js";

/** @typedef {Record<string, Frame>} Frames by key */

/** Pixels between the edge of a card and its picture, on both sides. */
const EDGES = 34;

/** What stands in a key before a width that is not the usual one. */
const OTHER_WIDTH = "/";

/**
 * @typedef {object} Layouts what stands apart from a widget's other traits
 * @property {(widths: readonly number[]) => Promise<Frames>} first frames of the width that fits the place or, where they cannot be
 *   loaded, of another one
 * @property {(request: FrameRequest) => Promise<Frame | undefined>} answer what a widget asks for
 */

/**
 * Return the frames by width that stand apart at a place, or undefined where none do.
 *
 * @param {HTMLElement} place
 * @param {Frames} [usual] frames of the usual width: others leave out what these say in the same words
 * @returns {Layouts | undefined}
 */
export function layoutsAt(place, usual = {}) {
  const found = [.../** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-course-width]"))];
  const blocks = new Map(found.map((block) => [Number(block.dataset.courseWidth), block]));
  if (!blocks.size) return undefined;
  /** @type {Map<number, Promise<Frames>>} */
  const known = new Map();
  const framesOf = (/** @type {number} */ width) => {
    const block = blocks.get(width);
    if (block && !known.has(width)) known.set(width, /** @type {Promise<Frames>} */ (unpack(JSON.parse(block.textContent ?? ""))));
    return known.get(width) ?? Promise.resolve(/** @type {Frames} */ ({}));
  };
  const pixels = place.clientWidth;
  return {
    first: async (widths) => {
      const wanted = fitting(widths, pixels - EDGES);
      const [rest] = widths.filter((each) => each !== wanted && blocks.has(each));
      return framesOf(wanted).catch(() => framesOf(rest));
    },
    // Where the usual width stands apart, too, its keys name none.
    answer: async ({ ask }) => {
      const [key, units] = ask.split(OTHER_WIDTH);
      const frame = (await framesOf(Number(units ?? Math.max(...blocks.keys()))))[ask];
      return frame && { ...usual[key], ...frame };
    },
  };
}
