// The table under a picture, the store of frames, and the parts of a picture that can be picked.
function fillTable(details, table) {
  details.hidden = !table;
  if (!table) return;
  const row = (tag, cells) => make("tr", {}, ...cells.map((cell, at) => make(at || tag === "th" ? tag : "th", { textContent: cell, scope: tag === "th" ? "col" : at ? null : "row" })));
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
function wirePicks(frame, control, value, set, refocus) {
  const svg = frame.querySelector("svg");
  const parts = [...svg.querySelectorAll("[data-pick]")].filter((part) => part.dataset.pick.startsWith(`${control.name}=`));
  svg.setAttribute("role", "radiogroup");
  svg.setAttribute("aria-label", `${control.label}, in the picture`);
  const valueOf = (part) => part.dataset.pick.slice(control.name.length + 1);
  const chosen = parts.find((part) => valueOf(part) === value) ?? parts[0];
  parts.forEach((part, at) => {
    part.setAttribute("role", "radio");
    part.setAttribute("aria-checked", String(valueOf(part) === value));
    part.setAttribute("aria-label", [...part.querySelectorAll("text")].map((text) => text.textContent).join(" ") || labelOf(control, valueOf(part)));
    part.setAttribute("tabindex", part === chosen ? "0" : "-1");
    part.addEventListener("click", () => set(valueOf(part), true));
    part.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const to = by ? at + by : { Home: 0, End: parts.length - 1, Enter: at, " ": at }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      if (parts[to]) set(valueOf(parts[to]), true);
    });
  });
  if (refocus) chosen.focus({ preventScroll: true });
}
