// One sheet filled in at two places: what was changed at either is kept, claim by claim and score by score.
/** @import { SheetRecord } from "../contract" */

/** @typedef {Record<string, string>} Fields */

/**
 * Merge fields: what was changed here wins, the rest is as it is there.
 *
 * @param {Fields} base as both last knew it
 * @param {Fields} mine
 * @param {Fields} theirs
 */
function mergedFields(base, mine, theirs) {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  return Object.fromEntries([...names].map((name) => [name, (mine[name] !== base[name] ? mine[name] : theirs[name]) ?? ""]));
}

/** @param {Fields[]} claims @returns {Map<string, Fields>} */
const byId = (claims) => new Map(claims.map((claim) => [claim.id, claim]));

/** @type {(a: Fields | undefined, b: Fields) => boolean} */
const isSame = (a, b) => a !== undefined && Object.keys({ ...a, ...b }).every((name) => a[name] === b[name]);

/**
 * A claim removed at one place is gone, unless it was changed at the other.
 *
 * @param {Fields[]} base
 * @param {Fields[]} mine
 * @param {Fields[]} theirs
 */
function mergedClaims(base, mine, theirs) {
  const [before, here, there] = [base, mine, theirs].map(byId);
  return [...new Set([...there.keys(), ...here.keys()])].flatMap((id) => {
    const [own, other, old] = [here.get(id), there.get(id), before.get(id)];
    if (own && other) return [mergedFields(old ?? {}, own, other)];
    const left = own ?? other;
    return left && !isSame(old, left) ? [left] : [];
  });
}

/**
 * @param {Required<SheetRecord>} base
 * @param {Required<SheetRecord>} mine
 * @param {Required<SheetRecord>} theirs
 * @returns {Required<SheetRecord>}
 */
export function mergedSheets(base, mine, theirs) {
  const texts = (/** @type {Required<SheetRecord>} */ { title, text, overall }) => ({ title, text, overall });
  const { title, text, overall } = mergedFields(texts(base), texts(mine), texts(theirs));
  const claims = mergedClaims(base.claims, mine.claims, theirs.claims);
  return { title, text, overall, claims, scores: mergedFields(base.scores, mine.scores, theirs.scores) };
}
