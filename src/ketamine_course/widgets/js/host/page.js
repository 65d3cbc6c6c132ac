// Without a kernel: a stand-in for the widget model, fed from the data beside the widget.
/** @import { ExplorableDefinition, Frame, FrameRequest, PageData } from "../contract" */
/** @import { Model } from "../core/model" */
import { show } from "./kinds.js";
import { layoutsAt } from "./layouts.js";
import { unpack } from "./packed.js";
import { followChoices, leadBack } from "./return.js";

/**
 * A model that nobody hears but the page, which answers where it has frames of another width.
 *
 * @param {Record<string, unknown>} state
 * @param {(request: FrameRequest) => Promise<Frame | undefined>} [answer]
 * @returns {Model}
 */
export function standIn(state, answer) {
  const events = new EventTarget();
  /** @type {Map<unknown, (told: Event) => void>} */
  const calls = new Map();
  return {
    get: (name) => state[name],
    set: (name, value) => {
      state[name] = value;
      events.dispatchEvent(new Event(`change:${name}`));
    },
    on: (event, call) => {
      const hear = (/** @type {Event} */ told) =>
        /** @type {(message?: unknown) => void} */ (call)(told instanceof CustomEvent ? told.detail : undefined);
      calls.set(call, hear);
      events.addEventListener(event, hear);
    },
    off: (event, call) => events.removeEventListener(event, calls.get(call) ?? null),
    save_changes: () => {},
    send: (content) => {
      const request = /** @type {Partial<FrameRequest>} */ (content);
      if (!answer || request.ask === undefined) return false;
      const reply = (/** @type {Frame} */ frame) =>
        events.dispatchEvent(new CustomEvent("msg:custom", { detail: { frame: request.ask, ...frame } }));
      answer(/** @type {FrameRequest} */ (request)).then(
        (frame) => frame && reply(frame),
        () => {},
      );
      return true;
    },
  };
}

/** What widgets share: pictures (as text) and packed traits, each by a name. */
const shared = { /** @type {Map<string, string>} */ pictures: new Map(), /** @type {Map<string, string>} */ traits: new Map() };
const PICTURE = "data:image/svg+xml,";

/** The places that share something of a name. Any of them may carry it: slides have another order than the notebook that was run. */
function sharing(/** @type {string} */ trait, /** @type {string} */ name) {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`[data-course-${trait}="${CSS.escape(name)}"]`)]);
}

/**
 * The picture and the traits that a place shows: its own, or those that another one carries under their names.
 *
 * @param {HTMLElement} place
 * @param {PageData} data
 */
function sharedOf(place, { packed }) {
  const { coursePicture, courseTraits } = place.dataset;
  if (!coursePicture || !courseTraits) return { packed, picture: "" };
  for (const each of shared.pictures.has(coursePicture) ? [] : sharing("picture", coursePicture)) {
    const own = each.querySelector(`img[src^="${PICTURE}"]`)?.getAttribute("src");
    if (own) shared.pictures.set(coursePicture, decodeURIComponent(own.slice(PICTURE.length)));
  }
  if (!shared.traits.has(courseTraits)) {
    const carried = sharing("traits", courseTraits).map((each) => dataOf(each).packed);
    shared.traits.set(
      courseTraits,
      carried.reduce((most, each) => (each.length > most.length ? each : most), packed),
    );
  }
  return { packed: shared.traits.get(courseTraits) ?? packed, picture: shared.pictures.get(coursePicture) ?? "" };
}

/** @param {HTMLElement} place @returns {PageData} */
const dataOf = (place) => JSON.parse(place.querySelector('script[type="application/json"]')?.textContent ?? "");

/** When the last widget that came in turn had its turn. @type {Promise<unknown>} */
let lastTurn = Promise.resolve();

/** Wait for a task of one's own, after all who waited before: between widgets, a page paints and answers to whoever reads already. */
function turn() {
  const ownTask = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve(undefined);
      };
      port2.postMessage(null);
    });
  lastTurn = lastTurn.then(ownTask);
  return lastTurn;
}

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
  /** @type {Record<string, unknown>} */
  const traits = { ...data.state, ...(await unpack(packed)), ...(picture ? { _scene: picture } : {}) };
  const layouts = layoutsAt(place, /** @type {Record<string, Frame> | undefined} */ (traits._frames));
  if (layouts && !traits._frames) {
    const { widths } = /** @type {ExplorableDefinition} */ (traits._definition);
    traits._frames = await layouts.first(widths).catch(() => null);
    if (!traits._frames) return; // without any frames the still picture and its words stay
  }
  await turn();
  const model = standIn(traits, layouts?.answer);
  // A page that is one widget only lets its address have a say before the widget shows itself.
  followChoices(model, place);
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
  leadBack();
  mountIn(document, base);
  const watch = new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) if (node instanceof Element) mountIn(node, base);
  });
  watch.observe(document, { childList: true, subtree: true });
}
