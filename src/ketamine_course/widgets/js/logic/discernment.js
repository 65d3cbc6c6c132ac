// Discernment: whether claims are accepted that the evidence supports, and those caught that it does not.
// The twin in Python, with the sources of the formulas, is models/appraisal/discernment.py.
import { total } from "../core/numbers.js";
import { valueAt } from "./classroom/normal.js";

/** What the two numbers are, for readers who meet them for the first time. The twin in Python is lesson/discernment.py. */
export const GLOSS = [
  "Sensitivity, written d\u2032 (d-prime), says how well a reader tells supported claims from unsupported ones:",
  "0 is no better than tossing a coin, and the larger it is, the better.",
  "Bias, written c (the criterion), says which way a reader leans: above 0 towards doubting, below 0 towards accepting.",
].join(" ");

/** @typedef {{ value: number, low: number, high: number }} Estimate the ends are NaN where there is no interval */
/** @typedef {{ accepted: number, openSound: number, sound: number, caught: number, openUnsound: number, unsound: number }} Tally */
/** @typedef {{ accepted: number, caught: number, sensitivity: Estimate, bias: Estimate }} Discernment */
/** @typedef {[sound: boolean, answer: number]} Answer */
/** @typedef {{ round: string, form: string, sound: boolean }} Item */
/** @typedef {{ people: number, means: (Estimate | null)[] }} Measured */

const [ACCEPT, REJECT, OPEN] = [0, 1, 2];
const FEWEST_PEOPLE = 3;
const Z = valueAt(0.975);

/** @param {readonly Answer[]} answers @returns {Tally} */
export function tally(answers) {
  const count = (/** @type {boolean} */ sound, /** @type {number} */ answer) =>
    answers.filter(([is, given]) => is === sound && given === answer).length;
  const sound = answers.filter(([is]) => is).length;
  return {
    accepted: count(true, ACCEPT),
    openSound: count(true, OPEN),
    sound,
    caught: count(false, REJECT),
    openUnsound: count(false, OPEN),
    unsound: answers.length - sound,
  };
}

/** @param {number} z */
const density = (z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** Return z of a corrected rate, and the variance of that. @param {number} count @param {number} of */
function rate(count, of) {
  const share = (count + 0.5) / (of + 1);
  const z = valueAt(share);
  return { z, variance: (share * (1 - share)) / (of * density(z) ** 2) };
}

/** @param {number} value @param {number} reach @returns {Estimate} */
const estimate = (value, reach) => ({ value, low: value - reach, high: value + reach });

/** @param {Tally} counts with claims of both kinds @returns {Discernment} */
export function discernment({ accepted, openSound, sound, caught, openUnsound, unsound }) {
  const hit = rate(accepted + openSound / 2, sound);
  const alarm = rate(unsound - caught - openUnsound / 2, unsound);
  const reach = Z * Math.sqrt(hit.variance + alarm.variance);
  return {
    accepted: accepted / sound,
    caught: caught / unsound,
    sensitivity: estimate(hit.z - alarm.z, reach),
    bias: estimate(-(hit.z + alarm.z) / 2, reach / 2),
  };
}

/** The difference of two estimates of one reader. @param {Estimate} before @param {Estimate} after */
export const gain = (before, after) =>
  estimate(after.value - before.value, Math.hypot(before.high - before.value, after.high - after.value));

/** @param {number} degrees of freedom */
function quantile(degrees) {
  const terms = [
    Z,
    (Z ** 3 + Z) / 4,
    (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96,
    (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384,
    (79 * Z ** 9 + 776 * Z ** 7 + 1482 * Z ** 5 - 1920 * Z ** 3 - 945 * Z) / 92160,
  ];
  return total(terms.map((term, power) => term / degrees ** power));
}

/** The mean over people with a t interval; null of nobody. @param {readonly number[]} values @returns {Estimate | null} */
export function average(values) {
  if (!values.length) return null;
  const mean = total(values) / values.length;
  if (values.length < FEWEST_PEOPLE) return { value: mean, low: Number.NaN, high: Number.NaN };
  const variance = total(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
  return estimate(mean, quantile(values.length - 1) * Math.sqrt(variance / values.length));
}

/** @param {Discernment} found */
const valuesOf = ({ accepted, caught, sensitivity, bias }) => [accepted, caught, sensitivity.value, bias.value];

/** @param {number[][]} people @returns {Measured} */
const measured = (people) => ({
  people: people.length,
  means: [0, 1, 2, 3].map((at) => average(people.map((values) => values[at]))),
});

/** A class: a form counts once all its claims are answered, and first answers count. */
export class ClassDiscernment {
  /** @type {Map<string, Map<string, Discernment>>} by round and rater */
  #found = new Map();
  unfinished = 0;

  /**
   * @param {readonly { rater: string, claim: string, first: string }[]} ratings
   * @param {Record<string, Item>} items by the name under which a claim is asked
   * @param {readonly string[]} answers
   */
  constructor(ratings, items, answers) {
    const sizes = grouped(Object.values(items), ({ round, form }) => JSON.stringify([round, form]));
    const given = grouped(ratings, ({ rater, claim }) => JSON.stringify([items[claim].round, items[claim].form, rater]));
    /** @type {Map<string, Answer[]>} */
    const whole = new Map();
    for (const [key, rows] of given) {
      const [round, form, rater] = JSON.parse(key);
      const place = JSON.stringify([round, rater]);
      const said = rows.map(({ claim, first }) => /** @type {Answer} */ ([items[claim].sound, answers.indexOf(first)]));
      if (rows.length === sizes.get(JSON.stringify([round, form]))?.length) whole.set(place, [...(whole.get(place) ?? []), ...said]);
      else this.unfinished += 1;
    }
    for (const [place, said] of whole) {
      const [round, rater] = JSON.parse(place);
      this.#found.set(round, (this.#found.get(round) ?? new Map()).set(rater, discernment(tally(said))));
    }
  }

  /** @param {string} round @returns {Measured} */
  measured(round) {
    return measured([...(this.#found.get(round)?.values() ?? [])].map(valuesOf));
  }

  /** How far the people who took both rounds moved. @param {string} first @param {string} second @returns {Measured} */
  change(first, second) {
    const [before, after] = [first, second].map((round) => this.#found.get(round) ?? new Map());
    const both = [...before].filter(([rater]) => after.has(rater));
    return measured(both.map(([rater, found]) => valuesOf(after.get(rater)).map((value, at) => value - valuesOf(found)[at])));
  }
}

/** @template T @param {readonly T[]} values @param {(value: T) => string} keyOf @returns {Map<string, T[]>} */
function grouped(values, keyOf) {
  const found = new Map();
  for (const value of values) found.set(keyOf(value), [...(found.get(keyOf(value)) ?? []), value]);
  return found;
}
