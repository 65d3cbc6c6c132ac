// Tables as spreadsheets leave them: bytes in, rows by column name out. The twin in Python is models/appraisal/csv_reader.py: both read the
// same bytes as the same rows.
import { cellsOf } from "./csv_cells.js";

const SEPARATORS = [",", ";", "\t", "|"];
const HEADER_WITHIN = 30;
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
/**
 * How well it fits, whether rows left aside may be whole lines, and what separates its columns.
 *
 * @typedef {Table & { fitness: number, lines: boolean, separator: string }} Reading
 */

/** What a header without separators in its names is worth, in rows. */
const CLEAN = 0.5;

/** @param {string} cell */
const hasSeparator = (cell) => SEPARATORS.some((each) => cell.includes(each));

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
  const { rows, left } = read(text, needed);
  return { rows, left };
}

/**
 * @param {string} text
 * @param {readonly string[]} needed
 */
function read(text, needed) {
  const hint = text.match(/^sep=(.)\n/i);
  const rest = hint ? text.slice(hint[0].length) : text;
  const separators = hint && !'" '.includes(hint[1]) ? [hint[1]] : SEPARATORS;
  const below = (/** @type {string[][]} */ rows) => belowHeader(rows, needed, rest.endsWith("\n"));
  const plain = bestOf(plainly(rest, separators), below, (table) => !table.lines);
  if (isClean(plain) && !plain.lines) return plain;
  // Below a header that was found, a line that a spreadsheet kept whole is a row of one cell: no other reading may take its rows apart.
  const every = [...separators].reverse().flatMap((outer) => SEPARATORS.map((inner) => [outer, inner]));
  const pairs = isClean(plain) ? [[plain.separator, plain.separator]] : every;
  return bestOf(keptWhole(rest, pairs, needed), below, (table) => !table.left.length, plain);
}

/** @param {Reading} table */
const isClean = (table) => table.fitness % 1 === CLEAN;

/** @type {Reading} */
const NONE = { rows: [], left: [], fitness: -1, lines: true, separator: "" };

/**
 * @param {Iterable<{ rows: string[][], separator: string }>} readings
 * @param {(rows: string[][]) => Reading | null} below reads the rows below their header
 * @param {(table: Reading) => boolean} isEnough whether to look no further
 * @param {Reading} [best] so far
 */
function bestOf(readings, below, isEnough, best = NONE) {
  let found = best;
  for (const { rows, separator } of readings) {
    const table = below(rows);
    if (table && table.fitness > found.fitness) found = { ...table, separator };
    if (isClean(found) && isEnough(found)) break;
  }
  return found;
}

/**
 * @param {string} text
 * @param {string[]} separators
 */
function* plainly(text, separators) {
  for (const separator of separators) yield { rows: cellsOf(text, separator), separator };
}

/**
 * Yield the rows as lines that a spreadsheet kept whole in its first column. A comma is likely within such a line, so that pairs of
 * separators (of the columns, of the lines) give it last for the columns.
 *
 * @param {string} text
 * @param {string[][]} pairs
 * @param {readonly string[]} needed
 */
function* keptWhole(text, pairs, needed) {
  for (const [outer, inner] of pairs) {
    const rows = cellsOf(text, outer, false);
    /** @type {(some: string[][]) => string[][]} */
    const whole = (some) => some.map((row) => unwrapped(row, outer, inner));
    // Only below a header is the work for all rows worth it.
    if (topOf(whole(rows.slice(0, HEADER_WITHIN)), needed).at >= 0) yield { rows: whole(rows), separator: outer };
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
 * Return where the header stands (-1: nowhere), and its names.
 *
 * @param {string[][]} rows
 * @param {readonly string[]} needed
 */
function topOf(rows, needed) {
  const named = rows
    .slice(0, HEADER_WITHIN)
    .map((row) => withoutBlankEnd(row.map((cell) => trimmed(cell).toLowerCase().replace(GAPS, "_"))));
  const at = named.findIndex((row) => needed.every((column) => row.includes(column)));
  return { at, header: named[at] ?? [] };
}

/**
 * @param {string[][]} rows
 * @param {readonly string[]} needed
 * @param {boolean} isWhole whether the file ends with a line's end
 * @returns {Reading | null}
 */
function belowHeader(rows, needed, isWhole) {
  const { at: top, header } = topOf(rows, needed);
  if (top < 0) return null;
  const least = Math.max(...needed.map((column) => header.indexOf(column))) + 1;
  /** @type {Reading} */
  const table = { ...NONE, rows: [], left: [], lines: false };
  for (let at = top + 1; at < rows.length; at++) {
    const cells = withoutBlankEnd(rows[at]);
    const isCut = !isWhole && at === rows.length - 1 && rows[at].length < header.length;
    if (!cells.length) continue;
    if (cells.length > header.length || rows[at].length < least || isCut) {
      table.left.push(at + 1);
      table.lines ||= cells.length === 1 && hasSeparator(cells[0]);
    } else table.rows.push([at + 1, recordOf(header, cells)]);
  }
  table.fitness = table.rows.length + (header.some(hasSeparator) ? 0 : CLEAN);
  return table;
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
 * Return a number from 1 to 100 as spreadsheets show it (80, 80%, 80,0 %), rounded, or null.
 *
 * @param {string} text
 */
export function percentOf(text) {
  const found = text.replace(SPACES, "").match(/^(\d{1,3})(?:[.,](\d+))?%?$/);
  const value = found ? Number(`${found[1]}.${found[2] ?? 0}`) : 0;
  return value >= 1 && value <= 100 ? Math.floor(value + 0.5) : null;
}
