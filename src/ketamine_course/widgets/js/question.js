// One question: a form, then feedback on every option. What was answered is kept by `answers.js`.
// The question may have changed since the answer was kept: then the answer stays in the file, but is not shown here.
const fits = (q, kind, record) => attempt(() => record.kind === q.kind && record.prompt === q.prompt && typeof record.first === "string" && kind.text(record.given) === record.text, false);
const isOpen = (q, record) => !q.discuss || record.rounds >= 2;

function verdictText(q, record) {
  if (!isOpen(q, record)) return "Kept as your first answer.";
  if (record.right === null) return "Noted.";
  if (q.result) return record.right ? "Your prediction fits what was found." : "Your prediction differs from what was found: look where it differs.";
  return record.right ? "Right." : "Not quite.";
}

const short = (number) => Number(number.toPrecision(10));

function explain(q, record) {
  const { given } = record;
  const parts = [line(verdictText(q, record), "verdict")];
  if (!isOpen(q, record)) return [...parts, line("Talk it over with somebody, or look for one reason against it. Then change your answer or leave it, and press the button again. The key follows.")];
  if (record.first !== record.text) parts.push(line(`Your first answer was: ${record.first}.`));
  if (record.confidence) parts.push(line(`You were ${record.confidence}% sure${record.first_confidence && record.first_confidence !== record.confidence ? `, at first ${record.first_confidence}%` : ""}.`));
  if (q.kind === "number") parts.push(line(`You answered ${given}. The answer is ${q.answer}${q.tolerance ? ` (accepted: ${short(q.answer - q.tolerance)} to ${short(q.answer + q.tolerance)})` : ""}${q.unit ? ` ${q.unit}` : ""}.`));
  const items = q.options.map((each, at) => {
    const chosen = given.includes(at);
    const mark = `${each.right ? "\u2713 Right" : "\u2717 Not right"}${chosen ? ", your answer" : ""}: `;
    return make("li", { className: each.right ? "right" : chosen ? "missed" : "" }, make("strong", { textContent: mark }), `${each.text} `, make("br"), each.feedback);
  });
  const why = make("ul", { className: "why" }, ...items);
  // A verdict has many options: key and own answer stand open, the rest is one click away.
  if (q.kind === "rating") {
    const others = make("ul", { className: "why" }, ...items.filter((_, at) => !q.options[at].right && !given.includes(at)));
    why.replaceChildren(...items.filter((item) => !others.contains(item)));
    parts.push(why, make("details", {}, make("summary", { textContent: "Why not the others?" }), others));
    if (q.wording) parts.push(line(`Wording: ${record.wording ? `you said ${record.wording}, the key says ${q.wording}` : `the key says ${q.wording}`}. ${q.wording_why}`));
  } else if (items.length) parts.push(why);
  if (q.explanation) parts.push(line(q.explanation));
  if (record.reason) parts.push(line(`Your reason: ${record.reason}`, "recalled"));
  if (q.basis) parts.push(line(q.basis, "quiet"));
  return parts;
}

function toolsRow(q, isKept) {
  const download = make("button", { type: "button", textContent: "Download my answers on this page (CSV)", onclick: () => downloadAnswers(q.page) });
  const wipe = make("button", { type: "button", textContent: "Erase my answers on this page" });
  const asked = make("span", { role: "status" });
  let sure = false;
  wipe.addEventListener("click", () => {
    if (sure) { erase(q.collection, q.page); return; }
    sure = true;
    asked.textContent = "All answers on this page will be gone. Press the button again to erase them.";
  });
  wipe.addEventListener("blur", () => { sure = false; asked.textContent = ""; });
  const place = isKept
    ? "Your answers are kept in this browser, also after a reload."
    : "This browser keeps nothing: your answers may be gone when you reload the page.";
  return make("div", { className: "tools" }, download, wipe, asked, make("span", { className: "quiet", textContent: place }));
}

const firstLabel = (q) => (q.result ? "Commit my prediction" : q.kind === "text" ? "Keep my notes" : q.discuss ? "Keep my first answer" : "Check my answer");

