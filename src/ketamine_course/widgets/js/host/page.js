// Without a kernel: a stand-in for the widget model, fed from the data beside the widget.
/** @import { PageData } from "../contract" */
/** @import { Model } from "../core/model" */
import { show } from "./kinds.js";

/**
 * Return what was packed: JSON, gzipped, in base64; or backwards after a mark.
 *
 * @param {string} text
 * @returns {Promise<Record<string, unknown>>}
 */
export async function unpack(text) {
  if (text.startsWith("~")) return JSON.parse([...text].slice(1).reverse().join(""));
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
    send: () => false,
  };
}

/** What widgets share, from the first of them on the page: pictures (as text) and packed traits, each by a name. */
const shared = { /** @type {Map<string, string>} */ pictures: new Map(), /** @type {Map<string, string>} */ traits: new Map() };
const PICTURE = "data:image/svg+xml,";

/**
 * The picture and the traits that a place shows: its own, or those of the first of their name.
 *
 * @param {HTMLElement} place
 * @param {PageData} data
 */
function sharedOf(place, { packed }) {
  const { coursePicture, courseTraits } = place.dataset;
  if (!coursePicture || !courseTraits) return { packed, picture: "" };
  const own = place.querySelector(`img[src^="${PICTURE}"]`)?.getAttribute("src");
  if (own && !shared.pictures.has(coursePicture)) shared.pictures.set(coursePicture, decodeURIComponent(own.slice(PICTURE.length)));
  if (!shared.traits.has(courseTraits)) shared.traits.set(courseTraits, packed);
  return { packed: shared.traits.get(courseTraits) ?? packed, picture: shared.pictures.get(coursePicture) ?? "" };
}

/** @param {HTMLElement} place @returns {PageData} */
const dataOf = (place) => JSON.parse(place.querySelector('script[type="application/json"]')?.textContent ?? "");

/**
 * Bring a widget alive where its data stands; one that is alive, or on its way, is left as it is.
 *
 * @param {HTMLElement} place
 * @param {string} base the style of all widgets
 */
export async function mount(place, base) {
  if (place.dataset.mounting) return;
  place.dataset.mounting = "true";
  const data = dataOf(place);
  const { packed, picture } = sharedOf(place, data);
  const model = standIn({ ...data.state, ...(await unpack(packed)), ...(picture ? { _scene: picture } : {}) });
  // A page that is one widget only lets its address have a say before the widget shows itself.
  place.dispatchEvent(new CustomEvent("course-model", { bubbles: true, detail: model }));
  await show(place.dataset.courseWidget ?? "", { model, el: place }, base);
  place.dataset.alive = "true";
}

const PLACES = "[data-course-widget]";

/**
 * Bring alive what stands in a part of the page, and that part itself.
 *
 * @param {ParentNode} part
 * @param {string} base the style of all widgets
 */
function mountIn(part, base) {
  const found = [...part.querySelectorAll(PLACES)];
  if (part instanceof Element && part.matches(PLACES)) found.push(part);
  for (const place of found) mount(/** @type {HTMLElement} */ (place), base);
}

/**
 * Bring all widgets of the page alive, also those that come later: notebook pages and some sites add outputs as readers scroll.
 *
 * @param {string} base the style of all widgets
 */
export function mountAll(base) {
  mountIn(document, base);
  const watch = new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) if (node instanceof Element) mountIn(node, base);
  });
  watch.observe(document, { childList: true, subtree: true });
}
