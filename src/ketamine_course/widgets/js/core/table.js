// A table with a caption, its header row and its first column told to listeners as what they are.
import { make } from "./dom.js";

/**
 * @param {string} caption
 * @param {readonly string[]} columns
 * @param {readonly (readonly string[])[]} rows
 */
export function tableOf(caption, columns, rows) {
  const head = make("tr", {}, ...columns.map((name) => make("th", { scope: "col", textContent: name })));
  return make("table", {}, make("caption", { textContent: caption }), make("thead", {}, head), make("tbody", {}, ...rows.map(rowOf)));
}

/** @param {readonly string[]} cells */
const rowOf = ([first, ...others]) =>
  make("tr", {}, make("th", { scope: "row", textContent: first }), ...others.map((cell) => make("td", { textContent: cell })));