function render({ model, el }) {
  const q = model.get("_definition");
  const { root, leave } = room(el);
  const kind = kinds[q.kind](q), sure = confidencePart(q);
  const recalled = make("p", { className: "recalled", hidden: true });
  const recall = () => {
    const then = q.recalls && answerAnywhere(q.collection, q.recalls);
    recalled.hidden = !then;
    recalled.textContent = then ? `You wrote: ${then.text}` : "";
  };
  const feedback = make("div", { className: "feedback", tabIndex: -1 });
  const problem = make("p", { className: "problem", role: "alert" });
  const send = make("button", { type: "submit", className: "send", textContent: firstLabel(q) });
  const box = make("fieldset", {}, make("legend", { textContent: q.prompt }), ...kind.fields, ...sure.fields);
  const head = q.result ? "Predict before you look" : q.kind === "rating" ? "Claim to judge" : "Question";
  const form = make("form", { className: "card", noValidate: true }, line(head, "quiet"), recalled, box, problem, send, feedback);
  root.append(form);

  const show = (record, focus) => {
    kind.write(record.given);
    kind.writeExtra?.(record);
    sure.write(record.confidence);
    const done = q.result || (q.discuss && record.rounds >= 2);
    box.disabled = send.hidden = Boolean(done);
    send.textContent = q.discuss ? "Final answer: show the key" : "Check again";
    feedback.replaceChildren(...explain(q, record), toolsRow(q, keepsAnswers()));
    if (focus) feedback.focus({ preventScroll: true });
  };
  let shown = null;
  const sync = (focus = false) => {
    const record = page.answers.get(q.name);
    if (!record || record === shown || !fits(q, kind, record)) return;
    shown = record;
    record.right = kind.right(record.given);
    show(record, focus);
  };
  const tell = (record) => {
    const answer = record && { given: record.text, right: record.right, first: record.first, confidence: record.confidence ?? null, record };
    model.set("answer", answer);
    model.save_changes();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const before = page.answers.get(q.name);
    if (before && box.disabled) { sync(true); return; }
    const given = kind.read(), confidence = sure.read();
    problem.textContent = given === null ? kind.missing : q.confidence && !confidence ? "Say how sure you are." : "";
    if (problem.textContent) return;
    const text = kind.text(given), right = kind.right(given);
    const earlier = before && fits(q, kind, before) ? before : { first: text, first_right: right, first_confidence: confidence, rounds: 0 };
    const { first, first_right, first_confidence, rounds } = earlier;
    const record = { kind: q.kind, page: q.page, prompt: q.prompt, given, text, right, confidence, ...kind.extra?.(), first, first_right, first_confidence, rounds: rounds + 1 };
    keep(q.collection, q.name, record);
    tell(record);
    sync(true);
    changed();
  });
  // What was answered earlier comes from the page (the cell ran again), from the browser, or from the kernel.
  const kept = model.get("answer")?.record;
  bringBack(q.collection, q.page);
  // The kernel may not have heard that the page's answers were erased, or given anew, while this question was not on the page.
  if (kept && !page.answers.has(q.name)) {
    if (page.erased?.has(q.page)) tell(null);
    else { page.answers.set(q.name, { ...kept, page: q.page }); changed(); }
  }
  recall();
  sync();
  if (shown && JSON.stringify(shown) !== JSON.stringify(kept)) tell(shown);
  const onAnswer = () => { recall(); sync(); };
  const onErase = () => {
    if (!shown || page.answers.has(q.name)) return;
    const hadFocus = feedback.contains(root.activeElement);
    shown = null;
    kind.write(null);
    kind.writeExtra?.({});
    sure.write(null);
    box.disabled = send.hidden = false;
    send.textContent = firstLabel(q);
    feedback.replaceChildren(line("Your answers on this page are erased."));
    if (hadFocus) feedback.focus({ preventScroll: true });
    tell(null);
  };
  page.addEventListener("answer", onAnswer);
  page.addEventListener("erase", onErase);
  return () => { leave(); page.removeEventListener("answer", onAnswer); page.removeEventListener("erase", onErase); };
}

export default { render };
