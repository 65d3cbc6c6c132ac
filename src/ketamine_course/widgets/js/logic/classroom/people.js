// The ratings of a class from its files: whose is whose, and of several answers of one person the latest. The twins in Python are
// models/appraisal/people.py, latest.py and ratings_files.py.
/** @import { Named } from "./names.js" */
/** @import { Claims, Read, Vote } from "./votes.js" */
import { namesOf } from "./names.js";
import { isLater, readVotes } from "./votes.js";

/** @typedef {{ path: readonly string[], bytes: Uint8Array }} HandedIn */
/** @typedef {{ rater: string, claim: string, first: string, final: string }} Rating */
/** @typedef {{ file: string, message: string }} Problem */
/**
 * @typedef {object} ClassRatings
 * @property {Rating[]} ratings one at most for each person and claim
 * @property {Problem[]} problems
 * @property {string[]} used files from which ratings were taken
 * @property {number} otherRows about other questions
 * @property {number} olderRows that answer an older wording
 * @property {number} replaced ratings for which a later one of the same person counts
 */

/**
 * Return a number for each file, the same for files of one person: an id is a person; so is a platform's owner, who joins ids; a file's own
 * name joins only what has no id, and that with the one id of files of its name, if there is just one.
 *
 * @param {readonly Named[]} named
 * @param {readonly string[]} ids empty where the download is from before there were ids
 */
function numbersOf(named, ids) {
  /** @type {Map<string, Set<string>>} */
  const owners = new Map();
  for (const [at, { owner }] of named.entries()) {
    const known = owners.get(owner) ?? new Set();
    owners.set(owner, ids[at] ? known.add(ids[at]) : known);
  }
  /** @type {Map<string, string>} */
  const group = new Map();
  /** @param {string} key @returns {string} */
  const rootOf = (key) => {
    const above = group.get(key);
    return above === undefined ? key : rootOf(above);
  };
  const keys = named.map(({ owner, platform }, at) => {
    const links = ids[at] ? [`id ${ids[at]}`] : [];
    const others = owners.get(owner) ?? new Set();
    if (platform || !ids[at]) links.push(owner);
    if (!platform && !ids[at] && others.size === 1) links.push(...[...others].map((id) => `id ${id}`));
    for (const link of links.slice(1)) {
      const [top, other] = [rootOf(links[0]), rootOf(link)];
      if (other !== top) group.set(other, top);
    }
    return links[0];
  });
  const roots = keys.map(rootOf);
  const order = [...new Set(roots)];
  return roots.map((root) => order.indexOf(root));
}

/** @param {readonly Vote[][]} files of one person; of equally late votes that of the last file counts */
function latestOf(files) {
  /** @type {Map<string, Vote>} */
  const latest = new Map();
  for (const vote of files.flat()) {
    const before = latest.get(vote.claim);
    if (!before || !isLater(before, vote)) latest.set(vote.claim, vote);
  }
  return [...latest.values()];
}

/** @param {Named} one @param {Named} other */
function byAttempt({ attempt: one }, { attempt: other }) {
  if (one.late !== other.late) return Number(one.late) - Number(other.late);
  if (one.stamp !== other.stamp) return one.stamp < other.stamp ? -1 : 1;
  return one.number - other.number;
}

/**
 * Read the files of a class.
 *
 * @param {readonly HandedIn[]} handed
 * @param {Claims} asked
 * @returns {ClassRatings}
 */
export function classRatings(handed, asked) {
  const files = [...handed].sort((one, other) => (one.path.join("/") < other.path.join("/") ? -1 : 1));
  const reads = files.map(({ bytes }) => readVotes(bytes, asked));
  const named = namesOf(files.map(({ path }) => path));
  const numbers = numbersOf(
    named,
    reads.map(({ identity }) => identity),
  );
  const label = (/** @type {number} */ at) => files[at].path.join("/");
  const inOrder = files.map((_, at) => at).sort((one, other) => byAttempt(named[one], named[other]) || one - other);
  const voted = reads.map(({ votes }, at) => votes.map((vote) => ({ ...vote, attempt: named[at].attempt })));
  /** @type {Rating[]} */
  const ratings = [];
  for (const number of new Set(numbers)) {
    const shown = inOrder.find((at) => numbers[at] === number) ?? 0;
    const rater = named[shown].platform || label(shown);
    const own = voted.filter((_, at) => numbers[at] === number);
    for (const { claim, first, final } of latestOf(own)) ratings.push({ rater, claim, first, final });
  }
  const sum = (/** @type {(read: Read) => number} */ count) => reads.reduce((all, read) => all + count(read), 0);
  return {
    ratings,
    problems: reads.flatMap(({ problems }, at) => problems.map((message) => ({ file: label(at), message }))),
    used: reads.flatMap(({ votes }, at) => (votes.length ? [label(at)] : [])),
    otherRows: sum((read) => read.otherRows),
    olderRows: sum((read) => read.olderRows),
    replaced: sum((read) => read.votes.length) - ratings.length,
  };
}
