// Agreement within a class, with its interval. The twins in Python are models/appraisal/raters.py and bootstrap.py.
import { total } from "../../core/numbers.js";
import { below, valueAt } from "./normal.js";

/** @typedef {{ value: number, low: number, high: number }} Interval the ends are NaN where they have no value */

const ENDS = [0.025, 0.975];
/** Values as near as this are equal: sums in another order differ in their last bit. */
const NEAR = 1e-12;

/** @param {number[]} values */
const squares = (values) => total(values.map((each) => each * each));

/**
 * Return Krippendorff's alpha for values without an order (Krippendorff 2011), or null where it has no value.
 *
 * @param {readonly (readonly number[])[]} table for each claim, how many people gave each verdict
 */
export function alpha(table) {
  const pairable = table.map((counts) => [...counts]).filter((counts) => total(counts) >= 2);
  const totals = (pairable[0] ?? []).map((_, value) => total(pairable.map((counts) => counts[value])));
  if (totals.filter(Boolean).length < 2) return null;
  const all = total(totals);
  const apart = total(pairable.map((counts) => (total(counts) ** 2 - squares(counts)) / (total(counts) - 1)));
  return 1 - apart / ((all ** 2 - squares(totals)) / (all - 1));
}

/**
 * Return alpha with its 95% interval from claims drawn again and again (Efron's bias-corrected percentiles), or null.
 *
 * @param {readonly (readonly number[])[]} table
 * @param {readonly (readonly number[])[]} draws which claims each draw takes
 * @returns {Interval | null}
 */
export function agreement(table, draws) {
  const value = alpha(table);
  if (value === null) return null;
  const found = draws.map((claims) => alpha(claims.map((claim) => table[claim]))).filter((each) => each !== null);
  if (table.length < 2 || !found.length) return { value, low: Number.NaN, high: Number.NaN };
  const isEqual = (/** @type {number} */ each) => Math.abs(each - value) <= NEAR;
  const lower = found.filter((each) => each < value && !isEqual(each)).length + found.filter(isEqual).length / 2;
  const edge = 1 / (found.length + 1);
  const shift = 2 * valueAt(Math.min(Math.max(lower / found.length, edge), 1 - edge));
  const [low, high] = ENDS.map((end) => quantile(found, below(shift + valueAt(end))));
  return { value, low, high };
}

/** @param {number[]} values @param {number} share between two values, on the line from one to the other */
function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  const at = share * (sorted.length - 1);
  const before = Math.min(Math.floor(at), sorted.length - 1);
  const after = Math.min(before + 1, sorted.length - 1);
  return sorted[before] + (sorted[after] - sorted[before]) * (at - before);
}
