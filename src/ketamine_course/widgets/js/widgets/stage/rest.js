// Where the tail of a chain rests that nobody holds. The same as `tail_end` in `pictures/_scene/_overlay.py`.

/** @typedef {[x: number, y: number]} Point */

/** How far a tail reaches that nobody holds, from the middle of its step. */
const LENGTH = 30;
/** Where it is tried to lead, as shares of that, the best ways first. */
const WAYS = /** @type {Point[]} */ ([
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [0.6, 0.6],
  [-0.6, 0.6],
  [0.6, -0.6],
  [-0.6, -0.6],
]);

/** On which sides of its step a way leads. @param {Point} way */
const sidesOf = ([x, y]) => [x > 0, x < 0, y > 0, y < 0].flatMap((leads, side) => (leads ? [side] : []));

/** On which side of a step a point lies: 0 right, 1 left, 2 below, 3 above. @param {Point} at @param {Point} point */
const sideOf = ([x, y], [a, b]) => (Math.abs(a - x) > Math.abs(b - y) ? Number(a < x) : 2 + Number(b < y));

/**
 * The emptiest place beside a step, off its name and, where there is another, off the arrow into it.
 *
 * @param {{ at: Point, size: number, label: number[] }} badge
 * @param {{ at: Point }[]} badges
 * @param {number} width of the drawing
 * @param {Point | null} [before] the point from which the arrow comes
 * @returns {Point}
 */
export function restOf({ at: [x, y], size, label: [u, v] }, badges, width, before = null) {
  const named = u > x + size ? 0 : u < x - size ? 1 : v > y ? 2 : 3;
  const taken = before && sideOf([x, y], before);
  const endOn = (/** @type {Point} */ [across, down]) => /** @type {Point} */ ([x + LENGTH * across, y + LENGTH * down]);
  const room = (/** @type {Point} */ [a, b]) => Math.min(...badges.map(({ at }) => Math.hypot(at[0] - a, at[1] - b)));
  const inside = WAYS.filter((way) => {
    const [a, b] = endOn(way);
    return !sidesOf(way).includes(named) && a > size && a < width - size && b > size;
  });
  const free = inside.filter((way) => taken === null || !sidesOf(way).includes(taken));
  return (free.length ? free : inside).map(endOn).reduce((best, end) => (room(end) > room(best) + 0.01 ? end : best));
}
