// A summary in words, bars and a table.
/** @import { Asked } from "../../logic/calibration.js" */
import { line, make } from "../../core/dom.js";
import { counted, percent } from "../../core/numbers.js";
import { tableOf } from "../../core/table.js";
import { calibrationOf, defensibleOf } from "../../logic/calibration.js";
import { barsOf } from "./bars.js";

/** @typedef {NonNullable<ReturnType<typeof calibrationOf>["sure"]>} Confidence */

/**
 * @param {string} caption
 * @param {string[]} columns
 * @param {string[][]} rows
 */
const scrollingTable = (caption, columns, rows) =>
  make("div", { className: "scroll", tabIndex: 0, role: "group", "aria-label": caption }, tableOf(caption, columns, rows));

/** @param {readonly Asked[]} items */
export function calibrationParts(items) {
  const { asked, answered, right, sure } = calibrationOf(items);
  if (!answered)
    return [line(`None of the ${asked} answers counts yet. The summary appears here and grows with each answer whose key you have seen.`)];
  const share = `${right} (${percent(right / answered)})`;
  const first = `You answered ${answered} of ${asked}. Your first answer was right in ${share}${apart(items)}.`;
  if (!sure) return [line(first, "verdict")];
  return [line(`${first} ${averageWords(sure)}`, "verdict"), ...confidenceParts(sure), line(chanceWords(sure))];
}

/** @param {readonly Asked[]} items */
function apart(items) {
  const count = defensibleOf(items);
  return count ? `, and defensible in ${count} more, which ${count === 1 ? "is" : "are"} not counted as right` : "";
}

/** @param {Confidence} sure */
function averageWords({ mean, gap }) {
  const points = counted(Math.abs(gap), "percentage point", "percentage points");
  const side = gap ? `is ${points} ${gap > 0 ? "above" : "below"}` : "equals";
  return `On average you were ${percent(mean)} sure, which ${side} your share of right answers.`;
}

/** @param {Confidence} sure */
function chanceWords({ count, right, expected, low, high }) {
  const [least, most] = [low.toFixed(1), high.toFixed(1)]; // what is said must agree with what is printed
  const inside = right >= Number(least) && right <= Number(most);
  const verdict = inside
    ? "within that range: with so few answers, a real gap cannot be told from luck"
    : "outside that range: luck alone hardly explains the gap";
  const range = `by chance alone, the number could be anything from ${least} to ${most}`;
  const best = `Someone whose accuracy matched this confidence would get about ${expected.toFixed(1)} of ${count} right; ${range}.`;
  return `${best} Your score of ${right} lies ${verdict}.`;
}

/** @param {Confidence} sure */
function confidenceParts({ rows }) {
  const bars = rows.map(({ level, right, count }) => ({
    label: `${level}% sure`,
    share: right / count,
    mark: level / 100,
    note: `${right} of ${count}`,
  }));
  return [
    barsOf(bars, "Share of right answers at each level of confidence; the table below holds the same numbers"),
    line("Bar: share right. Vertical line: where the bar would end if you were right as often as you expected.", "quiet"),
    scrollingTable(
      "Confidence against correctness, first answers",
      ["You were", "Right", "Share right"],
      bars.map(({ label, note, share }) => [label, note, percent(share)]),
    ),
  ];
}
