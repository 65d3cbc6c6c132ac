// The claims of a worksheet: one set of fields each.
/** @import { SheetField } from "../../contract" */
/** @import { SheetStore } from "../../store/sheet.js" */
import { button, line, make } from "../../core/dom.js";
import { field } from "./fields.js";

export class Claims {
  #columns;
  #store;
  #keep;
  node = make("div");
  add = button("Add an empty claim", () => this.record({}));

  /**
   * @param {readonly SheetField[]} columns
   * @param {SheetStore} store
   * @param {(change: { claims: Record<string, string>[] }) => void} keep
   */
  constructor(columns, store, keep) {
    this.#columns = columns;
    this.#store = store;
    this.#keep = keep;
  }

  show() {
    const { claims } = this.#store.record;
    this.node.replaceChildren(...claims.map((claim, at) => this.#fieldset(claim, at)));
    if (!claims.length) this.node.append(line("None yet. Record one beside a sentence above, or add an empty one.", "quiet"));
  }

  /** @param {Record<string, string>} claim */
  record(claim) {
    this.#keep({ claims: [...this.#store.record.claims, claim] });
    this.show();
    const first = this.node.querySelector("fieldset:last-of-type textarea, fieldset:last-of-type select");
    /** @type {HTMLElement | null} */ (first)?.focus();
  }

  /**
   * @param {Record<string, string>} claim
   * @param {number} at
   */
  #fieldset(claim, at) {
    const fields = this.#columns.map((column) =>
      field(column, `claim-${at}-${column.name}`, claim[column.name] ?? "", (value) => this.#change(at, { [column.name]: value })),
    );
    const drop = button(`Remove claim ${at + 1}`, () => this.#drop(at));
    return make("fieldset", { className: "claim" }, make("legend", { textContent: `Claim ${at + 1}` }), ...fields, drop);
  }

  /**
   * @param {number} at
   * @param {Record<string, string>} change
   */
  #change(at, change) {
    this.#keep({ claims: this.#store.record.claims.map((claim, other) => (other === at ? { ...claim, ...change } : claim)) });
  }

  /** @param {number} at */
  #drop(at) {
    this.#keep({ claims: this.#store.record.claims.filter((_, other) => other !== at) });
    this.show();
    this.add.focus();
  }
}
