// A place of one's own on somebody else's page: a shadow root that is dark where the page is dark.
import { make } from "./dom.js";

const THEME_ATTRIBUTES = ["class", "style", "data-theme", "data-jp-theme-light", "data-mode"];

/**
 * A page is dark when its text is light: true of every theme, whatever it calls its modes.
 *
 * @param {Element} node
 */
function isDark(node) {
  const [red, green, blue] = (getComputedStyle(node).color.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140;
}

/**
 * Call when a page may have changed its colours, and once it shows the host; return how to stop that.
 *
 * @param {HTMLElement} host
 * @param {() => void} colour
 */
function watchColours(host, colour) {
  const later = () => {
    colour();
    setTimeout(colour, 400);
  };
  const themes = new MutationObserver(later);
  for (const node of [document.documentElement, document.body])
    themes.observe(node, { attributes: true, attributeFilter: THEME_ATTRIBUTES });
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", later);
  // JupyterLab renders before it attaches: the first size says that the host is on the page.
  const attached = new ResizeObserver(colour);
  attached.observe(host);
  return () => {
    themes.disconnect();
    attached.disconnect();
    media.removeEventListener("change", later);
  };
}

const QUIET = "data-lm-suppress-shortcuts";
/** Every place of the page whose keys are kept: one listener looks at a key, however many there are. @type {Set<HTMLElement>} */
const hosts = new Set();
/** Whether keys pass: they did for the last one. */
let passing = false;

/** Saving is the notebook's, wherever the focus is. @param {KeyboardEvent} event */
const isSave = ({ key, ctrlKey, metaKey, altKey }) => (ctrlKey || metaKey) && !altKey && key.toLowerCase() === "s";

/** JupyterLab looks at keys, and at this attribute, before anything on the page does, except the window. @param {KeyboardEvent} event */
function beforeAll(event) {
  const passes = isSave(event);
  if (!passes && !passing) return;
  passing = passes;
  for (const host of hosts) {
    if (passes) host.removeAttribute(QUIET);
    else host.setAttribute(QUIET, "true");
  }
}

/**
 * The notebook's own shortcuts (such as "dd") must not see keys meant for a control; saving passes. Return how to stop that.
 *
 * @param {HTMLElement} host
 */
function keepKeys(host) {
  const stop = (/** @type {Event} */ event) => {
    if (!(event instanceof KeyboardEvent && isSave(event))) event.stopPropagation();
  };
  for (const kind of ["keydown", "keyup", "keypress"]) host.addEventListener(kind, stop);
  if (!hosts.size) addEventListener("keydown", beforeAll, { capture: true });
  hosts.add(host);
  return () => {
    hosts.delete(host);
    if (!hosts.size) removeEventListener("keydown", beforeAll, { capture: true });
  };
}

/**
 * Put a shadow root with a style into a place.
 *
 * @param {Element} place
 * @param {string} style
 * @returns {{ root: ShadowRoot, leave: () => void }} the root, and how to let go of the page again
 */
export function room(place, style) {
  const host = make("div", { [QUIET]: "true" });
  const outside = make("div");
  place.replaceChildren(outside, host);
  const root = host.attachShadow({ mode: "open" });
  root.append(make("style", { textContent: style }));
  const letKeysGo = keepKeys(host);
  const colour = () => {
    if (outside.isConnected) host.toggleAttribute("data-dark", isDark(outside));
  };
  const stopWatching = watchColours(host, colour);
  colour();
  const leave = () => {
    stopWatching();
    letKeysGo();
  };
  return { root, leave };
}
