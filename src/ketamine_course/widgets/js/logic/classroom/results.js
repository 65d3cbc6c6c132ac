// What a class's ratings add up to. The twin in Python is models/appraisal/class_results.py.
/** @import { Rating } from "./people.js" */
import { agreement } from "./agreement.js";

/** @typedef {"first" | "final"} Round */
/**
 * How one claim was judged; counts stand in the order of the verdicts.
 *
 * @typedef {{ claim: string, counts: number[], n: number, disagreement: number, withKey: number }} Spread
 */
/** @typedef {{ claim: string, toKey: number, fromKey: number, elsewhere: number }} Change */
/** @typedef {{ key: Record<string, string>, verdicts: readonly string[], draws: readonly (readonly number[])[] }} Asked */

export class ClassResults {
  #ratings;
  #asked;

  /**
   * @param {readonly Rating[]} ratings
   * @param {Asked} asked
   */
  constructor(ratings, asked) {
    this.#ratings = ratings;
    this.#asked = asked;
  }

  /** @param {Round} round @returns {Spread[]} */
  spread(round) {
    const { key, verdicts } = this.#asked;
    return Object.entries(key).map(([claim, right]) => {
      const said = this.#ratings.filter((each) => each.claim === claim).map((each) => each[round]);
      const counts = verdicts.map((verdict) => said.filter((each) => each === verdict).length);
      const n = said.length;
      const same = counts.reduce((sum, count) => sum + count * (count - 1), 0);
      return {
        claim,
        counts,
        n,
        disagreement: n > 1 ? 1 - same / (n * (n - 1)) : 0,
        withKey: said.filter((each) => each === right).length,
      };
    });
  }

  /** The claims on which people differ most; of equals, the one on which fewer are with the key. */
  toDiscuss(count = 2) {
    const judged = this.spread("final").filter((each) => each.n > 1);
    return judged
      .sort((one, other) => other.disagreement - one.disagreement || one.withKey / one.n - other.withKey / other.n)
      .slice(0, count);
  }

  /** @param {Round} round */
  agreement(round) {
    return agreement(
      this.spread(round).map(({ counts }) => counts),
      this.#asked.draws,
    );
  }

  /** @param {Round} round the share of all ratings that are the key's, 0 without ratings */
  shareWithKey(round) {
    const right = this.#ratings.filter((each) => each[round] === this.#asked.key[each.claim]).length;
    return this.#ratings.length ? right / this.#ratings.length : 0;
  }

  /** @returns {Change[]} */
  changes() {
    return Object.entries(this.#asked.key).map(([claim, key]) => {
      const changed = this.#ratings.filter((each) => each.claim === claim && each.first !== each.final);
      const toKey = changed.filter((each) => each.final === key).length;
      const fromKey = changed.filter((each) => each.first === key).length;
      return { claim, toKey, fromKey, elsewhere: changed.length - toKey - fromKey };
    });
  }

  /** @returns {[rater: string, claims: number][]} who changed their mind, and on how many claims */
  changedRaters() {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { rater, first, final } of this.#ratings) if (first !== final) counts.set(rater, (counts.get(rater) ?? 0) + 1);
    return [...counts];
  }
}
