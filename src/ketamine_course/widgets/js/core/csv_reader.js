// Tables as spreadsheets leave them: bytes in, rows by column name out. The twin in Python is models/appraisal/csv_reader.py: both read the
// same bytes as the same rows.

const SEPARATORS = [",", ";", "\t", "|"];
const HEADER_WITHIN = 30;
/** Python reads no longer cell. */
const LONGEST = 131072;
const WHITE = "\\s\\x1c-\\x1f\\x85\\u200b";
const ENDS = new RegExp(`^[${WHITE}]+|[${WHITE}]+$`, "g");
const GAPS = new RegExp(`[${WHITE}_-]+`, "g");
const SPACES = new RegExp(`[${WHITE}]+`, "g");
const GUARD = new RegExp(`^'(?=[${WHITE}]*[=+\\-@\\t\\n])`);

/** What the Windows code page has where Latin-1 has control characters; some releases of node decode it as Latin-1. */
const WINDOWS =
  "\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd" +
  "\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178";

/** @typedef {[number: number, row: Record<string, string>]} NumberedRow */
/** @typedef {{ rows: NumberedRow[], left: number[] }} Table rows that fit, and the numbers of those that do not */
/** @typedef {Table & { fitness: number }} Reading and how well it fits: by rows, and by a header without separators in its names */

/** @param {string} text */
const trimmed = (text) => text.replace(ENDS, "");

/**
 * Decode UTF-8 or UTF-16 with or without mark, else the Windows code page.
 *
 * @param {Uint8Array} bytes
 */
export function textOf(bytes) {
  const head = [...bytes.slice(0, 400)];
  /** @type {(mark: number, second: number, odd: number) => boolean} */
  const is16 = (mark, second, odd) => {
    const half = head.filter((_, at) => at % 2 === odd);
    return (bytes[0] === mark && bytes[1] === second) || half.filter((byte) => !byte).length * 4 > half.length;
  };
  const encoding = is16(255, 254, 1) ? "utf-16le" : is16(254, 255, 0) ? "utf-16be" : "";
  const text = encoding ? new TextDecoder(encoding).decode(bytes) : narrow(bytes);
  return text
    .replaceAll("\0", "")
    .replace(/^\ufeff+/, "")
    .replace(/\r\n?/g, "\n");
}

/** @param {Uint8Array} bytes */
function narrow(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return Array.from(marked ? bytes.slice(3) : bytes, (byte) => WINDOWS[byte - 0x80] ?? String.fromCharCode(byte)).join("");
  }
}

/**
 * Read a table below the row that holds all columns needed.
 *
 * @param {string} text
 * @param {readonly string[]} needed
 * @returns {Table}
 */
export function readTable(text, needed) {
  /** @type {Reading} */
  let best = { rows: [], left: [], fitness: -1 };
  for (const rows of readings(text)) {
    const table = belowHeader(rows, needed, text.endsWith("\n"));
    if (table && table.fitness > best.fitness) best = table;
    if (!best.left.length && best.fitness % 1) break;
  }
  return { rows: best.rows, left: best.left };
}

/**
 * Yield the rows in every way: by each separator, and as lines that a spreadsheet kept whole in its first column.
 *
 * @param {string} text
 */
function* readings(text) {
  const hint = text.match(/^sep=(.)\n/i);
  const rest = hint ? text.slice(hint[0].length) : text;
  const separators = hint && !'" '.includes(hint[1]) ? [hint[1]] : SEPARATORS;
  for (const separator of separators) yield cellsOf(rest, separator);
  // A comma is likely within a line that was kept whole: it is tried last.
  for (const outer of [...separators].reverse()) {
    const rows = cellsOf(rest, outer, false);
    for (const inner of SEPARATORS) yield rows.map((row) => unwrapped(row, outer, inner));
  }
}

/**
 * @param {string[]} row
 * @param {string} outer
 * @param {string} inner
 */
