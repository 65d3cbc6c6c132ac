// The table under a picture, the store of frames, and the parts of a picture that can be picked.
// A closed table is filled when it opens: most readers never do, and a key press should not wait for it.
function fillTable(details, table) {
  details.hidden = !table;
  if (!table || !details.open) return;
  const row = (tag, cells) => make("tr", {}, ...cells.map((cell, at) => make(at || tag === "th" ? tag : "th", { textContent: cell, ...(tag === "th" ? { scope: "col" } : at ? {} : { scope: "row" }) })));
  const body = make("table", {}, make("caption", { textContent: table.caption }), make("thead", {}, row("th", table.columns)), make("tbody", {}, ...table.rows.map((cells) => row("td", cells))));
  details.querySelector(".scroll").replaceChildren(body);
}

// Frames that are known, and one question at a time to the kernel for those that are not.
function frameStore(model, onFrame) {
  const known = new Map(Object.entries(model.get("_frames")));
  let asked = null, next = null, timer = 0;
  const ask = (key, choice) => {
    if (known.has(key) || key === asked) return;
    if (asked !== null) { next = [key, choice]; return; }
    asked = key;
    model.send({ ask: key, choice });
    clearTimeout(timer);
    timer = setTimeout(() => { asked = null; onFrame(key, null); }, 10000);
  };
  model.on("msg:custom", (message) => {
    if (!("frame" in message)) return;
    const { frame: key, ...content } = message;
    if (!content.problem) known.set(key, content);
    if (key === asked) { asked = null; clearTimeout(timer); }
    onFrame(key, content);
    const follow = next;
    next = null;
    if (follow) ask(...follow);
  });
  return { known, ask, idle: () => asked === null };
}

// Parts of the picture that stand for a value of a control act as one radio group: one tab stop, arrow keys, Enter, click.
// A value may have several parts (a box, its text): they are gathered in the first.
function wirePicks(frame, control, value, set, refocus) {
  const svg = frame.querySelector("svg");
  svg.setAttribute("role", "radiogroup");
  svg.setAttribute("aria-label", `${control.label}, in the picture`);
  const all = [...svg.querySelectorAll("[data-pick]")];
  const partsOf = (each) => all.filter((part) => part.dataset.pick === `${control.name}=${each}`);
  const values = control.values.filter((each) => partsOf(each).length);
  const stop = values.includes(value) ? value : values[0];
  values.forEach((each, at) => {
    const [main, ...others] = partsOf(each);
    for (const part of others) part.removeAttribute("data-pick");
    main.append(...others);
    main.addEventListener("click", () => set(each));
    main.setAttribute("role", "radio");
    main.setAttribute("aria-checked", String(each === value));
    main.setAttribute("aria-label", labelOf(control, each));
    main.setAttribute("tabindex", each === stop ? "0" : "-1");
    main.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const to = by ? at + by : { Home: 0, End: values.length - 1, Enter: at, " ": at }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      if (to in values) set(values[to]);
    });
    if (refocus && each === stop) main.focus({ preventScroll: true });
  });
}
