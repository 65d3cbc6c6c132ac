// A way between two steps for an arrow that no drawing holds: the bow that passes the most steps and names, or a way along the edge of a
// drawing that is higher than broad. The same as `bow` in `pictures/_scene/_between.py`.

/** @import { Badge } from "./dress.js" */
/** @import { Point } from "./rest.js" */
/** @typedef {[x: number, y: number, room: number]} Obstacle a point, and how far a way stays from it */

/** How far a bow leaves the straight line, as shares of its length, the best first. */
const BOWS = [0.12, -0.12, 0.24, -0.24, 0.38, -0.38, 0.55, -0.55, 0.75, -0.75];
/** In how many parts a bow is looked at. */
const PARTS = 24;
/** How wide a letter of a name is, about. */
const LETTER = 4.7;

/** How far from the edge of the drawing a way round runs, how far above or below a step, and what it must spare against the best bow. */
const [EDGE, ASIDE, ROUND] = [6.5, 12.5, 30];

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
    return [0, 0.25, 0.5, 0.75, 1].map((part) => /** @type {Obstacle} */ ([start + width * part, y - 3.2, 6]));
  });

/** Points along a bow. @param {Point} from @param {Point} middle @param {Point} to */
const along = ([a, b], [x, y], [c, d]) =>
  Array.from({ length: PARTS + 1 }, (_, at) => {
    const [t, u] = [at / PARTS, 1 - at / PARTS];
    return /** @type {Point} */ ([u * u * a + 2 * u * t * x + t * t * c, u * u * b + 2 * u * t * y + t * t * d]);
  });

/** The point between two. @param {Point} one @param {Point} two @returns {Point} */
const between = ([a, b], [c, d]) => [(a + c) / 2, (b + d) / 2];

/** The corners of the ways round. @param {Point} from @param {Point} to @param {number} width @returns {Point[][]} */
const roundWays = ([a, b], [c, d], width) =>
  [EDGE, width - EDGE].flatMap((x) =>
    [-ASIDE, ASIDE].flatMap((up) =>
      [-ASIDE, ASIDE].map(
        (down) =>
          /** @type {Point[]} */ ([
            [a, b + up],
            [x, b + up],
            [x, d + down],
            [c, d + down],
          ]),
      ),
    ),
  );

/**
 * A point on the way from one to another, at most so far from the first.
 *
 * @param {Point} from
 * @param {Point} to
 * @param {number} far
 */
function toward([a, b], [c, d], far) {
  const part = Math.min(0.5, far / (Math.hypot(c - a, d - b) || 1));
  return [a + (c - a) * part, b + (d - b) * part];
}

/**
 * The middle point of the best bow, or the corners of a way round.
 *
 * @param {Point} from
 * @param {Point} to
 * @param {Obstacle[]} obstacles
 * @param {Point} size of the drawing
 * @returns {Point[]}
 */
function bow([a, b], [c, d], obstacles, [width, height]) {
  const inside = (/** @type {Point} */ [p, q]) => p > 4 && p < width - 4 && q > 4 && q < height - 4;
  // The nearer to the middle of something, the more, and far more out of the drawing.
  const cost = (/** @type {Point[]} */ points) =>
    obstacles.reduce(
      (sum, [p, q, room]) => sum + Math.max(0, room * room - Math.min(...points.map(([u, v]) => (u - p) ** 2 + (v - q) ** 2))),
      points.every(inside) ? 0 : 1e4,
    );
  const ways = BOWS.map((share) => {
    const middle = /** @type {Point} */ ([(a + c) / 2 + (d - b) * share, (b + d) / 2 - (c - a) * share]);
    return { middle: [middle], cost: cost(along([a, b], middle, [c, d])) };
  });
  const edges = (height > width ? roundWays([a, b], [c, d], width) : []).map((middle) => {
    const all = /** @type {Point[]} */ ([[a, b], ...middle, [c, d]]);
    const points = middle.concat([[c, d]]).flatMap((point, at) => along(all[at], between(all[at], point), point));
    return { middle, cost: cost(points) + ROUND };
  });
  return [...ways, ...edges].reduce((best, each) => (each.cost < best.cost ? each : best)).middle;
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
  const middle = bow(from, to, [...others, ...names], [width, height]);
  if (middle.length < 2) return `M${from}Q${middle} ${to}`;
  const all = [from, ...middle, to];
  const turns = middle.map((corner, at) => `L${toward(corner, all[at], 9)}Q${corner} ${toward(corner, all[at + 2], 9)}`);
  return `M${from}${turns.join("")}L${to}`;
}
