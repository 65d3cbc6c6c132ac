// A long list with filters, a search field and a count; each entry is a native <details>, filled when it opens.
const STEP = 15;

function render({ model, el }) {
  const { title, noun, facets } = model.get("_definition");
  const { root, leave } = room(el);
  const counted = (number) => `${number} ${noun[number === 1 ? 0 : 1]}`;
  const plain = (text) => text.toLowerCase().replaceAll(/[\u2018\u2019]/g, "'");
  const entries = model.get("_entries").map((entry) => ({
    ...entry, node: null, text: plain([entry.name, entry.heading, ...entry.parts.flat(), ...entry.links.map((link) => link[0])].join(" ")),
  }));
  let limit = STEP, speak = 0, touched = false;

  const choose = (change) => {
    touched = true; limit = STEP;
    model.set("choice", { ...model.get("choice"), ...change });
    model.save_changes();
  };
  const field = (id, label, input) => make("div", { className: "field" }, make("label", { htmlFor: id, className: "name", textContent: label }), input);
  const selects = facets.map((facet) => {
    const options = [make("option", { value: "" }), ...facet.values.map((value) => make("option", { value }))];
    const select = make("select", { id: `f-${facet.name}` }, ...options);
    select.addEventListener("change", () => choose({ [facet.name]: select.value }));
    return select;
  });
  const search = make("input", { type: "search", id: "f-words", autocomplete: "off" });
  search.addEventListener("input", () => choose({ words: search.value }));
  const clear = make("button", { type: "button", textContent: "Clear all filters", onclick: () => {
    choose(Object.fromEntries([...facets.map((facet) => [facet.name, ""]), ["words", ""]]));
    (selects[0] ?? search).focus();
  } });
  const count = make("p", { className: "count" });
  const spoken = make("p", { className: "hidden-text", role: "status" });
  const list = make("ul", { className: "entries" });
  const more = make("button", { type: "button", onclick: () => {
    const next = list.children.length;
    limit += STEP;
    show();
    list.children[next]?.querySelector("summary").focus();
  } });
  const card = make("section", { className: "card", "aria-label": title },
    make("p", { className: "title", textContent: title }),
    make("div", { className: "filters" }, ...facets.map((facet, at) => field(`f-${facet.name}`, facet.label, selects[at])), field("f-words", "Words", search), clear),
    count, spoken, list, more);
  root.append(card);

  const fill = (entry, body) => {
    const parts = entry.parts.flatMap(([term, text]) => [make("dt", { textContent: term }), make("dd", { textContent: text })]);
    const links = entry.links.map(([text, href]) => make("li", {}, href ? make("a", { href, textContent: text, rel: "noopener" }) : text));
    body.replaceChildren(make("dl", {}, ...parts), ...(links.length ? [make("ul", { className: "links" }, ...links)] : []));
  };
  const nodeOf = (entry) => {
    if (entry.node) return entry.node;
    const badges = facets.flatMap((facet, at) => facet.badge ? [make("span", { className: "badge", textContent: facet.labels[facet.values.indexOf(entry.facets[at])] })] : []);
    const body = make("div");
    const details = make("details", {}, make("summary", {}, make("span", { className: "entry-name", textContent: entry.name }), ` ${entry.heading} `, ...badges), body);
    details.addEventListener("toggle", () => { if (details.open && !body.childElementCount) fill(entry, body); });
    return (entry.node = make("li", {}, details));
  };

  // The number behind an option is what it would leave, given the other filters.
  const matches = (entry, choice, words, but) =>
    facets.every((facet, at) => at === but || !choice[facet.name] || choice[facet.name] === entry.facets[at]) && words.every((word) => entry.text.includes(word));
  const show = () => {
    const choice = model.get("choice");
    const words = plain(choice.words ?? "").split(/\s+/).filter(Boolean);
    if (search.value !== choice.words) search.value = choice.words ?? "";
    facets.forEach((facet, at) => {
      const left = entries.filter((entry) => matches(entry, choice, words, at));
      [...selects[at].options].forEach((option, number) => {
        const value = facet.values[number - 1];
        const size = number ? left.filter((entry) => entry.facets[at] === value).length : left.length;
        option.textContent = `${number ? facet.labels[number - 1] : "any"} (${size})`;
      });
      selects[at].value = choice[facet.name] ?? "";
    });
    const found = entries.filter((entry) => matches(entry, choice, words));
    list.replaceChildren(...found.slice(0, limit).map(nodeOf));
    const rest = found.length - list.children.length;
    more.hidden = rest <= 0;
    more.textContent = `Show ${Math.min(STEP, rest)} more of ${rest}`;
    count.textContent = found.length === entries.length ? `All ${counted(entries.length)}` : `${found.length} of ${counted(entries.length)}`;
    if (!found.length) count.textContent += ". No entry fits all filters: loosen one.";
    clearTimeout(speak);
    if (touched) speak = setTimeout(() => { spoken.textContent = count.textContent; }, 400);
  };
  model.on("change:choice", show);
  show();
  return () => { leave(); model.off("change:choice", show); clearTimeout(speak); };
}

export default { render };
