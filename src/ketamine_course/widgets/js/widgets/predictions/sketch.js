// A prediction that was made in numbers, drawn beside what was found: on one line, or as points side by side.
/** @import { PredictedItem } from "../../contract" */
import { drawn } from "../../core/dom.js";

const WIDE = 300;
const EDGE = 8;
const LINE = { high: 26, middle: 13 };
const POINTS = { high: 64, top: 8, bottom: 56 };

/** @param {number} x @param {number} y */
const found = (x, y) => drawn("circle", { cx: x, cy: y, r: 4, class: "found" });
/** @param {number} x @param {number} y */
const guess = (x, y) => drawn("circle", { cx: x, cy: y, r: 6, class: "own" });

/**
 * Return a sketch, or nothing of an answer that is no place on a scale. Its words stand beside it.
 *
 * @param {PredictedItem} item
 * @param {unknown} given
 */
export function sketchOf({ kind, answers, lowest, highest }, given) {
  if (lowest === null || highest === null || !answers.length) return [];
  const share = (/** @type {number} */ value) => (value - lowest) / (highest - lowest);
  const values = /** @type {number[]} */ ([given].flat());
  return kind === "dots" || kind === "curve"
    ? [points(answers.map(share), values.map(share))]
    : [lineOf(answers.map(share), values.map(share))];
}

/** @param {number} high @param {SVGElement[]} parts */
const svg = (high, parts) => drawn("svg", { viewBox: `0 0 ${WIDE} ${high}`, "aria-hidden": "true" }, ...parts);

/** @param {number[]} answers @param {number[]} given */
function lineOf(answers, given) {
  const x = (/** @type {number} */ share) => EDGE + share * (WIDE - 2 * EDGE);
  const axis = drawn("line", { x1: x(0), x2: x(1), y1: LINE.middle, y2: LINE.middle, class: "axis" });
  return svg(LINE.high, [axis, ...answers.map((each) => found(x(each), LINE.middle)), ...given.map((each) => guess(x(each), LINE.middle))]);
}

/** @param {number[]} answers @param {number[]} given */
function points(answers, given) {
  const x = (/** @type {number} */ at) => ((at + 0.5) * WIDE) / answers.length;
  const y = (/** @type {number} */ share) => POINTS.bottom - share * (POINTS.bottom - POINTS.top);
  const axis = drawn("line", { x1: EDGE, x2: WIDE - EDGE, y1: POINTS.bottom + 5, y2: POINTS.bottom + 5, class: "axis" });
  return svg(POINTS.high, [axis, ...answers.map((each, at) => found(x(at), y(each))), ...given.map((each, at) => guess(x(at), y(each)))]);
}
