// The number that a reader types: with a point, with a comma for it, with commas or spaces between thousands, with its unit or without.

const PERCENT = ["%", "percent", "per cent", "in a hundred"];

/**
 * Whether a number counts things, so that only a whole one can be meant.
 *
 * @param {{ unit: string, answer?: number | null, tolerance: number, lowest?: number | null, highest?: number | null }} question
 */
export const isCount = ({ unit, answer, tolerance, lowest, highest }) =>
  unit !== "" && !PERCENT.includes(unit) && [answer, tolerance, lowest, highest].every(Number.isInteger);

/**
 * Return what was typed without the unit that stands beside the field: who types it again means the same.
 *
 * @param {string} text
 * @param {string} unit
 */
function bare(text, unit) {
  const named = PERCENT.includes(unit) ? PERCENT : [unit];
  const ending = named.find((each) => each && text.toLowerCase().endsWith(each.toLowerCase()));
  return ending ? text.slice(0, -ending.length).trim() : text;
}

/**
 * Read a number as typed. A comma between three digits may stand for thousands ("9,016") or for the point ("1,250"): thousands are
 * tried first, unless they lie outside what can be answered.
 *
 * @param {string} typed
 * @param {number | null | undefined} lowest smallest possible answer, if there is one
 * @param {number | null | undefined} highest largest possible answer, if there is one
 * @param {string} [unit] what is counted, which may be typed, too
 * @returns {number | null} the number, or null for what is none or lies outside
 */
export function numberIn(typed, lowest, highest, unit = "") {
  const text = bare(typed.trim(), unit)
    .replace(/^[\u2212\u2013]/, "-")
    .replace(/^(-?)\./, "$10.");
  const whole = /^-?[1-9]\d{0,2}([,\s]\d{3})+(\.\d+)?$/.test(text) ? [text.replace(/[,\s]/g, "")] : [];
  const readings = [...whole, text.replace(",", ".")].filter((each) => /^-?\d+(\.\d+)?$/.test(each)).map(Number);
  const found = readings.find((value) => value >= (lowest ?? Number.NEGATIVE_INFINITY) && value <= (highest ?? Number.POSITIVE_INFINITY));
  return found ?? null;
}
