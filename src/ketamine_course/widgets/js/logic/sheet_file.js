// A sheet as a page and as Markdown: the same text as Python's `report` writes, which a test holds against this.
/** @import { SheetField, SheetRecord, WorksheetDefinition } from "../contract" */

/** @typedef {Pick<WorksheetDefinition, "columns" | "items" | "scored_with">} Form */

const NOTE =
  "Critical reading, not medical advice. Scores describe how well a text informs its readers, not whether each statement is true.";
const STYLE =
  "body{font:11pt/1.35 system-ui,sans-serif;max-width:60rem;margin:1.5rem auto;padding:0 1rem;color:#1b2027;background:#fefefe}" +
  "table{border-collapse:collapse;width:100%;font-size:9pt}th,td{border:1px solid #7d8894;padding:.2rem .4rem;text-align:left;" +
  "vertical-align:top;overflow-wrap:anywhere}th{overflow-wrap:normal}h1{font-size:16pt}h2{font-size:12pt}";

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };

/** @param {string} text */
const safe = (text) => text.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter]);

/** What was chosen, as the form words it; what was typed stays. @param {SheetField} field @param {string} value */
const inWords = ({ options }, value) => options.find(([code]) => code === value)?.[1] ?? value;

/** A score with the highest one of its scale. @param {SheetField} item @param {string | undefined} score */
function scored({ options }, score) {
  const highest = options.at(-1)?.[0];
  return score && highest ? `${score} of ${highest}` : score || "not scored";
}

/**
 * @param {SheetRecord} record
 * @param {Form} form
 */
function partsOf({ title, claims, scores, overall }, { columns, items }) {
  return {
    title: title || "untitled text",
    overall: overall || "Not written yet.",
    claims: (claims ?? []).map((claim) => columns.map((each) => inWords(each, claim[each.name] ?? ""))),
    scores: items.map((each) => [each.label, scored(each, scores?.[each.name])]),
    heads: columns.map(({ label }) => label),
  };
}

/** @type {(record: SheetRecord, form: Form) => string} */
export function sheetAsHtml(record, form) {
  const { title, overall, claims, scores, heads } = partsOf(record, form);
  const rows = claims.map((row) => `<tr>${row.map((cell) => `<td dir="auto">${safe(cell)}</td>`).join("")}</tr>`).join("");
  const head = heads.map((label) => `<th scope="col">${safe(label)}</th>`).join("");
  const lines = scores.map(([label, score]) => `<tr><td>${safe(label)}</td><td>${safe(score)}</td></tr>`).join("");
  return (
    `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Appraisal: ${safe(title)}</title>\n` +
    `<style>${STYLE}</style></head>\n<body>\n<h1>Appraisal: <bdi>${safe(title)}</bdi></h1>\n` +
    `<h2>In a sentence</h2>\n<p dir="auto">${safe(overall)}</p>\n` +
    `<h2>Claims (${claims.length})</h2>\n<table><tr>${head}</tr>${rows}</table>\n` +
    `<h2>Scores</h2>\n<p>${safe(form.scored_with)}</p>\n` +
    `<table><tr><th scope="col">Question</th><th scope="col">Score</th></tr>${lines}</table>\n` +
    `<p>${NOTE}</p>\n</body>\n</html>\n`
  );
}

/** @type {(record: SheetRecord, form: Form) => string} */
export function sheetAsMarkdown(record, form) {
  const { title, overall, claims, scores, heads } = partsOf(record, form);
  return [
    ...[`# Appraisal: ${plain(title)}`, "", "## In a sentence", "", plain(overall), "", `## Claims (${claims.length})`, ""],
    ...tableOf(heads, claims),
    ...["", "## Scores", "", plain(form.scored_with), "", ...tableOf(["Question", "Score"], scores), "", NOTE, ""],
  ].join("\n");
}

/** @param {readonly string[]} cells */
const rowOf = (cells) => `| ${cells.map(plain).join(" | ")} |`;

/** @type {(header: readonly string[], rows: readonly (readonly string[])[]) => string[]} */
const tableOf = (header, rows) => [rowOf(header), `|${" --- |".repeat(header.length)}`, ...rows.map(rowOf)];

/** A text that Markdown shows as it stands: one line, nothing in it means anything. @param {string} text */
function plain(text) {
  const line = text
    .split(/[\s\p{Cc}]+/u)
    .filter(Boolean)
    .join(" ");
  const quiet = line.replaceAll(/([\\`*_{}[\]()#+!|~>-])/g, "\\$1").replaceAll(/(\b\w+)(:\/\/)/g, "$1:&#8203;//");
  return quiet.replaceAll("&", "&amp;").replaceAll("&amp;#8203;", "&#8203;").replaceAll("<", "&lt;");
}
