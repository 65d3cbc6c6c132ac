// A long list with filters, a search field and a count.
/** @import { CatalogueDefinition, CatalogueEntry } from "../../contract" */
/** @import { Model, Widget } from "../../core/model" */
/** @import { PageEvent } from "../../core/page.js" */
/** @import { Filters, Searchable } from "../../logic/filters.js" */
import { button, line, make, titleOf } from "../../core/dom.js";
import { counted } from "../../core/numbers.js";
import { listen } from "../../core/page.js";
import { leftBy, searchable, unsearched } from "../../logic/filters.js";
import { closedForm } from "../../logic/seal.js";
import { hasOpened } from "../../store/later.js";
import { lookedAt } from "../../store/telling.js";
import { entryNode } from "./entry.js";
import { filterFields } from "./filters.js";
import { ownVerdicts } from "./own.js";

/** How many entries are shown at first, and how many more at a time. */
const STEP = 15;
/** Milliseconds of rest before the count is spoken. */
const PAUSE = 400;

class Catalogue {
  #model;
  #definition;
  #entries;
  #limit = STEP;
  #printing = false;
  #touched = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #speaking;
  /** @type {Map<string, ReturnType<typeof entryNode>>} */
  #nodes = new Map();
  #own;
  /** Entries as they can be read until readers have judged them, and until they may be told at all, by name. */
  #unjudged = /** @type {Map<string, Searchable>} */ (new Map());
  #untold = /** @type {Map<string, Searchable>} */ (new Map());
  /** Entries that were opened on request. @type {Set<string>} */
  #opened = new Set();
  #stop = () => {};
  #filters;
  #count = line("", "count");
  #spoken = make("p", { className: "hidden-text", role: "status" });
  #list = make("ul", { className: "entries" });
  #more = button("", () => this.#showMore());

