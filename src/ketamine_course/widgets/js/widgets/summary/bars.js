// One bar a row, with a line where it would end if confidence were met exactly.
import { drawn } from "../../core/dom.js";
import { percent } from "../../core/numbers.js";

const ROW = 34;
const LEFT = 130;
const WIDTH = 240;
const FOOT = 26;

/** @typedef {{ label: string, share: number, note: string, mark?: number }} Bar share and mark from 0 to 1 */

/** @param {number} share */
const x = (share) => LEFT + share * WIDTH;

/**
 * @param {readonly Bar[]} rows
 * @param {string} name what a listener hears
 */
export function barsOf(rows, name) {
  const height = rows.length * ROW + FOOT;
  const scale = [0, 0.5, 1].map((share) =>
    drawn("text", { x: x(share), y: height - 4, "text-anchor": "middle", class: "small" }, percent(share)),
  );
  return drawn("svg", { viewBox: `0 0 420 ${height}`, role: "img", "aria-label": name }, ...rows.flatMap(partsOf), ...scale);
}

/**
 * @param {Bar} bar
 * @param {number} at
 */
function partsOf({ label, share, mark, note }, at) {
  const y = 8 + at * ROW;
  /** @type {SVGElement[]} */
  const parts = [
    drawn("text", { x: LEFT - 8, y: y + 16, "text-anchor": "end", class: "ink" }, label),
    drawn("rect", { x: x(0), y, width: WIDTH, height: 22, class: "ground" }),
    drawn("rect", { x: x(0), y, width: share * WIDTH, height: 22, class: "bar" }),
  ];
  if (mark !== undefined) parts.push(drawn("line", { x1: x(mark), x2: x(mark), y1: y - 4, y2: y + 26, class: "mark" }));
  return [...parts, drawn("text", { x: x(1) + 6, y: y + 16, class: "ink" }, note)];
}
