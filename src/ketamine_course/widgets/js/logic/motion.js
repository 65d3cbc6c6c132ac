// What differs between two drawings: parts that stay, move, change their look, come or go. It works on the text of the SVG, which is
// faster than on its elements.

/** What a drawing consists of; what stands in definitions is not drawn where it stands. */
const PARTS = /<defs>[\s\S]*?<\/defs>|<(?:path|circle|use)\b[^>]*>|<text\b[\s\S]*?<\/text>/g;
export const SELECTOR = ":is(path,circle,use,text):not(defs *)";

/**
 * Return the parts of a drawing, in the order in which `SELECTOR` finds their elements.
 *
 * @param {string} svg
 */
export const partsOf = (svg) => (svg.match(PARTS) ?? []).filter((part) => !part.startsWith("<defs"));

/** What a part is, wherever it stands: its look, its words, and for an outline the kinds of its strokes. @param {string} part */
const kindOf = (part) =>
  part.replace(/ (d|c?[xy]|transform)="([^"]*)"/g, (_, name, value) => (name === "d" ? value.replace(/[-\d.]+/g, "0") : ""));

/** Where a part stands and what shape it has, however it looks. @param {string} part */
const placeOf = (part) => part.replace(/ style="[^"]*"/, "");

/**
 * @typedef {object} Difference numbers of parts, before and after
 * @property {[before: number, after: number][]} moved of one kind, at other places
 * @property {[before: number, after: number][]} changed at one place, looking otherwise
 * @property {number[]} come
 * @property {number[]} gone
 */

/**
 * Compare two drawings by their parts.
 *
 * @param {string[]} before
 * @param {string[]} after
 * @returns {Difference} whatever it does not name is the same in both
 */
export function difference(before, after) {
  let gone = [...before.keys()];
  let come = [...after.keys()];
  /**
   * Pair what is left by a key; where it must be told apart, only if there are as many before as after.
   *
   * @param {(part: string) => string} key
   * @param {boolean} [whole]
   */
  const paired = (key, whole = false) => {
    const old = grouped(before, gone, key);
    const fresh = grouped(after, come, key);
    /** @type {[number, number][]} */
    const pairs = [];
    for (const [name, ours] of fresh) {
      const theirs = old.get(name) ?? [];
      if (whole && theirs.length !== ours.length) continue;
      for (let at = 0; at < Math.min(theirs.length, ours.length); at += 1) pairs.push([theirs[at], ours[at]]);
    }
    const left = new Set(pairs.map(([from]) => from));
    const met = new Set(pairs.map(([, to]) => to));
    gone = gone.filter((each) => !left.has(each));
    come = come.filter((each) => !met.has(each));
    return pairs;
  };
  paired((part) => part);
  const changed = paired(placeOf);
  return { changed, moved: paired(kindOf, true), come, gone };
}

/**
 * @param {string[]} parts
 * @param {number[]} numbers
 * @param {(part: string) => string} key
 */
function grouped(parts, numbers, key) {
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  for (const at of numbers) {
    const name = key(parts[at]);
    const group = groups.get(name);
    if (group) group.push(at);
    else groups.set(name, [at]);
  }
  return groups;
}
