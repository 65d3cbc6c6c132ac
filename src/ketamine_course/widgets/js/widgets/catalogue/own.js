// The reader's own verdict on an entry beside those of its judges, from the answers that the browser keeps; nothing where it keeps none.
/** @import { CatalogueEntry, CatalogueVerdicts } from "../../contract" */
import { line } from "../../core/dom.js";
import { tableOf } from "../../core/table.js";
import { openedBy } from "../../logic/seal.js";
import { allAnswers } from "../../store/answers.js";

const DOT = "\u25cf";
const NOTHING = { badge: "", parts: /** @type {HTMLElement[]} */ ([]) };

/** @param {CatalogueVerdicts | undefined} verdicts */
export function ownVerdicts(verdicts) {
  const opened = () => openedBy(verdicts ? allAnswers().map(([, record]) => record) : [], verdicts?.rounds ?? 1);
  let given = opened();
  const read = () => {
    given = opened();
  };
  /** @param {CatalogueEntry} entry the prompt of a question on it */
  const promptOf = ({ heading, parts }) => `${parts.find(([term]) => term === verdicts?.place)?.[1]}: ${heading}`;
  /** Whether answers have opened the key of an entry. @param {CatalogueEntry} entry */
  const judged = (entry) => given.judged(promptOf(entry), entry.heading);
  /** @param {CatalogueEntry} entry */
  const of = (entry) => {
    const { marks = [], name } = entry;
    if (!verdicts || !marks.length || !given.verdicts.size) return NOTHING;
    const { scale, judges } = verdicts;
    const own = given.verdicts.get(promptOf(entry)) ?? "";
    if (!scale.includes(own)) return NOTHING;
    const said = [...marks, scale.indexOf(own)];
    const heads = [...judges, "You"];
    const words = heads.map((judge, at) => `${judge}: ${scale[said[at]]}.`).join(" ");
    const rows = scale.map((verdict, at) => [verdict, ...said.map((mark) => (mark === at ? DOT : ""))]);
    const table = tableOf(`Verdicts on ${name}`, ["Verdict", ...heads], rows);
    table.className = "verdicts";
    return { badge: `You: ${own}`, parts: [line(words), table] };
  };
  /** Whether a prediction was made, on whichever page, and what was found was asked for. @param {string} question */
  const told = (question) => allAnswers().some(([name, { untold }]) => name === question && !untold);
  return { read, of, judged, told };
}
