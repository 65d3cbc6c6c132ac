// What a class's ratings add up to, as tables.
/** @import { Asked, Round, Spread } from "../../logic/classroom/results.js" */
/** @import { ClassRatings } from "../../logic/classroom/people.js" */
import { line, make } from "../../core/dom.js";
import { counted, percent, signed } from "../../core/numbers.js";
import { tableOf } from "../../core/table.js";
import { ClassResults } from "../../logic/classroom/results.js";

/** @type {Record<string, Round>} */
const ROUNDS = { "First answers": "first", "Last answers": "final" };
/** Where nobody changed an answer, there are no last ones beside the first. @type {Record<string, Round>} */
const ONE_ROUND = { "Answers (none was changed)": "first" };

/** @param {string} caption @param {string[]} columns @param {string[][]} rows */
export function scrolling(caption, columns, rows) {
  if (!rows.length) return line(`${caption}: none.`);
  return make("div", { className: "scroll", tabindex: "0", role: "group", "aria-label": caption }, tableOf(caption, columns, rows));
}

/** @param {string} summary @param {HTMLElement} content */
const folded = (summary, content) => make("details", {}, make("summary", { textContent: summary }), content);

/** @param {number} value */
const two = (value) => (Number.isNaN(value) ? "no value" : signed(value, 2));

/** One person alone makes no pair that could differ. @param {Spread} spread */
const apart = ({ n, disagreement }) => (n > 1 ? percent(disagreement) : "no pairs");

/**
 * @param {ClassRatings} read
 * @param {Asked & { prompts: Record<string, string> }} asked
 * @param {boolean} byNumber whether people are shown by number
 * @returns {HTMLElement[]}
 */
export function reportOf(read, asked, byNumber) {
  const { key, verdicts, prompts } = asked;
  const results = new ClassResults(read.ratings, asked);
  const people = [...new Set(read.ratings.map(({ rater }) => rater))];
  const nameOf = (/** @type {string} */ rater) => (byNumber ? `Person ${people.indexOf(rater) + 1}` : rater);
  const said = (/** @type {Spread} */ { counts }) =>
    counts.flatMap((count, at) => (count ? [`${verdicts[at]} ${count}`] : [])).join(", ") || "nobody";
  const talk = results.toDiscuss().map((each) => [prompts[each.claim], said(each), apart(each)]);
  const who = results.changedRaters().map(([rater, count]) => [nameOf(rater), String(count)]);
  const [rounds, answers] = who.length ? [ROUNDS, "Last answers"] : [ONE_ROUND, "Answers"];
  const agreed = Object.entries(people.length ? rounds : {}).map(([name, round]) => [
    name,
    percent(results.shareWithKey(round)),
    alphaWords(results, round),
  ]);
  const spread = results
    .spread("final")
    .map((each) => [prompts[each.claim], key[each.claim], said(each), `${each.withKey} of ${each.n}`, apart(each)]);
  const changed = results.changes().filter(({ toKey, fromKey, elsewhere }) => toKey + fromKey + elsewhere);
  const moved = changed.map((each) => [prompts[each.claim], ...[each.toKey, each.fromKey, each.elsewhere].map(String)]);
  return [
    ...notesOf(read),
    folded(
      "Talk about these two first (open this list when everyone has given a first answer)",
      scrolling("Talk about these two first", ["Claim", answers, "Pairs that differ"], talk),
    ),
    scrolling("Agreement", ["Round", "Agrees with the key", "Alpha between classmates (95% interval)"], agreed),
    folded(
      "Spread per claim, with the key (open this list when everyone has given a last answer)",
      scrolling("Spread per claim", ["Claim", "Key", answers, "Agrees with the key", "Pairs that differ"], spread),
    ),
    folded(
      "Changed minds, by claim",
      scrolling("Changed minds, by claim", ["Claim", "To the key", "Away from it", "Between others"], moved),
    ),
    folded("Changed minds, by person", scrolling("Changed minds, by person", ["Person", "Claims"], who)),
  ];
}

/** @param {ClassResults} results @param {Round} round */
function alphaWords(results, round) {
  const found = results.agreement(round);
  return found ? `${two(found.value)} (${two(found.low)} to ${two(found.high)})` : "no value: the ratings are too few or too similar";
}

/** @param {ClassRatings} read */
function notesOf({ olderRows, otherRows, replaced }) {
  const notes = [
    replaced &&
      `${counted(replaced, "earlier answer", "earlier answers")} of people who handed in more than once: the latest answer counts.`,
    olderRows && `${counted(olderRows, "answer", "answers")} to an older wording of a claim: not counted.`,
    otherRows && `${counted(otherRows, "row", "rows")} about other questions: not counted.`,
  ];
  return notes.filter((each) => typeof each === "string").map((each) => line(each, "quiet"));
}
