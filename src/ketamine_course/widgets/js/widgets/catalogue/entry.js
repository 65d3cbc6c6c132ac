// One entry of a list: a native <details>, filled when it opens.
/** @import { CatalogueEntry, CatalogueFacet } from "../../contract" */
import { make } from "../../core/dom.js";

/**
 * @param {CatalogueEntry} entry
 * @param {readonly CatalogueFacet[]} facets
 */
export function entryNode(entry, facets) {
  const badges = facets.flatMap((facet, at) => (facet.badge ? [badge(facet, entry.facets[at])] : []));
  const name = make("span", { className: "entry-name", textContent: entry.name });
  const body = make("div");
  const details = make("details", {}, make("summary", {}, name, ` ${entry.heading} `, ...badges), body);
  details.addEventListener("toggle", () => {
    if (details.open && !body.childElementCount) body.append(...content(entry));
  });
  return make("li", {}, details);
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
