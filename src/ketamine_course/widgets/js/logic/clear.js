// Room for a guess among the words of a figure: lines stop where they would cross words, and its name stands where there are none.
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box in units of the figure */

const AIR = 2;
/** The share of a line that has to be left. */
const LEAST = 0.5;

/**
 * Return the pieces of a stretch that are left when words are spared, or the whole of it where too little would be left to be seen.
 *
 * @param {number} start
 * @param {number} end
 * @param {readonly (readonly [number, number])[]} taken where words lie along it
 * @returns {[number, number][]}
 */
export function pieces(start, end, taken) {
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
  return left < LEAST * (high - low) ? [[low, high]] : found;
}

/** @param {Box} one @param {Box} other */
export const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/**
 * Return the first of some boxes that meets no words, or the first where all do.
 *
 * @template {Box} Wanted
 * @param {readonly Wanted[]} wanted in order
 * @param {readonly Box[]} words
 */
export const freeOf = (wanted, words) => wanted.find((box) => !words.some((each) => meet(box, each))) ?? wanted[0];
