// What a scene does not draw itself: heads of reversed arrows, corks, marks and flags, each made when it is first shown.
import { drawn, make } from "../../core/dom.js";

const CORK = "M-5.2-7H5.2L3.2 6.4H-3.2Z";
const FLAG = "M0 0V-13L9-10L0-7Z";
const SIGNS = { "\u25b2": "raises", "\u25bc": "lowers" };

/**
 * A badge: its group, where its number and its mark stand, what is written beside it and where, its middle and its radius.
 *
 * @typedef {object} Badge
 * @property {Element} group
 * @property {Element} number
 * @property {Element | null} mark
 * @property {string} name
 * @property {number[]} label
 * @property {[x: number, y: number]} at
 * @property {number} size
 */

/**
 * The scene of a drawing as text. Its rules go into a style of their own, which a page's policy knows; that policy already looks at what
 * is only parsed.
 *
 * @param {ShadowRoot} root
 * @param {string} drawing
 */
export function sceneIn(root, drawing) {
  const [style = "", rules = ""] = drawing.match(/<style>(.*?)<\/style>/s) ?? [];
  root.prepend(make("style", { textContent: rules }));
  const svg = new DOMParser().parseFromString(drawing.replace(style, ""), "image/svg+xml").documentElement;
  return /** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.importNode(svg, true)));
}

/** @param {Badge} badge @param {boolean} here whether a reader guessed this step */
export function flagBadge({ group, at: [x, y], size }, here) {
  if (here && !group.querySelector(".flag"))
    group.append(drawn("path", { class: "flag", d: FLAG, transform: `translate(${x - size} ${y - size + 2})` }));
  group.classList.toggle("guess", here);
}

/** @param {Badge} badge */
export function corkBadge({ group, at }) {
  if (!group.querySelector(".cork")) group.append(drawn("path", { class: "cork", d: CORK, transform: `translate(${at.join(" ")})` }));
}

/** @param {Badge} badge @param {string} sign */
export function markBadge(badge, sign) {
  if ((badge.mark?.textContent ?? "") === sign) return;
  if (!badge.mark) {
    badge.mark = drawn("text", {});
    badge.group.append(badge.mark);
  }
  const clash = sign.length > 1;
  const [x, y, look] = markAt(badge, clash);
  badge.mark.textContent = sign;
  badge.mark.setAttribute("x", String(x));
  badge.mark.setAttribute("y", String(y));
  const kind = SIGNS[/** @type {keyof typeof SIGNS} */ (sign)] ?? look;
  badge.mark.setAttribute("class", `mark ${kind}`);
}

/**
 * Where a mark stands, clear of the name: a small one at the rim of its badge, one that says both beyond the name. The same as `_mark_at`
 * in `pictures/_scene/_still.py`, for the line of a text in place of its middle.
 *
 * @param {Badge} badge
 * @param {boolean} clash
 * @returns {[x: number, y: number, look: string]}
 */
function markAt({ at: [x, y], size, label: [u, v] }, clash) {
  const named = u - x;
  if (!clash) {
    const shift = named > size ? 2 : 0;
    return [x + size + 0.5 - shift, y - size + 2.5 - shift, "unknown"];
  }
  if (named > size) return [x + size + 3, y - size + 0.5, "clash start"];
  if (named < -size) return [u, y + size + 6.5, "clash right"];
  return v < y ? [u, v - size - 3, "clash"] : [x + size + 3, y + 3.5, "clash start"];
}

/**
 * Where a line ends, and the point from which it comes there: each command tells its points from the end of the one before.
 *
 * @param {string} d
 */
function endOf(d) {
  let [a, b, x, y] = [0, 0, 0, 0];
  for (const [points] of d.matchAll(/[^A-Za-z]+/g)) {
    const [u, v, p, q] = [0, 0, ...(points.match(/-?(\d+\.?|\.)\d*/g) ?? []).map(Number)].slice(-4);
    [a, b, x, y] = [x + u, y + v, x + p, y + q];
  }
  return { a, b, x, y };
}

/**
 * The point from which a drawn arrow comes to its end.
 *
 * @param {Element | undefined} group
 * @returns {[x: number, y: number] | null}
 */
export function comesFrom(group) {
  const d = group?.querySelector(".line")?.getAttribute("d");
  if (!d) return null;
  const { a, b } = endOf(d);
  return [a, b];
}

/**
 * The heads that a reversed arrow needs and that are not drawn: a point and a bar at the end of its line.
 *
 * @param {Element} group
 * @param {string} d
 */
export function headsOf(group, d) {
  const { a, b, x, y } = endOf(d);
  const length = Math.hypot(x - a, y - b) || 1;
  const [u, v] = [(x - a) / length, (y - b) / length];
  const colour = [...(group.querySelector(".line")?.classList ?? [])].find((name) => name.startsWith("s-")) ?? "";
  const point = (/** @type {number} */ along, /** @type {number} */ across) =>
    `${x + u * along - v * across} ${y + v * along + u * across}`;
  const heads = {
    raises: {
      d: `M${point(4.5, 0)}L${point(0, 3.3)}L${point(0, -3.3)}Z`,
      class: `${colour} ${colour.replace("s-", "f-")} raises`,
      "stroke-width": 0.8,
      "stroke-linecap": "round",
    },
    lowers: {
      d: `M${x} ${y}L${point(3.7, 0)}M${point(3.7, 4.6)}L${point(3.7, -4.6)}`,
      class: `${colour} lowers`,
      "stroke-width": 2.2,
      fill: "none",
    },
  };
  if (group.querySelector(".unknown")) return [];
  return Object.entries(heads).flatMap(([sign, shape]) => (group.querySelector(`.${sign}`) ? [] : [drawn("path", shape)]));
}
