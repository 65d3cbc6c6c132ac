// A way between two steps for an arrow that no drawing holds: the bow that passes the most steps and names. The same as `bow` in
// `pictures/_scene/_between.py`.

/** @import { Badge } from "./dress.js" */
/** @import { Point } from "./rest.js" */
/** @typedef {[x: number, y: number, room: number]} Obstacle a point, and how far a way stays from it */

/** How far a bow leaves the straight line, as shares of its length, the best first. */
const BOWS = [0.12, -0.12, 0.24, -0.24, 0.38, -0.38, 0.55, -0.55, 0.75, -0.75];
/** In how many parts a bow is looked at. */
const PARTS = 24;
/** How wide a letter of a name is, about. */
const LETTER = 4.7;

/**
 * The points of a name that a way should pass.
 *
 * @param {Element[]} lines
 * @returns {Obstacle[]}
 */
const obstaclesOf = (lines) =>
  lines.flatMap((line) => {
    const [x, y] = ["x", "y"].map((name) => Number(line.getAttribute(name)));
    const width = LETTER * (line.textContent ?? "").length;
    const start = x - width * (line.matches(".center") ? 0.5 : Number(line.matches(".right")));
    return [0, 0.25, 0.5, 0.75, 1].map((part) => /** @type {Obstacle} */ ([start + width * part, y - 3, 6]));
  });

/**
 * The middle point of the best bow.
 *
 * @param {Point} from
 * @param {Point} to
 * @param {Obstacle[]} obstacles
 * @param {Point} size of the drawing
 * @returns {Point}
 */
function bow([a, b], [c, d], obstacles, [width, height]) {
  const ways = BOWS.map((share) => {
    const [x, y] = /** @type {Point} */ ([(a + c) / 2 + (d - b) * share, (b + d) / 2 - (c - a) * share]);
    const points = Array.from({ length: PARTS + 1 }, (_, at) => {
      const [t, u] = [at / PARTS, 1 - at / PARTS];
      return [u * u * a + 2 * u * t * x + t * t * c, u * u * b + 2 * u * t * y + t * t * d];
    });
    const inside = points.every(([p, q]) => p > 4 && p < width - 4 && q > 4 && q < height - 4);
    const hit = obstacles.filter(([p, q, room]) => points.some(([u, v]) => (u - p) ** 2 + (v - q) ** 2 < room * room));
    return { middle: /** @type {Point} */ ([x, y]), cost: hit.reduce((sum, [, , room]) => sum + room * room, inside ? 0 : 1e4) };
  });
  return ways.reduce((best, each) => (each.cost < best.cost ? each : best)).middle;
}

/**
 * The outline of an arrow that a reader drew.
 *
 * @param {string} id
 * @param {Map<string, Badge>} badges
 * @param {SVGSVGElement} svg
 * @param {string} layout
 */
export function bowOf(id, badges, svg, layout) {
  const ends = id.split("__");
  const [from, to] = ends.map((step) => /** @type {Badge} */ (badges.get(step)).at);
  const others = [...badges]
    .filter(([step]) => !ends.includes(step))
    .map(([, { at, size }]) => /** @type {Obstacle} */ ([...at, size + 4]));
  const names = obstaclesOf([...svg.querySelectorAll(`.lay.${layout} :is(.label, text[font-weight])`)]);
  const { width, height } = svg.viewBox.baseVal;
  return `M${from}Q${bow(from, to, [...others, ...names], [width, height])} ${to}`;
}
