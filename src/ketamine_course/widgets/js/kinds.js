// The kinds of question: their fields, and how an answer is read from them.
const LEVELS = { 20: "20% (a guess)", 40: "40%", 60: "60%", 80: "80%", 95: "95% (nearly certain)" };

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
      write: (given) => { input.value = given === null ? "" : String(given); },
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
      write: (given) => { area.value = given ?? ""; },
      right: () => null,
      text: (given) => given,
      missing: "Write a few words first.",
    };
  },
  rating: (q) => {
    const verdict = choiceKind(q, "radio");
    const wording = q.wordings.map((value) => make("input", { type: "radio", name: "wording", value }));
    const area = make("textarea", { id: "reason" });
    const fields = [group(q.asks, verdict.fields)];
    if (wording.length) fields.push(group("How is it worded? (optional)", wording.map((input) => option(input, input.value)), "inline"));
    if (q.reason) fields.push(make("label", { htmlFor: "reason", className: "name", textContent: "Your reason (optional)" }), area);
    return {
      ...verdict,
      fields,
      extra: () => ({ wording: wording.find((input) => input.checked)?.value ?? "", reason: area.value.trim() }),
      writeExtra: (record) => { for (const input of wording) input.checked = input.value === record.wording; area.value = record.reason ?? ""; },
      missing: "Choose a verdict first.",
    };
  },
};

const option = (input, text) => make("label", { className: "option" }, input, make("span", { textContent: text }));
const group = (legend, fields, look = "") => make("fieldset", { className: `part ${look}` }, make("legend", { textContent: legend }), make("div", {}, ...fields));

function choiceKind(q, type) {
  const inputs = q.options.map((_, at) => make("input", { type, name: "answer", value: String(at) }));
  const read = () => inputs.filter((input) => input.checked).map((input) => Number(input.value));
  return {
    fields: inputs.map((input, at) => option(input, q.options[at].text)),
    read: () => (read().length ? read() : null),
    write: (given) => inputs.forEach((input, at) => { input.checked = (given ?? []).includes(at); }),
    right: (given) => q.options.every((each, at) => each.right === given.includes(at)),
    text: (given) => given.map((at) => q.options[at].text).join(" | "),
    missing: type === "radio" ? "Choose one answer first." : "Choose at least one answer first.",
  };
}

function confidencePart(q) {
  const inputs = q.confidence ? Object.keys(LEVELS).map((value) => make("input", { type: "radio", name: "confidence", value })) : [];
  return {
    fields: inputs.length ? [group("How sure are you that this is right?", inputs.map((input) => option(input, LEVELS[input.value])), "inline")] : [],
    read: () => Number(inputs.find((input) => input.checked)?.value ?? 0) || null,
    write: (level) => { for (const input of inputs) input.checked = Number(input.value) === level; },
  };
}
