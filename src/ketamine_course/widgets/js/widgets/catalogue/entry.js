// One entry of a list: a native <details>, filled when it opens.
/** @import { CatalogueDefinition, CatalogueEntry, CatalogueFacet, CatalogueSeal } from "../../contract" */
import { button, line, make } from "../../core/dom.js";

/**
 * An entry as it may be read now, whether a part of it is closed, and whether that waits for a later question.
 *
 * @typedef {{ shown: CatalogueEntry, closed: boolean, waits: boolean }} State
 */

/**
 * @param {CatalogueEntry} entry
 * @param {CatalogueDefinition} definition
 * @param {ReturnType<typeof import("./own.js").ownVerdicts>} own
 * @param {() => State} stateOf
 * @param {() => void} unseal opens what is closed
 * @returns {{ node: HTMLLIElement, refresh: () => void }} the line, and what brings it up to date
 */
export function entryNode(entry, { facets, seal }, own, stateOf, unseal) {
  const name = make("span", { className: "entry-name", textContent: entry.name });
  const heading = make("span");
  const badges = make("span");
  const body = make("div");
  const yours = make("span", { className: "badge yours" });
  const beside = make("div");
  const summary = make("summary", {}, name, " ", heading, " ", badges, " ", yours);
  const details = make("details", {}, summary, beside, body);
  const open = () => {
    unseal();
    summary.focus();
  };
  let seen = /** @type {CatalogueEntry | null} */ (null);
  const fill = (/** @type {State} */ state) => {
    if (details.open && !body.childElementCount) body.append(...content(state), ...closedPart(seal, state, open));
  };
  const refresh = () => {
    const state = stateOf();
    const { badge, parts } = own.of(entry);
    yours.textContent = badge;
    yours.hidden = !badge;
    beside.replaceChildren(...parts);
    if (state.shown === seen) return;
    seen = state.shown;
    heading.textContent = seen.heading;
    badges.replaceChildren(...badgesOf(facets, seal, state));
    body.replaceChildren();
    fill(state);
  };
  refresh();
  details.addEventListener("toggle", () => fill(stateOf()));
  return { node: make("li", {}, details), refresh };
}

/**
 * @param {readonly CatalogueFacet[]} facets
 * @param {CatalogueSeal | undefined} seal
 * @param {State} state
 */
function badgesOf(facets, seal, { shown, closed }) {
  const told = facets.map(({ badge, name, labels, values }, at) => {
    const hidden = !badge || (closed && seal?.facets.includes(name));
    return hidden ? "" : labels[values.indexOf(shown.facets[at])];
  });
  const badges = told.filter(Boolean).map((textContent) => make("span", { className: "badge", textContent }));
  return closed && shown.later ? [...badges, make("span", { className: "badge later", textContent: shown.later })] : badges;
}

/** @param {CatalogueSeal | undefined} seal @param {State} state @param {() => void} open */
function closedPart(seal, { shown, closed, waits }, open) {
  if (waits) return [make("div", { className: "closed" }, line(`${shown.waits?.words}.`))];
  return closed && seal ? [make("div", { className: "closed" }, line(seal.told), button(seal.opens, open))] : [];
}

/** @param {State} state */
function content({ shown: { parts, links } }) {
  const terms = parts.flatMap(([term, text]) => [make("dt", { textContent: term }), make("dd", { textContent: text })]);
  const items = links.map(([text, href]) => make("li", {}, href ? make("a", { href, textContent: text, rel: "noopener" }) : text));
  return [make("dl", {}, ...terms), ...(items.length ? [make("ul", { className: "links" }, ...items)] : [])];
}
