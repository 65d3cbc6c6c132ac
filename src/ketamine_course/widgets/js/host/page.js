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

/** What widgets of one name share, from the first of them on the page. @type {Map<string, { packed: string, picture: SVGElement | null }>} */
const shared = new Map();

/** Note what a place carries for all of its name, before its picture is taken. @param {HTMLElement} place */
function noteShared(place) {
  const name = place.dataset.courseShares;
  if (!name || shared.has(name)) return;
  shared.set(name, { packed: dataOf(place).packed, picture: place.querySelector("svg") });
}

/** @param {HTMLElement} place @returns {PageData} */
const dataOf = (place) => JSON.parse(place.querySelector('script[type="application/json"]')?.textContent ?? "");

/**
 * Bring a widget alive where its data stands; one that is alive, or on its way, is left as it is.
 *
 * @param {HTMLElement} place
 * @param {Styles} styles
 */
export async function mount(place, styles) {
  if (place.dataset.mounting) return;
  place.dataset.mounting = "true";
  noteShared(place);
  const { state, packed } = dataOf(place);
  const common = shared.get(place.dataset.courseShares ?? "");
  const picture = /** @type {SVGElement | null} */ (common?.picture?.cloneNode(true) ?? null);
  const model = standIn({ ...state, ...(await unpack(common?.packed ?? packed)) });
  show(/** @type {Kind} */ (place.dataset.courseWidget), { model, el: place, before: picture }, styles);
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
