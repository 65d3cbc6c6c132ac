// Which layout of a picture fits a place.

/** Pixels for a unit of the picture: readable on a phone, not taller than a screen. */
export const SMALLEST = 1.18;

/**
 * Return the first width that fits, else the last; the usual one where a place has no width yet.
 *
 * @param {readonly number[]} widths in units, the usual one first
 * @param {number} pixels
 */
export const fitting = (widths, pixels) =>
  pixels > 0 ? (widths.find((units) => units * SMALLEST <= pixels) ?? widths[widths.length - 1]) : widths[0];
