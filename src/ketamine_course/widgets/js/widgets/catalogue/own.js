// The reader's own verdict on an entry beside those of its judges, from the answers that the browser keeps; nothing where it keeps none.
/** @import { CatalogueEntry, CatalogueVerdicts } from "../../contract" */
import { line } from "../../core/dom.js";
import { tableOf } from "../../core/table.js";
import { allAnswers } from "../../store/answers.js";

const DOT = "\u25cf";
const NOTHING = { badge: "", parts: /** @type {HTMLElement[]} */ ([]) };

/** @param {CatalogueVerdicts | undefined} verdicts */
export function ownVerdicts(verdicts) {
  /** Verdicts by the prompt of their question. @type {Map<string, string>} */
  let given = new Map();
  const read = () => {
    const rated = verdicts ? allAnswers().filter(([, { kind }]) => kind === "rating") : [];
    given = new Map(rated.map(([, { prompt, text }]) => [prompt, text]));
  };
  read();
  /** @param {CatalogueEntry} entry */
  const of = ({ marks = [], name, heading, parts }) => {
    if (!verdicts || !marks.length || !given.size) return NOTHING;
    const { scale, judges, place } = verdicts;
    const own = given.get(`${parts.find(([term]) => term === place)?.[1]}: ${heading}`) ?? "";
    if (!scale.includes(own)) return NOTHING;
    const said = [...marks, scale.indexOf(own)];
    const heads = [...judges, "You"];
    const words = heads.map((judge, at) => `${judge}: ${scale[said[at]]}.`).join(" ");
    const rows = scale.map((verdict, at) => [verdict, ...said.map((mark) => (mark === at ? DOT : ""))]);
    const table = tableOf(`Verdicts on ${name}`, ["Verdict", ...heads], rows);
    table.className = "verdicts";
    return { badge: `You: ${own}`, parts: [line(words), table] };
  };
  return { read, of };
}
