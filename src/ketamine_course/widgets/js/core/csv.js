// Tables as text (RFC 4180), written; csv_reader.js reads them back.

const FORMULA = /^\s*[=+\-@\t\r]/;
const NUMBER = /^-?\d+([.,]\d+)?$/;
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