function unwrapped(row, outer, inner) {
  const cells = withoutBlankEnd(row);
  return outer === inner && cells.length > 1 ? row : cellsOf(cells.join(outer), inner).flat();
}

/** @param {string[]} row */
const withoutBlankEnd = (row) => row.slice(0, row.findLastIndex((cell) => trimmed(cell)) + 1);

/**
 * Take a text apart as Python's `csv.reader` does: quotes count at the start of a cell only.
 *
 * @param {string} text
 * @param {string} separator
 * @param {boolean} [skipsSpaces] at the start of a cell
 */
export function cellsOf(text, separator, skipsSpaces = true) {
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  let cell = "";
  let state = "start";
  for (const letter of text) {
    const ends = state !== "quoted" && [separator, "\n"].includes(letter);
    const next = ends ? "start" : after(state, letter, skipsSpaces);
    if (isKept(state, next)) cell += letter;
    if (ends) {
      row.push(cell);
      cell = "";
    }
    if (ends && letter === "\n") {
      rows.push(row);
      row = [];
    }
    if (cell.length > LONGEST) return rows;
    state = next;
  }
  if (row.length || cell || state !== "start") rows.push([...row, cell]);
  return rows;
}

/** @type {(state: string, next: string) => boolean} */
const isKept = (state, next) => next === "bare" || (next === "quoted" && state !== "start");

/**
 * Return where a letter that ends no cell leads: quotes count at the start of a cell, and two of them within quotes are one.
 *
 * @param {string} state
 * @param {string} letter
 * @param {boolean} skipsSpaces
 */
function after(state, letter, skipsSpaces) {
  if (letter === '"' && state !== "bare") return state === "quoted" ? "closing" : "quoted";
  if (state === "quoted" || (state === "start" && letter === " " && skipsSpaces)) return state;
  return "bare";
}

/**
 * @param {string[][]} rows
 * @param {readonly string[]} needed
 * @param {boolean} isWhole whether the file ends with a line's end
 * @returns {Reading | null}
 */
function belowHeader(rows, needed, isWhole) {
  const named = rows
    .slice(0, HEADER_WITHIN)
    .map((row) => withoutBlankEnd(row.map((cell) => trimmed(cell).toLowerCase().replace(GAPS, "_"))));
  const top = named.findIndex((row) => needed.every((column) => row.includes(column)));
  if (top < 0) return null;
  const header = named[top];
  const least = Math.max(...needed.map((column) => header.indexOf(column))) + 1;
  /** @type {Table} */
  const table = { rows: [], left: [] };
  for (let at = top + 1; at < rows.length; at++) {
    const cells = withoutBlankEnd(rows[at]);
    const isCut = !isWhole && at === rows.length - 1 && rows[at].length < header.length;
    if (!cells.length) continue;
    if (cells.length > header.length || rows[at].length < least || isCut) table.left.push(at + 1);
    else table.rows.push([at + 1, recordOf(header, cells)]);
  }
  return { ...table, fitness: table.rows.length + (header.some((name) => SEPARATORS.some((each) => name.includes(each))) ? 0 : 0.5) };
}

/**
 * @param {string[]} header
 * @param {string[]} cells
 */
const recordOf = (header, cells) =>
  Object.fromEntries(
    header.map((column, at) => [column, cellText(cells[at] ?? "")]).filter(([column], at) => column && header.indexOf(column) === at),
  );

/** @param {string} cell as read; without the guard that the download put before it */
const cellText = (cell) => trimmed(cell).replace(GUARD, "");

/**
 * Return a whole number from 1 to 100 as spreadsheets show it (80, 80%, 80,0 %), or null.
 *
 * @param {string} text
 */
export function percentOf(text) {
  const found = text.replace(SPACES, "").match(/^(\d{1,3})(?:[.,]0+)?%?$/);
  const value = Number(found?.[1]);
  return value > 0 && value <= 100 ? value : null;
}
