// Native controls, one picture, its description and its table. Frames come with the page or, on demand, from the kernel.
function lockBox(lock, onOpen) {
  const skip = make("button", { type: "button", textContent: "Show me anyway", onclick: () => onOpen(null) });
  return make("div", { className: "lock" },
    make("p", {}, make("strong", { textContent: "Predict first. " }), "This picture opens when you have answered the question above."),
    make("p", { className: "quiet", textContent: lock.prompt }), skip);
}

function render({ model, el }) {
  const definition = model.get("_definition");
  const { root, leave } = room(el);
  const { controls } = definition;
  const byName = Object.fromEntries(controls.map((control) => [control.name, control]));
  let touched = false, speak = 0, table = null;

  const frame = make("div", { className: "frame" });
  const description = make("p", { className: "description" });
  const status = make("p", { className: "quiet status" });
  const details = make("details", { className: "table" }, make("summary", { textContent: "The same facts as a table" }), make("div", { className: "scroll" }));
  const spoken = make("p", { className: "hidden-text", role: "status" });
  const choose = (name, value) => {
    touched = true;
    model.set("choice", { ...model.get("choice"), [name]: value });
    model.save_changes();
  };
  const made = controls.map((control) => controlFor(control)(control, () => model.get("choice")[control.name], (value) => choose(control.name, value)));
  const figure = make("figure", { "aria-label": definition.title }, frame, make("figcaption", {}, description, status));
  const content = make("div", {}, make("div", { className: "controls" }, ...made.map(([node]) => node)), figure, details, spoken);
  const card = make("section", { className: "card", "aria-label": definition.title }, make("p", { className: "title", textContent: definition.title }));
  root.append(card);

  const paint = (content, isWanted) => {
    const hadFocus = frame.contains(root.activeElement);
    if (isWanted) frame.removeAttribute("aria-busy");
    if (content.problem) frame.replaceChildren(make("p", { className: "problem", textContent: content.problem }));
    else frame.innerHTML = content.svg;
    description.textContent = content.description ?? "";
    status.textContent = content.status ? `Status of this picture: ${content.status}.` : "";
    table = content.table;
    fillTable(details, table);
    dress(frame.querySelector("svg"), hadFocus);
    fit();
    clearTimeout(speak);
    if (touched && isWanted) speak = setTimeout(() => { spoken.textContent = content.problem ?? content.description; }, 500);
  };
  // A unit of the picture stays between 1.18 and 1.75 pixels (2 on a projector): readable on a phone, not taller than a screen.
  const dress = (svg, hadFocus) => {
    if (!svg) return;
    const units = svg.viewBox.baseVal.width;
    Object.assign(svg.style, { minWidth: `${units * 1.18}px`, maxWidth: `${units * (innerWidth >= 1500 ? 2 : 1.75)}px` });
    const pick = svg.querySelector("[data-pick]")?.dataset.pick.split("=")[0];
    if (pick) wirePicks(frame, byName[pick], model.get("choice")[pick], (value) => choose(pick, value), hadFocus);
    else { svg.setAttribute("role", "img"); svg.setAttribute("aria-label", definition.title); }
  };
  // Where picture or table are wider than their place, that place scrolls, and the keyboard can reach it.
  const scroll = details.querySelector(".scroll");
  const hint = make("p", { className: "quiet", textContent: "The picture is wider than this screen: it scrolls sideways.", hidden: true });
  frame.before(hint);
  const fit = () => {
    for (const [place, name] of [[frame, "Picture, scrolls sideways"], [scroll, "Table, scrolls sideways"]]) {
      const wide = place.scrollWidth > place.clientWidth + 1;
      for (const [attribute, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", name]])
        wide ? place.setAttribute(attribute, value) : place.removeAttribute(attribute);
    }
    hint.hidden = frame.scrollWidth <= frame.clientWidth + 1;
  };
  details.addEventListener("toggle", () => { fillTable(details, table); fit(); });
  const resize = new ResizeObserver(fit);
  resize.observe(frame);

  const silence = { problem: "No answer from the kernel yet. Is it running? (Kernel menu: Restart, then run the cells again.)" };
  const store = frameStore(model, (key, content, wish) => {
    const wanted = keyOf(controls, model.get("choice"));
    if (key === wanted) paint(content ?? silence, true);
    // While a key is held, frames asked for on the way are shown, too; the wanted one always paints last.
    else if (wish && content && !store.known.has(wanted)) paint(content, false);
    if (content) setTimeout(prefetch, 40);
  });
  const show = () => {
    const choice = model.get("choice");
    const key = keyOf(controls, choice);
    for (const [, sync] of made) sync();
    if (store.known.has(key)) { paint(store.known.get(key), true); setTimeout(prefetch, 40); return; }
    frame.setAttribute("aria-busy", "true");
    store.ask(key, choice, true);
  };
  const neighbours = (choice) => controls.flatMap((control) => {
    if (control.kind === "toggles") return control.values.map((value) => {
      const on = choice[control.name];
      return { ...choice, [control.name]: control.values.filter((each) => on.includes(each) !== (each === value)) };
    });
    const at = control.values.indexOf(choice[control.name]);
    return [at + 1, at - 1].filter((to) => to in control.values).map((to) => ({ ...choice, [control.name]: control.values[to] }));
  });
  const prefetch = () => {
    const choice = neighbours(model.get("choice")).find((each) => store.worthFetching(keyOf(controls, each)));
    if (choice) store.ask(keyOf(controls, choice), choice, false);
  };

  const open = (answer) => {
    const parts = [];
    if (definition.lock) {
      const pair = (term, text) => make("div", {}, make("dt", { textContent: term }), make("dd", { textContent: text }));
      parts.push(make("dl", { className: "pair" }, pair("You predicted", answer ? answer.text : "nothing: you looked first"), pair("What was found", definition.lock.result)));
    }
    card.replaceChildren(card.firstChild, ...parts, content);
    show();
  };
  model.on("change:choice", show);
  const lock = definition.lock;
  const answered = lock && page.answers.get(lock.question);
  const onAnswer = () => { const given = page.answers.get(lock.question); if (given) { page.removeEventListener("answer", onAnswer); open(given); } };
  if (!lock || answered) open(answered);
  else {
    card.append(lockBox(lock, (given) => { page.removeEventListener("answer", onAnswer); open(given); root.querySelector("input, select, button")?.focus(); }));
    page.addEventListener("answer", onAnswer);
  }
  return () => { leave(); store.leave(); model.off("change:choice", show); resize.disconnect(); clearTimeout(speak); if (lock) page.removeEventListener("answer", onAnswer); };
}

export default { render };
