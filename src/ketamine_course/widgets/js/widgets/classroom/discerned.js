// What the forms add up to that a class took before and after, as rows of a table. The twin in Python is lesson/discernment_table.py.
/** @import { ClassroomDefinition } from "../../contract" */
/** @import { HandedIn } from "../../logic/classroom/people.js" */
/** @import { Estimate, Measured } from "../../logic/discernment.js" */
import { signed } from "../../core/numbers.js";
import { classRatings } from "../../logic/classroom/people.js";
import { ClassDiscernment } from "../../logic/discernment.js";

export const CAPTION = "Discernment (means over people, 95% intervals)";
export const COLUMNS = ["Round", "People", "Supported, accepted", "Unsupported, caught", "Sensitivity d\u2032", "Bias c"];
/** What is wrong with the row of one question. */
const OF_A_ROW = /^row \d+, ([^:]+): /;

/**
 * @param {HandedIn[]} files
 * @param {NonNullable<ClassroomDefinition["discernment"]>} asked
 */
export function discernedIn(files, { items, answers, prompts }) {
  const key = Object.fromEntries(Object.keys(items).map((name) => [name, answers[0]]));
  const { ratings, used, problems } = classRatings(files, { key, verdicts: answers, prompts });
  const people = new Set(ratings.map(({ rater }) => rater)).size;
  const unused = problems.filter(({ message }) => Object.hasOwn(items, OF_A_ROW.exec(message)?.[1] ?? ""));
  return { found: new ClassDiscernment(ratings, items, answers), used, people, unused };
}

/** @param {ClassDiscernment} found @param {readonly string[][]} rounds name and label of each */
export function discernedRows(found, rounds) {
  const [[first, firstLabel], ...others] = rounds;
  /** @type {[string, Measured][]} */
  const rows = [
    ...rounds.map(([name, label]) => /** @type {[string, Measured]} */ ([label, found.measured(name)])),
    ...others.map(
      ([name, label]) => /** @type {[string, Measured]} */ ([`${label} minus ${firstLabel.toLowerCase()}`, found.change(first, name)]),
    ),
  ];
  return rows.filter(([, { people }]) => people).map(([label, each]) => [label, String(each.people), ...each.means.map(cell)]);
}

/** @param {Estimate | null} mean @param {number} at shares come first */
function cell(mean, at) {
  if (!mean) return "no value";
  const isShare = at < 2;
  const [value, low, high] = [mean.value, mean.low, mean.high].map((each) => signed(isShare ? each * 100 : each, isShare ? 0 : 1));
  const interval = Number.isNaN(mean.low) ? "" : ` (${low} to ${high})`;
  return `${value}${isShare ? "%" : ""}${interval}`;
}
