// The number that a reader types: with a point, with a comma for it, or with commas between thousands.

/**
 * Read a number as typed. A comma between three digits may stand for thousands ("9,016") or for the point ("1,250"): thousands are
 * tried first, unless they lie outside what can be answered.
 * @param {string} typed
 * @param {number | null | undefined} lowest smallest possible answer, if there is one
 * @param {number | null | undefined} highest largest possible answer, if there is one
 * @returns {number | null} the number, or null for what is none or lies outside
 */
export function numberIn(typed, lowest, highest) {
  const text = typed.trim();
  const whole = /^-?[1-9]\d{0,2}(,\d{3})+$/.test(text) ? [text.replaceAll(",", "")] : [];
  const readings = [...whole, text.replace(",", ".")].filter((each) => /^-?\d+(\.\d+)?$/.test(each)).map(Number);
  const found = readings.find((value) => value >= (lowest ?? Number.NEGATIVE_INFINITY) && value <= (highest ?? Number.POSITIVE_INFINITY));
  return found ?? null;
}
