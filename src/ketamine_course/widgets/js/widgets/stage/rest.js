// Where the tail of a chain rests that nobody holds. The same as `tail_end` in `pictures/_scene/_overlay.py`.

/** @typedef {[x: number, y: number]} Point */

/** How far a tail reaches that nobody holds, from the middle of its step. */
const LENGTH = 30;

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
  const endOn = (/** @type {number} */ side) =>
    /** @type {Point} */ ([x + LENGTH * ([1, -1][side] ?? 0), y + LENGTH * ([0, 0, 1, -1][side] ?? 0)]);
  const room = (/** @type {Point} */ [a, b]) => Math.min(...badges.map(({ at }) => Math.hypot(at[0] - a, at[1] - b)));
  const inside = [0, 1, 2, 3].filter((side) => {
    const [a, b] = endOn(side);
    return side !== named && a > size && a < width - size && b > size;
  });
  const free = inside.filter((side) => side !== taken);
  return (free.length ? free : inside).map(endOn).reduce((best, end) => (room(end) > room(best) + 0.01 ? end : best));
}
