// Frames for other widths than the usual one: they stand packed beside the widget, or in a script of their own that only screens load
// which need it. (A script, because pages that were opened from a file may load nothing else.)
/** @import { Frame, FrameRequest } from "../contract" */
import { make } from "../core/dom.js";
import { unpack } from "./packed.js";

/** @typedef {Record<string, Frame>} Frames by key */

/**
 * @param {HTMLElement} block
 * @returns {Promise<string>} what is packed there
 */
function textOf(block) {
  const { source } = block.dataset;
  if (!source) return Promise.resolve(JSON.parse(block.textContent ?? ""));
  return new Promise((resolve, reject) => {
    const script = make("script", { src: source });
    script.addEventListener("load", () => resolve(courseLayouts[source.split("/").pop() ?? ""]));
    script.addEventListener("error", () => reject(new Error(`${source} cannot be loaded`)));
    document.head.append(script);
  });
}

/** What stands in a key before a width that is not the usual one. */
const OTHER_WIDTH = "/";

/**
 * Return what answers where a widget asks for a frame of another width, or undefined where it has no such frames.
 *
 * @param {HTMLElement} place
 * @returns {((request: FrameRequest) => Promise<Frame | undefined>) | undefined}
 */
export function layoutsAt(place) {
  const found = [.../** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-course-width]"))];
  const blocks = new Map(found.map((block) => [block.dataset.courseWidth, block]));
  /** @type {Map<string | undefined, Promise<Frames>>} */
  const known = new Map();
  const framesOf = (/** @type {string} */ width) => {
    const block = blocks.get(width);
    if (block && !known.has(width)) known.set(width, /** @type {Promise<Frames>} */ (textOf(block).then(unpack)));
    return known.get(width) ?? Promise.resolve(/** @type {Frames} */ ({}));
  };
  return blocks.size ? async ({ ask }) => (await framesOf(ask.split(OTHER_WIDTH)[1]))[ask] : undefined;
}
