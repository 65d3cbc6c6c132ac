// A sheet on which a reader appraises a text of their own: sentences with words worth a look, claims, scores, and the sheet as a file.
// Everything that was pasted or typed is shown as text, never as markup.
function field(column, id, read, write) {
  const known = column.options.length > 0;
  const input = known
    ? make("select", { id }, make("option", { value: "", textContent: "choose" }), ...column.options.map(([value, label]) => make("option", { value, textContent: label })))
    : make("textarea", { id, rows: 2 });
  input.value = read();
  input.addEventListener("change", () => write(input.value));
  return make("p", { className: "field" }, make("label", { htmlFor: id, textContent: column.label }), input);
}

function markedUp(sentence, kinds) {
  const parts = [];
  let at = 0;
  for (const [start, end, kind] of sentence.marks) {
    const mark = make("mark", { className: kind }, [...sentence.text].slice(start, end).join(""), make("span", { className: "kind", textContent: ` (${kinds[kind]})` }));
    parts.push([...sentence.text].slice(at, start).join(""), mark);
    at = end;
  }
  return make("span", {}, ...parts, [...sentence.text].slice(at).join(""));
}

function saveAs(name, type, text) {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function render({ model, el }) {
  const d = model.get("_definition");
  const { root, leave } = room(el);
  const place = `course-worksheet/${d.collection}/${d.name}`;
  const empty = { title: "", text: "", overall: "", claims: [], scores: {} };
  const state = () => ({ ...empty, ...model.get("record") });
  const keepRecord = (change) => {
    model.set("record", { ...state(), ...change });
    model.save_changes();
    const isKept = attempt(() => { localStorage.setItem(place, JSON.stringify(state())); return true; }, false);
    kept.textContent = isKept ? "Your sheet is kept in this browser; the notebook's kernel has it, too." : "This browser keeps nothing: save your sheet before you leave.";
  };
  const kept = line("", "quiet");
  const said = make("p", { role: "status", className: "said" });
  const heading = (text) => make("h4", { textContent: text });

  // 1. The text
  const title = make("input", { type: "text", id: "title", className: "wide" });
  const text = make("textarea", { id: "text", rows: 6 });
  const split = make("button", { type: "button", className: "send", textContent: "Split into sentences" });
  split.addEventListener("click", () => {
    if (!text.value.trim()) { said.textContent = "Paste a text first."; return; }
    said.textContent = "Splitting ...";
    keepRecord({ title: title.value, text: text.value });
    model.send({ split: text.value });
  });
  title.addEventListener("change", () => keepRecord({ title: title.value }));
  const list = make("ol", { className: "sentences" });

  // 2. The claims
  const claims = make("div");
  const setClaim = (at, name, value) => { const all = state().claims.map((claim) => ({ ...claim })); all[at][name] = value; keepRecord({ claims: all }); };
  const showClaims = () => {
    claims.replaceChildren(...state().claims.map((claim, at) => {
      const fields = d.columns.map((column) => field(column, `claim-${at}-${column.name}`, () => claim[column.name] ?? "", (value) => setClaim(at, column.name, value)));
      const drop = make("button", { type: "button", textContent: `Remove claim ${at + 1}`, onclick: () => { keepRecord({ claims: state().claims.filter((_, other) => other !== at) }); showClaims(); add.focus(); } });
      return make("fieldset", { className: "claim" }, make("legend", { textContent: `Claim ${at + 1}` }), ...fields, drop);
    }));
    if (!state().claims.length) claims.append(line("None yet. Record one beside a sentence above, or add an empty one.", "quiet"));
  };
  const record = (claim) => {
    keepRecord({ claims: [...state().claims, claim] });
    showClaims();
    claims.querySelector("fieldset:last-of-type textarea, fieldset:last-of-type select")?.focus();
  };
  const add = make("button", { type: "button", textContent: "Add an empty claim", onclick: () => record({}) });

  const showSentences = (sentences) => {
    list.replaceChildren(...sentences.map((sentence, at) => {
      const button = make("button", { type: "button", textContent: `Record sentence ${at + 1} as a claim`, onclick: () => record({ [d.from.locator]: sentence.locator, [d.from.text]: sentence.text }) });
      return make("li", {}, markedUp(sentence, d.kinds), " ", make("span", { className: "quiet", textContent: `[${sentence.locator}] ` }), button);
    }));
  };

  // 3. Scores, 4. the sheet
  const scores = make("div", {}, ...d.items.map(({ name, label, options }) => field({ label, options }, `score-${name}`, () => state().scores[name] ?? "", (value) => keepRecord({ scores: { ...state().scores, [name]: value } }))));
  const overall = make("textarea", { id: "overall", rows: 2 });
  overall.addEventListener("change", () => keepRecord({ overall: overall.value }));
  const save = (kind) => make("button", { type: "button", textContent: `Save the sheet as ${kind === "html" ? "a page (HTML)" : "Markdown"}`, onclick: () => { keepRecord({ title: title.value, overall: overall.value }); model.send({ sheet: kind, record: state() }); } });
  const wipe = make("button", { type: "button", textContent: "Erase this sheet" });
  let sure = false;
  wipe.addEventListener("click", () => {
    if (!sure) { sure = true; said.textContent = "Text, claims and scores will be gone. Press the button again to erase them."; return; }
    sure = false;
    keepRecord(empty);
    attempt(() => localStorage.removeItem(place));
    list.replaceChildren();
    fill();
    said.textContent = "The sheet is empty.";
    title.focus();
  });
  wipe.addEventListener("blur", () => { sure = false; });

  const fill = () => {
    title.value = state().title; text.value = state().text; overall.value = state().overall;
    for (const { name } of d.items) scores.querySelector(`#score-${name}`).value = state().scores[name] ?? "";
    showClaims();
  };
  const label = (id, words) => make("label", { htmlFor: id, className: "name", textContent: words });
  root.append(make("section", { className: "card", "aria-label": d.title }, make("h3", { className: "title", textContent: d.title }),
    heading("1. The text"), label("title", "Title or address"), title, label("text", "Paste the text"), text, split, said,
    ...d.notes.map((note) => line(note, "quiet")), list,
    heading("2. Claims"), claims, add, heading(`3. ${d.scored_with}`), scores,
    heading("4. The sheet"), label("overall", "The text in one sentence"), overall, make("div", { className: "tools" }, save("html"), save("markdown"), wipe), kept));

  const onMessage = (message) => {
    if (message.problem) said.textContent = message.problem;
    if (message.sentences) { showSentences(message.sentences); said.textContent = `${message.sentences.length} sentences, ${message.sentences.reduce((sum, each) => sum + each.marks.length, 0)} places to look.`; }
    if (message.sheet) saveAs(message.name, message.type, message.sheet);
  };
  model.on("msg:custom", onMessage);
  const before = attempt(() => JSON.parse(localStorage.getItem(place)), null);
  const isSheet = before && typeof before.text === "string" && Array.isArray(before.claims) && before.scores && typeof before.scores === "object";
  if (!state().text && !state().claims.length && isSheet) { model.set("record", before); model.save_changes(); }
  fill();
  if (state().text) model.send({ split: state().text });
  return () => { leave(); model.off("msg:custom", onMessage); };
}

export default { render };