  /**
   * @param {Model} model
   * @param {ShadowRoot} root
   */
  constructor(model, root) {
    this.#model = model;
    this.#definition = /** @type {CatalogueDefinition} */ (model.get("_definition"));
    this.#entries = /** @type {CatalogueEntry[]} */ (model.get("_entries")).map(searchable);
    for (const entry of this.#entries) {
      if (entry.later) this.#unjudged.set(entry.name, closedForm(entry, this.#definition, entry.later));
      if (entry.waits) this.#untold.set(entry.name, closedForm(entry, this.#definition, entry.waits.words));
    }
    const { title, facets } = this.#definition;
    this.#filters = filterFields(facets, (change) => this.#choose(change));
    const parts = [titleOf(title), this.#filters.node, this.#count, this.#spoken, this.#list, this.#more];
    root.append(make("section", { className: "card", "aria-label": title }, ...parts));
    this.#own = ownVerdicts(this.#definition.verdicts);
    model.on("change:choice", this.#show);
    addEventListener("beforeprint", this.#unroll);
    addEventListener("afterprint", this.#roll);
    const stops = ["answer", "told", "erase"].map((event) => listen(/** @type {PageEvent} */ (event), () => this.#answered()));
    this.#stop = () => {
      for (const stop of stops) stop();
    };
    this.#show();
  }

  /** The reader's own verdicts may have changed; what is being read stays where it is. */
  #answered() {
    this.#own.read();
    for (const { refresh } of this.#nodes.values()) refresh();
    this.#syncFilters();
    const waits = this.#unjudged.size + this.#untold.size > 0 || this.#definition.facets.some(({ later }) => later);
    if (waits && !this.#list.matches(":focus-within")) this.#show();
  }

  /** The entry as it may be read now. @param {Searchable} entry */
  #seen = (entry) => {
    const untold = hasOpened(entry.waits) ? undefined : this.#untold.get(entry.name);
    const unjudged = this.#opened.has(entry.name) || this.#own.judged(entry) ? undefined : this.#unjudged.get(entry.name);
    return untold ?? unjudged ?? entry;
  };

  leave() {
    this.#model.off("change:choice", this.#show);
    removeEventListener("beforeprint", this.#unroll);
    removeEventListener("afterprint", this.#roll);
    this.#stop();
    clearTimeout(this.#speaking);
  }

  /** Paper has no button that shows more: it gets every line that the filters leave. */
  #unroll = () => {
    this.#printing = true;
    this.#fill(this.#left());
  };

  #roll = () => {
    this.#printing = false;
    this.#fill(this.#left());
  };

  #choice() {
    return /** @type {Filters} */ (this.#model.get("choice"));
  }

  /** @param {Filters} change */
  #choose(change) {
    this.#touched = true;
    this.#limit = STEP;
    this.#model.set("choice", { ...this.#choice(), ...change });
    this.#model.save_changes();
  }

  #show = () => {
    this.#syncFilters();
    const found = this.#left();
    this.#fill(found);
    this.#count.textContent = this.#countWords(found.length);
    clearTimeout(this.#speaking);
    // What is written anew is spoken anew: an answer elsewhere on the page that changes no count is none of this list's business.
    const isStale = this.#spoken.textContent !== "" && this.#spoken.textContent !== this.#count.textContent;
    if (this.#touched || isStale) this.#speaking = setTimeout(() => this.#speak(), PAUSE);
  };

  #syncFilters() {
    const asked = Object.entries(this.#definition.seal?.asked ?? {});
    const uncounted = asked.filter(([, question]) => !this.#own.told(question)).map(([facet]) => facet);
    this.#filters.sync(this.#searched(), this.#allowed(), uncounted);
  }

  /** Filters that would count what a later question asks. */
  #waiting() {
    return this.#definition.facets.filter(({ later }) => !hasOpened(later));
  }

  /** The entries as they may be found now. */
  #searched() {
    const waiting = this.#waiting();
    return this.#entries.map((entry) => unsearched(this.#seen(entry), waiting));
  }

  /** The choice without the filters that wait. @returns {Filters} */
  #allowed() {
    return { ...this.#choice(), ...Object.fromEntries(this.#waiting().map(({ name }) => [name, ""])) };
  }

  /** The entries that the filters leave. */
  #left() {
    return leftBy(this.#searched(), this.#definition.facets, this.#allowed());
  }

  /** @param {readonly Searchable[]} found */
  #fill(found) {
    const shown = this.#printing ? found : found.slice(0, this.#limit);
    this.#list.replaceChildren(...shown.map(({ name }) => this.#nodeOf(name)));
    const rest = found.length - shown.length;
    this.#more.hidden = rest <= 0;
    this.#more.textContent = `Show ${Math.min(STEP, rest)} more of ${rest}`;
  }

  #speak() {
    this.#touched = false;
    this.#spoken.textContent = this.#count.textContent;
    this.#count.ariaHidden = "true"; // from here on the status stands in its place, so that the count is read once
  }

  /** @param {number} found */
  #countWords(found) {
    const [one, several] = this.#definition.noun;
    const all = counted(this.#entries.length, one, several);
    if (found === this.#entries.length) return `All ${all}`;
    return `${found} of ${all}${found ? "" : ". No entry fits all filters: loosen one."}`;
  }

  #showMore() {
    const next = this.#list.children.length;
    this.#limit += STEP;
    this.#show();
    this.#list.children[next]?.querySelector("summary")?.focus();
  }

  /** @param {string} name */
  #nodeOf(name) {
    const made = this.#nodes.get(name) ?? this.#make(name);
    this.#nodes.set(name, made);
    return made.node;
  }

  /** @param {string} name */
  #make(name) {
    const entry = /** @type {Searchable} */ (this.#entries.find((each) => each.name === name));
    const state = () => {
      const shown = this.#seen(entry);
      return { shown, closed: shown !== entry, waits: shown === this.#untold.get(name) };
    };
    const unseal = () => {
      this.#opened.add(name);
      if (entry.asked) lookedAt(entry.asked);
      this.#nodes.get(name)?.refresh();
    };
    return entryNode(entry, this.#definition, this.#own, state, unseal);
  }
}

/** @type {Widget} */
export function catalogue({ model, root }) {
  const shown = new Catalogue(model, root);
  return () => shown.leave();
}
