// The rounds of a reader: which form each was taken on, what was answered, and what comes next.
/** @import { AnswerRecord, DiscernmentDefinition, DiscernmentRound, JudgedClaim } from "../../contract" */
/** @import { Answer, Discernment } from "../../logic/discernment.js" */
import { page } from "../../core/page.js";
import { discernment, tally } from "../../logic/discernment.js";
import { hash } from "../../logic/order.js";
import { isCurrent } from "../../logic/records.js";
import { keptAnswers } from "../../store/answers.js";
import { seedOf } from "../../store/seed.js";

/** @typedef {{ round: DiscernmentRound, form: string, given: number[], day: Date | null, found: Discernment }} Taken */

/** As in Python (`name_of`). @param {string} round @param {string} form @param {number} at */
export const nameOf = (round, form, at) => `claims-${round}-${form}-${at + 1}`;

/**
 * Return the rounds that were taken whole, in order.
 *
 * @param {DiscernmentDefinition} asked
 * @returns {Taken[]}
 */
export function takenOf({ collection, forms, rounds, answers }) {
  const kept = new Map([...keptAnswers(collection), ...page.answers]);
  return rounds.flatMap((round) => {
    for (const [form, claims] of Object.entries(forms)) {
      const records = claims.map((claim, at) => recordOf(kept.get(nameOf(round.name, form, at)), claim));
      const given = records.map((record) => (record ? answers.indexOf(record.first) : -1));
      if (given.includes(-1)) continue;
      const said = claims.map(({ sound }, at) => /** @type {Answer} */ ([sound, given[at]]));
      return [{ round, form, given, day: dayOf(records), found: discernment(tally(said)) }];
    }
    return [];
  });
}

/** @param {AnswerRecord | undefined} record @param {JudgedClaim} claim */
const recordOf = (record, { text, edition }) => (record && isCurrent({ edition, prompt: text }, record) ? record : undefined);

/** The last time given, where the answers have one. @param {(AnswerRecord | undefined)[]} records */
function dayOf(records) {
  const times = records.map((record) => Date.parse(record?.time ?? "")).filter((time) => !Number.isNaN(time));
  return times.length ? new Date(Math.max(...times)) : null;
}

/**
 * Return the form of a round: the two take turns, and which is first is drawn for each reader.
 *
 * @param {DiscernmentDefinition} asked
 * @param {DiscernmentRound} round
 * @param {readonly Taken[]} taken
 */
export function formOf({ collection, forms, rounds }, round, taken) {
  const names = Object.keys(forms);
  const at = rounds.indexOf(round);
  const [known] = taken;
  const first = known ? names.indexOf(known.form) + rounds.indexOf(known.round) : hash(`${seedOf(collection)}/forms`);
  return names[(first + at) % names.length];
}
