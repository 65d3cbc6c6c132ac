// Making elements. What comes from data is always text, never markup.

/** @typedef {Node | string} Child */

/**
 * Make an HTML element. A property is set where the element has one of that name, as an attribute otherwise.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [properties] null and undefined leave an attribute out
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node && !name.includes("-")) Object.assign(node, { [name]: value });
    else if (value != null) node.setAttribute(name, String(value));
  }
  node.append(...children);
  return node;
}

/**
 * Write a text where it is not written yet: the same text again would be laid out again.
 *
 * @param {Node} node
 * @param {string} text
 */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Call once the browser has painted: what is not looked at first should not keep what is.
 *
 * @param {unknown} before whether something was shown before; what is shown first is shown together, as on a page that nobody sees
 * @param {() => void} call
 */
export function afterPaint(before, call) {
  if (before && !document.hidden) requestAnimationFrame(() => setTimeout(call));
  else call();
}

/**
 * Make a paragraph.
 *
 * @param {string} text
 * @param {string} [className]
 */
export const line = (text, className = "") => make("p", { className, textContent: text });

/**
 * Make the heading of a card: whoever moves from heading to heading finds every card.
 *
 * @param {string} text
 * @param {string} [className]
 */
export const titleOf = (text, className = "title") => make("h3", { className, textContent: text });

/**
 * Make a button that submits nothing.
 *
 * @param {string} text
 * @param {() => void} [onclick]
 * @param {Record<string, unknown>} [properties]
 */
export const button = (text, onclick, properties = {}) =>
  make("button", { type: "button", textContent: text, onclick: onclick ?? null, ...properties });

/**
 * Make a select with its options.
 *
 * @param {string} id
 * @param {readonly (readonly [value: string, label: string])[]} options
 */
export const select = (id, options) =>
  make("select", { id }, ...options.map(([value, label]) => make("option", { value, textContent: label })));

/**
 * Make an element of an SVG.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} properties
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function drawn(tag, properties, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(properties)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}
