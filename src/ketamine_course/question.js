// One question: a form, then feedback on every option. What was answered stays in the page (`page.answers`).
const quoted = (cell) => {
  const text = String(cell ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

function downloadAnswers() {
  const header = ["question", "kind", "prompt", "answer", "first_answer", "right"];
  const rows = [...page.answers].map(([name, a]) => [name, a.kind, a.prompt, a.text, a.first, a.right === null ? "" : a.right ? "yes" : "no"]);
  const text = [header, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
  const link = make("a", { href: URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" })), download: "my-answers.csv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Each kind: its fields, what was given (null where nothing is), whether that is right, and the given value as text.
const kinds = {
  single: (q) => choiceKind(q, "radio"),
  several: (q) => choiceKind(q, "checkbox"),
  number: (q) => {
    const input = make("input", { type: "text", inputMode: "decimal", id: "answer", autocomplete: "off" });
    const field = make("div", { className: "option" }, make("label", { htmlFor: "answer", textContent: "Your answer" }), input, q.unit);
    return {
      fields: [field],
      read: () => {
        const text = input.value.trim().replace(",", "."), value = Number(text);
        return /^-?\d+(\.\d+)?$/.test(text) && value >= (q.lowest ?? -Infinity) && value <= (q.highest ?? Infinity) ? value : null;
      },
      write: (given) => { input.value = String(given); },
      right: (given) => Math.abs(given - q.answer) <= q.tolerance + 1e-9,
      text: (given) => `${given} ${q.unit}`.trim(),
      missing: q.lowest === null ? "Type a number, such as 12 or 0.5." : `Type a number from ${q.lowest} to ${q.highest}.`,
    };
  },
  text: () => {
    const area = make("textarea", { id: "answer" });
    return {
      fields: [make("label", { htmlFor: "answer", textContent: "Your notes" }), area],
      read: () => area.value.trim() || null,
      write: (given) => { area.value = given; },
      right: () => null,
      text: (given) => given,
      missing: "Write a few words first.",
    };
  },
};

function choiceKind(q, type) {
  const inputs = q.options.map((_, at) => make("input", { type, name: "answer", value: String(at) }));
  const fields = inputs.map((input, at) => make("label", { className: "option" }, input, make("span", { textContent: q.options[at].text })));
  const read = () => inputs.filter((input) => input.checked).map((input) => Number(input.value));
  return {
    fields,
    read: () => (read().length ? read() : null),
    write: (given) => inputs.forEach((input, at) => { input.checked = given.includes(at); }),
    right: (given) => q.options.every((option, at) => option.right === given.includes(at)),
    text: (given) => given.map((at) => q.options[at].text).join(" | "),
    missing: type === "radio" ? "Choose one answer first." : "Choose at least one answer first.",
  };
}

function verdictText(q, right) {
  if (right === null) return "Noted.";
  if (q.result) return right ? "Your prediction fits what was found." : "Your prediction differs from what was found: that is the best moment to learn.";
  return right ? "Right." : "Not quite.";
}

const short = (number) => Number(number.toPrecision(10));

function explain(q, given, right) {
  const parts = [make("p", { className: "verdict", textContent: verdictText(q, right) })];
  if (q.kind === "number") parts.push(make("p", { textContent: `You answered ${given}. The answer is ${q.answer}${q.tolerance ? ` (accepted: ${short(q.answer - q.tolerance)} to ${short(q.answer + q.tolerance)})` : ""}${q.unit ? ` ${q.unit}` : ""}.` }));
  const items = q.options.map((option, at) => {
    const chosen = given.includes(at);
    const mark = `${option.right ? "\u2713 Right" : "\u2717 Not right"}${chosen ? ", your answer" : ""}: `;
    return make("li", { className: option.right ? "right" : chosen ? "missed" : "" }, make("strong", { textContent: mark }), `${option.text} `, make("br"), option.feedback);
  });
  if (items.length) parts.push(make("ul", { className: "why" }, ...items));
  if (q.explanation) parts.push(make("p", { textContent: q.explanation }));
  if (q.basis) parts.push(make("p", { className: "quiet", textContent: q.basis }));
  return parts;
}

function render({ model, el }) {
  const q = model.get("_definition");
  const { root, leave } = room(el);
  const kind = kinds[q.kind](q);
  const recalled = make("p", { className: "recalled", hidden: true });
  const recall = () => {
    const then = page.answers.get(q.recalls);
    recalled.hidden = !then;
    recalled.textContent = then ? `You wrote: ${then.text}` : "";
  };
  recall();
  const feedback = make("div", { className: "feedback", tabIndex: -1 });
  const problem = make("p", { className: "problem", role: "alert" });
  const send = make("button", { type: "submit", className: "send", textContent: q.result ? "Commit my prediction" : q.kind === "text" ? "Keep my notes" : "Check my answer" });
  const box = make("fieldset", {}, make("legend", { textContent: q.prompt }), ...kind.fields);
  const form = make("form", { className: "card", noValidate: true }, make("p", { className: "quiet", textContent: q.result ? "Predict before you look" : "Question" }), recalled, box, problem, send, feedback);
  root.append(form);

  const show = (record, focus) => {
    kind.write(record.given);
    if (q.result) { box.disabled = true; send.hidden = true; } else send.textContent = "Check again";
    const download = make("button", { type: "button", textContent: "Download my answers on this page (CSV)", onclick: downloadAnswers });
    feedback.replaceChildren(...explain(q, record.given, record.right), make("div", { className: "tools" }, download, make("span", { className: "quiet", textContent: "Answers stay on this page until you reload it." })));
    if (focus) feedback.focus({ preventScroll: true });
  };
  let shown = null;
  const sync = (focus = false) => {
    const record = page.answers.get(q.name);
    if (!record || record === shown) return;
    shown = record;
    show(record, focus);
  };
  const tell = (record) => { model.set("answer", { given: record.text, right: record.right, first: record.first, record }); model.save_changes(); };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (q.result && page.answers.has(q.name)) { sync(true); return; }
    const given = kind.read();
    problem.textContent = given === null ? kind.missing : "";
    if (given === null) return;
    const text = kind.text(given);
    const record = { kind: q.kind, prompt: q.prompt, given, text, right: kind.right(given), first: page.answers.get(q.name)?.first ?? text };
    page.answers.set(q.name, record);
    tell(record);
    sync(true);
    page.dispatchEvent(new Event("answer"));
  });
  // What was answered earlier comes from the page (the cell ran again) or from the kernel (the page was loaded again).
  const kept = model.get("answer")?.record;
  if (kept && !page.answers.has(q.name)) { page.answers.set(q.name, kept); page.dispatchEvent(new Event("answer")); }
  sync();
  if (shown && !kept) tell(shown);
  const onAnswer = () => { recall(); sync(); };
  page.addEventListener("answer", onAnswer);
  return () => { leave(); page.removeEventListener("answer", onAnswer); };
}

export default { render };
