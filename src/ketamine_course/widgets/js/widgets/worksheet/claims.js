// The claims of a worksheet: one set of fields each.
/** @import { SheetField } from "../../contract" */
/** @import { SheetStore } from "../../store/sheet.js" */
import { button, line, make } from "../../core/dom.js";
import { newId } from "../../store/sheet.js";
import { field } from "./fields.js";

export class Claims {
  #columns;
  #store;
  #keep;
  /** Tells a listener what was added or removed, since the focus moves to another place. */
  said = make("p", { role: "status", className: "hidden-text" });
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
    this.#keep({ claims: [...this.#store.record.claims, { id: newId(), ...claim }] });
    this.show();
    this.said.textContent = `Claim ${this.#store.record.claims.length} added.`;
    const first = this.node.querySelector("fieldset:last-of-type textarea, fieldset:last-of-type select");
    /** @type {HTMLElement | null} */ (first)?.focus();
  }

  /**
   * @param {Record<string, string>} claim
   * @param {number} at
   */
  #fieldset(claim, at) {
    const fields = this.#columns.map((column) =>
      field(column, `${claim.id}-${column.name}`, claim[column.name] ?? "", (value) => this.#change(claim.id, { [column.name]: value })),
    );
    const drop = button(`Remove claim ${at + 1}`, () => this.#drop(claim.id, at));
    return make("fieldset", { className: "claim" }, make("legend", { textContent: `Claim ${at + 1}` }), ...fields, drop);
  }

  /**
   * @param {string} id
   * @param {Record<string, string>} change
   */
  #change(id, change) {
    this.#keep({ claims: this.#store.record.claims.map((claim) => (claim.id === id ? { ...claim, ...change } : claim)) });
  }

  /**
   * @param {string} id
   * @param {number} at
   */
  #drop(id, at) {
    this.#keep({ claims: this.#store.record.claims.filter((claim) => claim.id !== id) });
    this.show();
    this.said.textContent = `Claim ${at + 1} removed.`;
    this.add.focus();
  }
}
