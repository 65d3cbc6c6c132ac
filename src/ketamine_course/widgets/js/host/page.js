// Without a kernel: a stand-in for the widget model, fed from the data beside the widget.
/** @import { PageData } from "../contract" */
/** @import { Kind, Model, Styles } from "../core/model" */
import { show } from "../widgets/index.js";

/**
 * Return what was packed: JSON, gzipped, in base64.
 *
 * @param {string} text
 * @returns {Promise<Record<string, unknown>>}
 */
export async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

/**
 * A model that nobody hears but the page.
 *
 * @param {Record<string, unknown>} state
 * @returns {Model}
 */
export function standIn(state) {
  const events = new EventTarget();
  /** @type {Map<unknown, () => void>} */
  const calls = new Map();
  return {
    get: (name) => state[name],
    set: (name, value) => {
      state[name] = value;
      events.dispatchEvent(new Event(`change:${name}`));
    },
    on: (event, call) => {
      const hear = () => /** @type {(message?: unknown) => void} */ (call)();
      calls.set(call, hear);
      events.addEventListener(event, hear);
    },
    off: (event, call) => events.removeEventListener(event, calls.get(call) ?? null),
    save_changes: () => {},
    send: () => {},
  };
}

/**
 * Bring a widget alive where its data stands; one that is alive, or on its way, is left as it is.
 *
 * @param {HTMLElement} place
 * @param {Styles} styles
 */
export async function mount(place, styles) {
  if (place.dataset.mounting) return;
  place.dataset.mounting = "true";
  const text = place.querySelector('script[type="application/json"]')?.textContent ?? "";
  /** @type {PageData} */
  const { state, packed } = JSON.parse(text);
  const model = standIn({ ...state, ...(await unpack(packed)) });
  show(/** @type {Kind} */ (place.dataset.courseWidget), { model, el: place }, styles);
  place.dataset.alive = "true";
}

/**
 * Bring all widgets of the page alive: a module runs when the whole page has been read.
 *
 * @param {Styles} styles
 */
export function mountAll(styles) {
  for (const place of document.querySelectorAll("[data-course-widget]")) mount(/** @type {HTMLElement} */ (place), styles);
}
