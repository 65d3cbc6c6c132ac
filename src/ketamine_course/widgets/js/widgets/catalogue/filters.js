// The fields above a list: a select for each facet, a search field, and a button that clears them.
/** @import { CatalogueFacet } from "../../contract" */
/** @import { Filters, Searchable } from "../../logic/filters.js" */
import { button, line, make, select } from "../../core/dom.js";
import { sizesOf, WORDS } from "../../logic/filters.js";
import { hasOpened } from "../../store/later.js";

/**
 * @param {string} id
 * @param {string} label
 * @param {HTMLElement} input
 */
const field = (id, label, input) =>
  make("div", { className: "field" }, make("label", { htmlFor: id, className: "name", textContent: label }), input);

/**
 * @param {readonly CatalogueFacet[]} facets
 * @param {(change: Filters) => void} choose
 */
export function filterFields(facets, choose) {
  const selects = facets.map((facet) => {
    const values = ["", ...facet.values];
    const list = select(
      `f-${facet.name}`,
      values.map((value) => [value, ""]),
    );
    list.addEventListener("change", () => choose({ [facet.name]: list.value }));
    return list;
  });
  const search = make("input", { type: "search", id: `f-${WORDS}`, autocomplete: "off" });
  search.addEventListener("input", () => choose({ [WORDS]: search.value }));
  const clear = button("Clear all filters", () => {
    choose(Object.fromEntries([...facets.map(({ name }) => name), WORDS].map((name) => [name, ""])));
    (selects[0] ?? search).focus();
  });
  const notes = facets.map(({ later }) => line(later ? `${later.words[0].toUpperCase()}${later.words.slice(1)}.` : "", "quiet"));
  const fields = facets.map((facet, at) => field(`f-${facet.name}`, facet.label, selects[at]));
  for (const [at, each] of fields.entries()) each.append(notes[at]);
  const node = make("div", { className: "filters" }, ...fields, field(`f-${WORDS}`, "Words", search), clear);
  return { node, sync: syncOf(facets, selects, notes, search) };
}

/**
 * Return what makes the fields show a choice, and behind each option what it would leave, unless that would tell what a prediction asks.
 *
 * @param {readonly CatalogueFacet[]} facets
 * @param {HTMLSelectElement[]} selects
 * @param {HTMLElement[]} notes what filters wait for
 * @param {HTMLInputElement} search
 * @returns {(entries: readonly Searchable[], choice: Filters, uncounted: readonly string[]) => void}
 */
function syncOf(facets, selects, notes, search) {
  /** @type {(at: number, sizes: number[], uncounted: readonly string[]) => void} */
  const label = (at, sizes, uncounted) => {
    const { name, labels, later } = facets[at];
    const isOpen = hasOpened(later);
    const counted = isOpen && !uncounted.includes(name);
    const texts = ["any", ...labels];
    for (const [number, option] of [...selects[at].options].entries())
      option.textContent = counted ? `${texts[number]} (${sizes[number]})` : texts[number];
    selects[at].disabled = !isOpen;
    notes[at].hidden = isOpen;
  };
  return (entries, choice, uncounted) => {
    if (search.value !== choice[WORDS]) search.value = choice[WORDS] ?? "";
    for (const [at, { name }] of facets.entries()) {
      label(at, sizesOf(entries, facets, choice, at), uncounted);
      selects[at].value = choice[name] ?? "";
    }
  };
}
