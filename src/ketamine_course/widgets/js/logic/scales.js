// Places on the axes of a picture, which says of each axis its kind, its ends, and where these lie.

/** @typedef {[kind: string, from: number, to: number, start: number, end: number]} Scale */

/**
 * Return where a value lies on an axis, in units of the picture; what lies beyond an end is placed at that end.
 *
 * @param {Scale} scale
 * @param {number} value
 */
export function placeOn([kind, from, to, start, end], value) {
  const of = kind === "log" ? Math.log : Number;
  const share = (of(value) - of(from)) / (of(to) - of(from));
  return start + Math.min(1, Math.max(0, share)) * (end - start);
}

/**
 * Return on which side of a picture's axis a value lies: 1 beyond the end at which it places greater values, -1 beyond the other, 0 within.
 *
 * @param {Scale} scale
 * @param {number} value
 */
export const beyond = ([, from, to], value) => (value > Math.max(from, to) ? 1 : value < Math.min(from, to) ? -1 : 0);
