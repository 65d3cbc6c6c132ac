// A long list with filters, a search field and a count.
/** @import { CatalogueDefinition, CatalogueEntry } from "../../contract" */
/** @import { Model, Widget } from "../../core/model" */
/** @import { Filters } from "../../logic/filters.js" */
import { button, line, make } from "../../core/dom.js";
import { counted } from "../../core/numbers.js";
import { listen } from "../../core/page.js";
import { leftBy, searchable } from "../../logic/filters.js";
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
  #touched = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #speaking;
  /** @type {Map<string, ReturnType<typeof entryNode>>} */
  #nodes = new Map();
  #own;
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
    const { title, facets } = this.#definition;
    this.#filters = filterFields(facets, (change) => this.#choose(change));
    const parts = [line(title, "title"), this.#filters.node, this.#count, this.#spoken, this.#list, this.#more];
    root.append(make("section", { className: "card", "aria-label": title }, ...parts));
    this.#own = ownVerdicts(this.#definition.verdicts);
    model.on("change:choice", this.#show);
    if (this.#definition.verdicts) this.#stop = listen("answer", () => this.#answered());
    this.#show();
  }

  /** The reader's own verdicts may have changed. */
  #answered() {
    this.#own.read();
    for (const { refresh } of this.#nodes.values()) refresh();
  }

  leave() {
    this.#model.off("change:choice", this.#show);
    this.#stop();
    clearTimeout(this.#speaking);
  }

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
    const choice = this.#choice();
    this.#filters.sync(this.#entries, choice);
    const found = leftBy(this.#entries, this.#definition.facets, choice);
    this.#list.replaceChildren(...found.slice(0, this.#limit).map((entry) => this.#nodeOf(entry)));
    const rest = found.length - this.#list.children.length;
    this.#more.hidden = rest <= 0;
    this.#more.textContent = `Show ${Math.min(STEP, rest)} more of ${rest}`;
    this.#count.textContent = this.#countWords(found.length);
    clearTimeout(this.#speaking);
    if (this.#touched) this.#speaking = setTimeout(() => this.#speak(), PAUSE);
  };

  #speak() {
    this.#spoken.textContent = this.#count.textContent;
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

  /** @param {CatalogueEntry} entry */
  #nodeOf(entry) {
    const made = this.#nodes.get(entry.name) ?? entryNode(entry, this.#definition.facets, this.#own);
    this.#nodes.set(entry.name, made);
    return made.node;
  }
}

/** @type {Widget} */
export function catalogue({ model, root }) {
  const shown = new Catalogue(model, root);
  return () => shown.leave();
}
