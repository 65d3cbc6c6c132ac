// The native controls: a slider over named steps, a choice, a set of toggles.
const keyOf = (controls, choice) =>
  controls.map((c) => {
    const at = (value) => c.values.indexOf(value);
    return c.kind === "toggles" ? choice[c.name].reduce((sum, value) => sum + 2 ** at(value), 0) : at(choice[c.name]);
  }).join("-");

const labelOf = (control, value) => control.labels[control.values.indexOf(value)];

function sliderControl(control, get, set) {
  const id = `c-${control.name}`;
  const last = control.values.length - 1;
  const input = make("input", { type: "range", id, min: "0", max: String(last), step: "1" });
  const output = make("output", { htmlFor: id });
  const move = (by) => { const to = Number(input.value) + by; if (to >= 0 && to <= last) set(control.values[to]); };
  const step = (text, name, by) => make("button", { type: "button", textContent: text, "aria-label": `${control.label}: ${name}`, onclick: () => move(by) });
  const back = step("\u2039", "previous", -1), on = step("\u203a", "next", 1);
  input.addEventListener("input", () => set(control.values[Number(input.value)]));
  const sync = () => {
    const at = control.values.indexOf(get());
    input.value = String(at);
    input.setAttribute("aria-valuetext", control.labels[at]);
    output.textContent = control.labels[at];
    back.disabled = at === 0; on.disabled = at === last;
  };
  const name = make("label", { htmlFor: id, className: "name", textContent: `${control.label}: ` });
  return [make("div", { className: "control slider" }, name, output, make("div", { className: "row" }, back, input, on)), sync];
}

function selectControl(control, get, set) {
  const id = `c-${control.name}`;
  const select = make("select", { id }, ...control.values.map((value, at) => make("option", { value, textContent: control.labels[at] })));
  select.addEventListener("change", () => set(select.value));
  const row = make("div", { className: "row" }, make("label", { htmlFor: id, className: "name", textContent: control.label }), select);
  return [make("div", { className: "control" }, row), () => { select.value = get(); }];
}

function boxesControl(control, get, set) {
  const many = control.kind === "toggles";
  const inputs = control.values.map((value) => make("input", { type: many ? "checkbox" : "radio", name: control.name, value }));
  const read = () => (many ? inputs.filter((input) => input.checked).map((input) => input.value) : inputs.find((input) => input.checked).value);
  const options = inputs.map((input, at) => {
    input.addEventListener("change", () => set(read()));
    return make("label", { className: "option" }, input, control.labels[at]);
  });
  const sync = () => { for (const input of inputs) input.checked = many ? get().includes(input.value) : get() === input.value; };
  const box = make("fieldset", {}, make("legend", { textContent: control.label }), make("div", { className: "row" }, ...options));
  return [make("div", { className: "control" }, box), sync];
}

const controlFor = (control) =>
  control.kind === "slider" ? sliderControl : control.kind === "choice" && control.values.length > 4 ? selectControl : boxesControl;
