// What was filled into a worksheet: Python has it as the trait `record`, and the browser keeps it.
/** @import { SheetRecord } from "../contract" */
/** @import { Model } from "../core/model" */
import { clearPlace, isRecord, readPlace, writePlace } from "../core/browser.js";

/** @type {Required<SheetRecord>} */
const EMPTY = { title: "", text: "", overall: "", claims: [], scores: {} };

/** @param {Record<string, unknown> | null} found @returns {found is SheetRecord & Record<string, unknown>} */
const isSheet = (found) => found !== null && typeof found.text === "string" && Array.isArray(found.claims) && isRecord(found.scores);

export class SheetStore {
  #model;
  #place;

  /**
   * @param {Model} model
   * @param {string} collection
   * @param {string} name
   */
  constructor(model, collection, name) {
    this.#model = model;
    this.#place = `course-worksheet/${collection}/${name}`;
  }

  /** @returns {Required<SheetRecord>} */
  get record() {
    return { ...EMPTY, .../** @type {SheetRecord} */ (this.#model.get("record")) };
  }

  /**
   * Keep a change; return whether the browser does.
   *
   * @param {SheetRecord} change
   */
  keep(change) {
    this.#set({ ...this.record, ...change });
    return writePlace(this.#place, this.record);
  }

  erase() {
    this.#set(EMPTY);
    clearPlace(this.#place);
  }

  /** Take what the browser kept, where the kernel has nothing. */
  bringBack() {
    const kept = readPlace(this.#place);
    if (!this.record.text && !this.record.claims.length && isSheet(kept)) this.#set(kept);
  }

  /** @param {SheetRecord} record */
  #set(record) {
    this.#model.set("record", record);
    this.#model.save_changes();
  }
}
