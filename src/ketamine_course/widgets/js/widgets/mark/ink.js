// What guesses are drawn with: rings, words and the places where a name may stand.
/** @import { Box } from "../../logic/clear.js" */
import { drawn } from "../../core/dom.js";
import { freeOf } from "../../logic/clear.js";

/** @typedef {{ x: number, y: number }} Spot */

export const RING = 9;
/** How much room the name of a guess takes. */
export const NAME_WIDE = 56;
export const NAME_HIGH = 12;
/** How far its letters reach below their line. */
const DEPTH = 2.5;
/** Places for it, and for numbers, are tried this far apart. */
const STEP = 4;

/** @param {number} left @param {number} line on which the letters of a name are @returns {Box} */
export const nameBox = (left, line) => ({ left, right: left + NAME_WIDE, top: line - NAME_HIGH + DEPTH, bottom: line + DEPTH });

/** @param {string} text @param {Box} box that was found for it */
export const nameIn = (text, { left, bottom }) => words(text, { x: left, y: bottom - DEPTH });

/** Where a name may stand below the upper edge of the axes, row after row. @param {number} high @param {number} low */
export const rows = (high, low) =>
  Array.from({ length: Math.max(1, Math.floor((low - high) / STEP)) }, (_, at) => high + NAME_HIGH + at * STEP);

/** @template {SVGElement} Shape @param {Shape} shape @param {"stroke" | "fill"} part */
export function inked(shape, part) {
  shape.style[part] = "var(--c-violet)";
  return shape;
}

/** @param {Spot} spot @param {number} [r] */
export const ring = ({ x, y }, r = RING) => inked(drawn("circle", { cx: x, cy: y, r, fill: "none", "stroke-width": 2 }), "stroke");

/** @param {Spot} spot @returns {Box} what a ring takes */
export const around = ({ x, y }) => ({ left: x - RING, right: x + RING, top: y - RING, bottom: y + RING });

/** @param {string} text @param {Spot} place @param {string} [anchor] */
export const words = (text, place, anchor = "start") =>
  inked(drawn("text", { ...place, "text-anchor": anchor, "font-size": 9.5, "font-weight": 700 }, text), "fill");

/** A number in a ring that hides the lines behind it. @param {Spot} spot @param {number} r @param {string} text @returns {SVGElement[]} */
export function numbered(spot, r, text) {
  const circle = ring(spot, r);
  circle.style.fill = "var(--c-paper)";
  circle.setAttribute("stroke-width", "1.5");
  return [circle, words(text, { x: spot.x, y: spot.y + 3.3 }, "middle")];
}

/**
 * A value that the axis does not reach: instead of a ring, a head at the end of the axis that points beyond it, and the number beside it.
 *
 * @param {Spot} end of the axis
 * @param {"x" | "y"} way
 * @param {1 | -1} side at which it lies, 1 to the right or above
 * @param {string} value
 * @param {readonly Box[]} said
 * @returns {{ nodes: SVGElement[], box: Box }}
 */
export function offScale({ x, y }, way, side, value, said) {
  const [tip, foot] = [side * 6, side * -4];
  const points = way === "x" ? [x + tip, y, x + foot, y - 5, x + foot, y + 5] : [x, y - tip, x - 5, y - foot, x + 5, y - foot];
  const [gap, wide] = [8, 6 * value.length];
  // Along an upright axis they stand in one line, each below its head, or above it where the axis ends below.
  const inside = way === "y" ? [nameBox(x - wide / 2, side > 0 ? y + 19 : y - 12)] : [];
  const beside = [...inside, ...[gap, -gap - wide].flatMap((dx) => [4, 14, 24, -6].map((dy) => nameBox(x + dx, y + dy)))];
  const box = freeOf(
    beside.map((each) => ({ ...each, right: each.left + wide })),
    said,
  );
  return { nodes: [inked(drawn("polygon", { points: points.join(" ") }), "fill"), nameIn(value, box)], box };
}
