// Numbers as people read them.

/** @param {readonly number[]} values */
export const total = (values) => values.reduce((sum, value) => sum + value, 0);

/** Halves are rounded up: a share of 23 in 40 is a hair under 0.575 in binary. @param {number} share from 0 to 1 */
export const percent = (share) => `${Math.floor(share * 100 + 0.5 + 1e-9)}%`;

/** A text whose first sign is a true minus. @param {string} text */
const minus = (text) => text.replace("-", "\u2212");

/** A number as it stands, with a true minus sign. @param {number | null} value */
export const plain = (value) => minus(String(value));

/** A number with a true minus sign, and none before a zero. @param {number} value @param {number} places */
export function signed(value, places) {
  const text = value.toFixed(places);
  return Number(text) === 0 ? text.replace("-", "") : minus(text);
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} several
 */
export const counted = (count, one, several) => `${count} ${count === 1 ? one : several}`;
