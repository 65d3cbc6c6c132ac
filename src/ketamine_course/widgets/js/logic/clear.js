// Room for a guess among the words of a figure: lines stop where they would cross words, and its name stands where there are none.
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box in units of the figure */

const AIR = 2;
/** Boxes that overlap by no more than this only touch: letters do not fill the boxes that browsers measure. */
const TOUCH = 1;
/** How much of a line has to be left to be seen, in units of the figure. */
const LEAST = 4;

/**
 * Return the pieces of a stretch that are left when words are spared, or the whole of it where too little would be left to be seen.
 *
 * @param {number} start
 * @param {number} end
 * @param {readonly (readonly [number, number])[]} taken where words lie along it
 * @param {number} [least] how much of it has to be left
 * @returns {[number, number][]}
 */
export function pieces(start, end, taken, least = LEAST) {
  const [low, high] = [Math.min(start, end), Math.max(start, end)];
  /** @type {[number, number][]} */
  const found = [];
  let from = low;
  for (const [first, last] of [...taken].sort(([one], [other]) => one - other)) {
    if (last + AIR <= from || first - AIR >= high) continue;
    if (first - AIR > from) found.push([from, first - AIR]);
    from = Math.max(from, last + AIR);
  }
  if (from < high) found.push([from, high]);
  const left = found.reduce((sum, [one, other]) => sum + other - one, 0);
  return left < Math.min(least, high - low) ? [[low, high]] : found;
}

/** @param {Box} one @param {Box} other */
export const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/**
 * Return how far along the way from one place to another a box begins and ends, as shares of the way, or null where the way misses it.
 *
 * @param {readonly [number, number]} from x and y
 * @param {readonly [number, number]} to x and y
 * @param {Box} box
 * @returns {[number, number] | null}
 */
function crossing(from, to, { left, right, top, bottom }) {
  let [first, last] = [0, 1];
  for (const [at, low, high] of [
    [0, left, right],
    [1, top, bottom],
  ]) {
    const length = to[at] - from[at];
    if (!length && (from[at] < low || from[at] > high)) return null;
    const [one, other] = length ? [(low - from[at]) / length, (high - from[at]) / length] : [0, 1];
    first = Math.max(first, Math.min(one, other));
    last = Math.min(last, Math.max(one, other));
  }
  return first < last ? [first, last] : null;
}

/**
 * Return the pieces of a straight way between two places, each with a mark of its own, that are left when words are spared.
 *
 * @param {readonly [number, number]} from x and y
 * @param {readonly [number, number]} to x and y
 * @param {readonly Box[]} words
 * @returns {[[number, number], [number, number]][]}
 */
export function ways(from, to, words) {
  const [across, down] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(across, down);
  const taken = words.flatMap((box) => {
    const met = crossing(from, to, box);
    return met ? [/** @type {const} */ ([met[0] * length, met[1] * length])] : [];
  });
  /** @param {number} along @returns {[number, number]} */
  const place = (along) => [from[0] + (across * along) / length, from[1] + (down * along) / length];
  return length ? pieces(0, length, taken, 0).map(([start, end]) => [place(start), place(end)]) : [];
}

/** How much of a box lies over words. @param {Box} box @param {readonly Box[]} words */
const covered = ({ left, right, top, bottom }, words) =>
  words.reduce((sum, each) => {
    const [wide, high] = [Math.min(right, each.right) - Math.max(left, each.left), Math.min(bottom, each.bottom) - Math.max(top, each.top)];
    return sum + (wide > TOUCH && high > TOUCH ? wide * high : 0);
  }, 0);

/**
 * Return the first of some boxes that meets no words, or the one that meets least of them.
 *
 * @template {Box} Wanted
 * @param {readonly Wanted[]} wanted in order
 * @param {readonly Box[]} words
 */
export function freeOf(wanted, words) {
  const free = wanted.find((box) => !words.some((each) => meet(box, each)));
  if (free) return free;
  const over = wanted.map((box) => covered(box, words));
  return wanted[over.indexOf(Math.min(...over))];
}
