// One entry of a list: a native <details>, filled when it opens.
/** @import { CatalogueEntry, CatalogueFacet } from "../../contract" */
import { make } from "../../core/dom.js";

/**
 * @param {CatalogueEntry} entry
 * @param {readonly CatalogueFacet[]} facets
 * @param {ReturnType<typeof import("./own.js").ownVerdicts>} own
 * @returns {{ node: HTMLLIElement, refresh: () => void }} the line, and what brings the reader's own verdict up to date
 */
export function entryNode(entry, facets, own) {
  const badges = facets.flatMap((facet, at) => (facet.badge ? [badge(facet, entry.facets[at])] : []));
  const name = make("span", { className: "entry-name", textContent: entry.name });
  const body = make("div");
  const yours = make("span", { className: "badge yours" });
  const beside = make("div");
  const details = make("details", {}, make("summary", {}, name, ` ${entry.heading} `, ...badges, " ", yours), beside, body);
  const refresh = () => {
    const { badge, parts } = own.of(entry);
    yours.textContent = badge;
    yours.hidden = !badge;
    beside.replaceChildren(...parts);
  };
  refresh();
  details.addEventListener("toggle", () => {
    if (details.open && !body.childElementCount) body.append(...content(entry));
  });
  return { node: make("li", {}, details), refresh };
}

/**
 * @param {CatalogueFacet} facet
 * @param {string} value
 */
const badge = ({ labels, values }, value) => make("span", { className: "badge", textContent: labels[values.indexOf(value)] });

/** @param {CatalogueEntry} entry */
function content({ parts, links }) {
  const terms = parts.flatMap(([term, text]) => [make("dt", { textContent: term }), make("dd", { textContent: text })]);
  const items = links.map(([text, href]) => make("li", {}, href ? make("a", { href, textContent: text, rel: "noopener" }) : text));
  return [make("dl", {}, ...terms), ...(items.length ? [make("ul", { className: "links" }, ...items)] : [])];
}
