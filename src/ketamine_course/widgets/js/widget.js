// Shared by both widgets. `page` is one store for all widgets of a page: what was answered, and who wants to know.
const page = (globalThis.coursePage ??= Object.assign(new EventTarget(), { answers: new Map() }));

const make = (tag, properties = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node && !name.includes("-")) node[name] = value;
    else if (value != null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
};

const line = (text, className = "") => make("p", { className, textContent: text });

// A page is dark when its text is light: true of every theme, whatever it calls its modes.
const isDark = (node) => {
  const [red, green, blue] = getComputedStyle(node).color.match(/[\d.]+/g).map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140;
};

// Returns a shadow root in `el` and a function that lets go of the page again.
const room = (el) => {
  const host = make("div", { "data-lm-suppress-shortcuts": "true" });
  const outside = make("div");
  el.replaceChildren(outside, host);
  const root = host.attachShadow({ mode: "open" });
  root.append(make("style", { textContent: CSS }));
  // The notebook's own shortcuts (such as "dd") must not see keys meant for a control.
  for (const kind of ["keydown", "keyup", "keypress"]) host.addEventListener(kind, (event) => event.stopPropagation());
  const colour = () => { if (outside.isConnected) host.toggleAttribute("data-dark", isDark(outside)); };
  const later = () => { colour(); setTimeout(colour, 400); };
  const watch = new MutationObserver(later);
  for (const node of [document.documentElement, document.body])
    watch.observe(node, { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-jp-theme-light", "data-mode"] });
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", later);
  // JupyterLab renders before it attaches: the first size says that the host is on the page.
  const attached = new ResizeObserver(colour);
  attached.observe(host);
  colour();
  return { root, leave: () => { watch.disconnect(); attached.disconnect(); media.removeEventListener("change", later); } };
};
