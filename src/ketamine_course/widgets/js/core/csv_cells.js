// The cells of a table, letter by letter.

/** Python reads no longer cell. */
const LONGEST = 131072;

/**
 * Take a text apart as Python's `csv.reader` does: quotes count at the start of a cell only.
 *
 * @param {string} text
 * @param {string} separator
 * @param {boolean} [skipsSpaces] at the start of a cell
 */
export function cellsOf(text, separator, skipsSpaces = true) {
  const cutter = new Cutter(separator, skipsSpaces);
  for (const letter of text) {
    cutter.take(letter);
    if (cutter.cell.length > LONGEST) return cutter.rows;
  }
  cutter.end("\n");
  return cutter.rows;
}

class Cutter {
  /** @type {string[][]} */
  rows = [];
  /** @type {string[]} */
  #row = [];
  cell = "";
  #state = "start";
  #separator;
  #skipsSpaces;

  /**
   * @param {string} separator
   * @param {boolean} skipsSpaces
   */
  constructor(separator, skipsSpaces) {
    this.#separator = separator;
    this.#skipsSpaces = skipsSpaces;
  }

  /** @param {string} letter */
  take(letter) {
    if (this.#state !== "quoted" && [this.#separator, "\n"].includes(letter)) this.end(letter);
    else {
      const next = this.#after(letter);
      if (next === "bare" || (next === "quoted" && !this.#isStart)) this.cell += letter;
      this.#state = next;
    }
  }

  /**
   * End a cell, and its row; an empty line is a row without cells.
   *
   * @param {string} letter a separator or a line feed
   */
  end(letter) {
    const isBlank = !this.#row.length && !this.cell && this.#state === "start";
    if (letter === this.#separator || !isBlank) this.#row.push(this.cell);
    if (letter === "\n") {
      this.rows.push(this.#row);
      this.#row = [];
    }
    this.cell = "";
    this.#state = "start";
  }

  get #isStart() {
    return this.#state === "start" || this.#state === "spaces";
  }

  /**
   * Return where a letter that ends no cell leads: two quotes within quotes are one.
   *
   * @param {string} letter
   */
  #after(letter) {
    if (letter === '"' && this.#state !== "bare") return this.#state === "quoted" ? "closing" : "quoted";
    if (this.#state === "quoted") return "quoted";
    return letter === " " && this.#skipsSpaces && this.#isStart ? "spaces" : "bare";
  }
}
