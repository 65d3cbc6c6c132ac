// Tables as text (RFC 4180), written and read back.

const FORMULA = /^\s*[=+\-@\t\r]/;
const NUMBER = /^-?\d+([.,]\d+)?$/;
const GUARDED = /^'(?=\s*[=+\-@\t\r])/;
const BYTE_ORDER_MARK = "\ufeff";

/**
 * Write rows: every cell quoted, and none that a spreadsheet would take for a formula. The mark in front says UTF-8 to spreadsheets.
 *
 * @param {readonly (readonly unknown[])[]} rows
 */
export const csvOf = (rows) => `${BYTE_ORDER_MARK}${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;

/** @param {unknown} cell null and undefined are empty */
function quoted(cell) {
  const text = String(cell ?? "");
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/**
 * Read a table with a header. It is only text: nothing in it can do anything.
 *
 * @param {string} text
 * @returns {Record<string, string>[]} a record for each row that has as many cells as the header
 */
export function readCsv(text) {
  const [header, ...rows] = cellsOf(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  const whole = rows.filter((row) => row.length === header.length);
  return whole.map((row) => Object.fromEntries(row.map((cell, at) => [header[at], cell.replace(GUARDED, "")])));
}

/** @param {string} text */
function cellsOf(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    const row = /** @type {string[]} */ (rows.at(-1));
    if (quoted && letter === '"' && text[at + 1] === '"') row[row.length - 1] += text[at++];
    else if (letter === '"') quoted = !quoted;
    else if (quoted || !",\r\n".includes(letter)) row[row.length - 1] += letter;
    else if (letter === ",") row.push("");
    else if (letter === "\n") rows.push([""]);
  }
  return rows;
}
