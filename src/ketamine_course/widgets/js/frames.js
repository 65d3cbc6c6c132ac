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
// `wish` is true for what the reader asked for, false for a neighbour fetched ahead.
const PATIENCE = 10000;
function frameStore(model, onFrame) {
  const known = new Map(Object.entries(model.get("_frames")));
  const failed = new Set();
  let asked = null, next = null, timer = 0;
  const ask = (key, choice, wish) => {
    if (known.has(key)) return;
    if (asked) {
      if (asked.key === key) asked.wish ||= wish;
      else if (wish) next = [key, choice, true];
      return;
    }
    asked = { key, wish };
    model.send({ ask: key, choice });
    timer = setTimeout(() => finish(key, null), PATIENCE);
  };
  const finish = (key, content) => {
    const wish = asked?.key === key && asked.wish;
    if (asked?.key === key) { asked = null; clearTimeout(timer); }
    onFrame(key, content, wish);
    const follow = next;
    next = null;
    if (follow) ask(...follow);
  };
  const onMessage = (message) => {
    if (!("frame" in message)) return;
    const { frame: key, ...content } = message;
    if (content.problem) failed.add(key);
    else known.set(key, content);
    finish(key, content);
  };
  model.on("msg:custom", onMessage);
  const worthFetching = (key) => asked === null && !known.has(key) && !failed.has(key);
  return { known, ask, worthFetching, leave: () => { model.off("msg:custom", onMessage); clearTimeout(timer); } };
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
