// Every kind of widget by its name. Pages carry the code of the rarer kinds only where they show one, so a kind may come after its widget.
/** @import { Model, Widget } from "../core/model" */
import { room } from "../core/room.js";

/** @typedef {{ widget: Widget, style: string }} Kind what shows it, and what it adds to the style of all */

/** @type {Map<string, { here: Promise<Kind>, arrive: (kind: Kind) => void }>} */
const kinds = new Map();

/** @param {string} name */
function expected(name) {
  const known = kinds.get(name);
  if (known) return known;
  /** @type {(kind: Kind) => void} */
  let arrive = () => {};
  /** @type {Promise<Kind>} */
  const here = new Promise((resolve) => {
    arrive = resolve;
  });
  kinds.set(name, { here, arrive });
  return { here, arrive };
}

/**
 * Make a kind of widget known.
 *
 * @param {string} name
 * @param {Widget} widget
 * @param {string} style
 */
export const offer = (name, widget, style) => expected(name).arrive({ widget, style });

/**
 * Let the first heading of a card that stands before the sections of its page be of their level, so that no level is left out.
 *
 * @param {Element} place
 * @param {ShadowRoot} root
 */
function level(place, root) {
  const section = document.querySelector("h2");
  if (!section || !place.isConnected || place.compareDocumentPosition(section) & Node.DOCUMENT_POSITION_PRECEDING) return;
  const heading = root.querySelector("h3");
  heading?.setAttribute("role", "heading");
  heading?.setAttribute("aria-level", "2");
}

/**
 * Show a widget in a place of the page, as soon as its kind is known; return how to let go of the page again.
 *
 * @param {string} name
 * @param {{ model: Model, el: Element, notice?: Element }} place with a line that the host writes below the widget, if it has one
 * @param {string} base the style of all widgets
 */
export async function show(name, { model, el, notice }, base) {
  const { widget, style } = await expected(name).here;
  const { root, leave } = room(el, base + style);
  const letGo = widget({ model, root });
  level(el, root);
  if (notice) root.append(notice);
  return () => {
    letGo();
    leave();
  };
}
