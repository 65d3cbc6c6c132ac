// The names of routes that are lit together: each on a tag of its colour.
import { drawn } from "../../core/dom.js";

/** Where along an arrow the name of its route is tried, the best place first. */
const ALONG = [0.5, 0.35, 0.65, 0.2, 0.8];
/** On the arrow, right of it, left of it, below it, above it: how many half widths its middle is moved, and how many units down. */
const SIDES = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 16],
  [0, -16],
  [0, 28],
];

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/** How far two boxes lie over each other, as an area. @param {Box} one @param {Box} two */
const shared = (one, two) =>
  Math.max(0, Math.min(one.x + one.width, two.x + two.width) - Math.max(one.x, two.x)) *
  Math.max(0, Math.min(one.y + one.height, two.y + two.height) - Math.max(one.y, two.y));

/**
 * The names of routes that are lit together, each on a tag of its colour by an arrow that is its own, where it covers as little as can be.
 *
 * @param {string[][]} tracks titles and arrows
 * @param {(arrow: string) => Element | null | undefined} lineOf
 * @param {number} width of the drawing, in units
 * @param {Box[]} names of what is there
 */
export function trackNames(tracks, lineOf, width, names) {
  const taken = [...names];
  return tracks.flatMap(([name, arrow], at) => {
    const line = /** @type {SVGPathElement | null | undefined} */ (lineOf(arrow));
    if (!line) return [];
    const half = 2.7 * name.length + 4; // letters of the drawing are about 5 units wide
    const places = ALONG.flatMap((part) => SIDES.map((side) => [part, ...side])).map(([part, side, down]) => {
      const point = line.getPointAtLength(line.getTotalLength() * part);
      const [x, y] = [point.x, Math.max(point.y + down, 8)];
      const middle = Math.min(Math.max(x + side * (half + 3), half + 2), width - half - 2);
      const box = { x: middle - half, y: y - 6, width: 2 * half, height: 12 };
      return { middle, y, box, covered: taken.reduce((sum, each) => sum + shared(box, each), 0) };
    });
    const { middle, y, box } = places.reduce((best, each) => (each.covered < best.covered - 0.5 ? each : best));
    taken.push(box);
    const look = `track t${Math.min(at + 1, 3)}`;
    const text = drawn("text", { class: look, x: middle, y: y + 3, "aria-hidden": "true" });
    text.textContent = name;
    return [drawn("rect", { class: look, ...box, rx: 3 }), text];
  });
}

/**
 * What the name of a route should not lie on: names, badges, drawn cells, headings, with which it would be read as one, and lit arrows.
 *
 * @param {SVGSVGElement} svg
 * @param {string} layout
 * @returns {Box[]}
 */
export function taken(svg, layout) {
  const frame = svg.getBoundingClientRect();
  const unit = svg.viewBox.baseVal.width / frame.width;
  const all = [...svg.querySelectorAll(`.lay.${layout} :is(text, .disc), .l`)];
  const lit = /** @type {SVGPathElement[]} */ ([...svg.querySelectorAll(".narrow .a.run > .line")]).flatMap((line) =>
    Array.from({ length: 40 }, (_, at) => line.getPointAtLength((line.getTotalLength() * at) / 40)),
  );
  const things = all
    .filter((each) => each.checkVisibility({ visibilityProperty: true }))
    .map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      return { x: (x - frame.x) * unit - 5, y: (y - frame.y) * unit, width: width * unit + 10, height: height * unit };
    });
  return [...things, ...lit.map(({ x, y }) => ({ x: x - 2, y: y - 2, width: 4, height: 4 }))];
}
