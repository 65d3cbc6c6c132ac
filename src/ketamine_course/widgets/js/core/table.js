// A table with a caption, its header row and its first column told to listeners as what they are.
import { make } from "./dom.js";

/**
 * A row with fewer cells than there are columns ends with a wide one.
 *
 * @param {string} caption
 * @param {readonly string[]} columns
 * @param {readonly (readonly string[])[]} rows
 */
export function tableOf(caption, columns, rows) {
  const head = make("tr", {}, ...columns.map((name) => make("th", { scope: "col", textContent: name })));
  return make(
    "table",
    {},
    make("caption", { textContent: caption }),
    make("thead", {}, head),
    make("tbody", {}, ...rows.map((cells) => rowOf(cells, columns.length))),
  );
}

/** @param {readonly string[]} cells @param {number} columns */
function rowOf([first, ...others], columns) {
  const cells = others.map((textContent) => make("td", { textContent }));
  const last = cells.at(-1);
  if (last) last.colSpan = columns - others.length;
  return make("tr", {}, make("th", { scope: "row", textContent: first }), ...cells);
}
