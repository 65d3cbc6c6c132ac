// What was filled into a worksheet: Python has it as the trait `record`, and the browser keeps it, as it is typed.
/** @import { SheetRecord } from "../contract" */
/** @import { Model } from "../core/model" */
import { clearPlace, isRecord, readPlace, writePlace } from "../core/browser.js";
import { listen, tell } from "../core/page.js";
import { placeIn } from "../core/whose.js";
import { mergedSheets } from "../logic/sheets.js";

/** @type {Required<SheetRecord>} */
const EMPTY = { title: "", text: "", overall: "", claims: [], scores: {} };
/** Milliseconds of rest before the kernel hears of what is typed. */
const PAUSE = 300;

/** @param {Record<string, unknown> | null} found @returns {found is SheetRecord & Record<string, unknown>} */
const isSheet = (found) => found !== null && typeof found.text === "string" && Array.isArray(found.claims) && isRecord(found.scores);

/** Claims are told apart by an id, here and in another tab. @param {SheetRecord} record @returns {Required<SheetRecord>} */
const whole = (record) => ({
  ...EMPTY,
  ...record,
  claims: (record.claims ?? []).map((claim, at) => ({ id: `claim-${at}`, ...claim })),
});

export const newId = () => Math.random().toString(36).slice(2, 10);

export class SheetStore {
  #model;
  #place;
  #onChange;
  /** The sheet as this place and the browser last agreed on it. */
  #base = EMPTY;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #saving;
  /** @type {() => void} */
  #stop;

  /**
   * @param {Model} model
   * @param {string} collection
   * @param {string} name
   * @param {() => void} [onChange] hears of changes made elsewhere: in another tab, another notebook, another view
   */
  constructor(model, collection, name, onChange = () => {}) {
    this.#model = model;
    this.#place = placeIn("worksheet", `${collection}/${name}`);
    this.#onChange = onChange;
    globalThis.addEventListener("storage", this.#hear);
    this.#stop = listen("sheet", () => this.#look(true));
  }

  leave() {
    globalThis.removeEventListener?.("storage", this.#hear);
    this.#stop();
    if (this.#saving) this.#save();
  }

  /**
   * What is filled in. While the kernel has not heard of it, what this place holds counts: a slow kernel's echo of an earlier change may
   * have put that back into the model.
   *
   * @returns {Required<SheetRecord>}
   */
  get record() {
    if (this.#saving) return this.#base;
    return whole(/** @type {SheetRecord} */ (this.#model.get("record") ?? {}));
  }

  /**
   * Keep a change, beside what was changed elsewhere; return whether the browser does.
   *
   * @param {SheetRecord} change
   */
  keep(change) {
    this.#take({ ...this.record, ...change });
    const kept = writePlace(this.#place, this.record);
    if (kept) this.#tell();
    return kept;
  }

  /** Whether nothing is filled in. */
  get isEmpty() {
    const { title, text, overall, claims, scores } = this.record;
    return !title && !text && !overall && !claims.length && !Object.values(scores).some(Boolean);
  }

  erase() {
    this.#set(EMPTY);
    clearPlace(this.#place);
    this.#tell();
  }

  /** Take what the browser kept, where the kernel has nothing. */
  bringBack() {
    const kept = readPlace(this.#place);
    if (isSheet(kept)) this.#base = whole(kept);
    if (!this.record.text && !this.record.claims.length && isSheet(kept)) this.#set(whole(kept));
  }

  /** @param {{ key?: string | null }} event */
  #hear = ({ key }) => {
    if (key === this.#place) this.#look(false);
  };

  /** @param {boolean} isHere whether it was changed in this page: then what was erased is erased; typing outlives another tab's erasing */
  #look(isHere) {
    const kept = readPlace(this.#place);
    if (!isSheet(kept)) {
      if (!isHere || this.#base === EMPTY) return;
      this.#set(EMPTY);
    } else this.#take(this.record);
    this.#onChange();
  }

  /** @param {Required<SheetRecord>} mine */
  #take(mine) {
    const kept = readPlace(this.#place);
    this.#set(isSheet(kept) ? mergedSheets(this.#base, mine, whole(kept)) : mine);
  }

  /** @param {Required<SheetRecord>} record */
  #set(record) {
    this.#base = record;
    if (JSON.stringify(record) === JSON.stringify(this.#model.get("record"))) return;
    this.#model.set("record", record);
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#save(), PAUSE);
  }

  #save() {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    this.#model.set("record", this.#base);
    this.#model.save_changes();
  }

  /** Other views in this page hear of it; this one knows. */
  #tell() {
    this.#stop();
    tell("sheet");
    this.#stop = listen("sheet", () => this.#look(true));
  }
}
