// What a worksheet is made of. Everything that was pasted or typed is shown as text, never as markup.
/** @import { Sentence, SheetField } from "../../contract" */
import { button, make, select } from "../../core/dom.js";

/**
 * A field with its label: a list where there are options, room for text otherwise.
 *
 * @param {Pick<SheetField, "label" | "options">} column
 * @param {string} id
 * @param {string} value
 * @param {(value: string) => void} write
 */
export function field({ label, options }, id, value, write) {
  const input = options.length ? select(id, [["", "choose"], ...options]) : make("textarea", { id, rows: 2, dir: "auto" });
  input.value = value;
  input.addEventListener("input", () => write(input.value));
  return make("p", { className: "field" }, make("label", { htmlFor: id, textContent: label }), input);
}

/**
 * A sentence with its marks, counted in letters as Python counts them.
 *
 * @param {Sentence} sentence
 * @param {Record<string, string>} kinds labels of the kinds of marks
 */
export function markedUp({ text, marks }, kinds) {
  const letters = [...text];
  /** @type {(start: number, end?: number) => string} */
  const part = (start, end) => letters.slice(start, end).join("");
  const parts = [];
  let at = 0;
  for (const [start, end, kind] of marks) {
    const label = make("span", { className: "kind", textContent: ` (${kinds[kind]})` });
    parts.push(part(at, start), make("mark", { className: kind }, part(start, end), label));
    at = end;
  }
  return make("span", { dir: "auto" }, ...parts, part(at));
}

/**
 * @param {Sentence} sentence
 * @param {number} at
 * @param {Record<string, string>} kinds
 * @param {() => void} onRecord
 */
export function sentenceItem(sentence, at, kinds, onRecord) {
  const place = make("span", { className: "quiet", textContent: `[${sentence.locator}] ` });
  return make("li", {}, markedUp(sentence, kinds), " ", place, button(`Record sentence ${at + 1} as a claim`, onRecord));
}
