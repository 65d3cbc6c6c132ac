// A change is shown: what moves goes along, what is new fades in, what is gone leaves a ghost. The drawing itself is the new one from the
// first moment on: nothing but animations and a layer of ghosts above it, so that an interruption leaves nothing behind.
import { make } from "../../core/dom.js";
import { difference, partsOf, SELECTOR } from "../../logic/motion.js";

const TIMING = { duration: 450, easing: "ease-out" };
/** Milliseconds since the change before: what comes sooner is a key that is held or a thumb that is dragged, and moves at once. */
const CALM = 300;
/** More parts than this are not followed one by one: the old drawing fades as a whole. */
const MOST = 90;

/** @typedef {{ text: string, svg: SVGSVGElement }} Drawing an SVG as text and as element */

export class Motion {
  #last = 0;
  /** @type {Drawing | null} */
  #before = null;
  #ghosts;
  /** The layer above the drawing. Its root is closed: what fades is no part of the page any more. */
  node = make("div", { className: "layer", "aria-hidden": "true" });

  constructor() {
    this.#ghosts = this.node.attachShadow({ mode: "closed" });
  }

  /**
   * Show how the drawing came from the one before, if there was one.
   *
   * @param {string} text
   * @param {SVGSVGElement | null} svg already in its place
   */
  show(text, svg) {
    const before = this.#before;
    const now = performance.now();
    const calm = now - this.#last > CALM && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#ghosts.replaceChildren();
    this.#before = svg && { text, svg };
    if (before?.text === text) return;
    this.#last = now;
    if (calm && before && svg && before.svg.getAttribute("viewBox") === svg.getAttribute("viewBox")) this.#move(before, { text, svg });
  }

  /**
   * @param {Drawing} before
   * @param {Drawing} after
   */
  #move(before, after) {
    const { changed, moved, come, gone } = difference(partsOf(before.text), partsOf(after.text));
    const [old, fresh] = [before, after].map(({ svg }) => /** @type {SVGElement[]} */ ([...svg.querySelectorAll(SELECTOR)]));
    const many = changed.length + moved.length + come.length > MOST;
    if (!many) {
      for (const [from, to] of changed) if (old[from].style.length) fresh[to].animate(since(looks(old[from])), TIMING);
      for (const [from, to] of moved) fresh[to].animate(since(placed(old[from], fresh[to])), TIMING);
      for (const to of come) if (!isText(fresh[to])) fresh[to].animate(since({ opacity: 0 }), TIMING);
    }
    const leaving = new Set(many ? old : gone.map((from) => old[from]).filter((part) => !isText(part)));
    if (leaving.size) this.#fade(before.svg, old, leaving);
  }

  /**
   * @param {SVGSVGElement} svg
   * @param {SVGElement[]} parts
   * @param {Set<SVGElement>} leaving
   */
  #fade(svg, parts, leaving) {
    for (const part of parts) if (!leaving.has(part)) part.remove();
    svg.style.opacity = "0";
    svg.style.display = "block";
    this.#ghosts.append(svg);
    svg.animate(since({ opacity: 0.55 }), TIMING).onfinish = () => svg.remove();
  }
}

/** From a look to the one that a part has now: a keyframe alone would be the end of the way. @param {Keyframe} look */
const since = (look) => [{ ...look, offset: 0 }];

/** Words swap without blending. @param {Element} part */
const isText = (part) => part.localName === "text";

/** @param {SVGElement} part */
function looks({ style }) {
  const names = [...style].map((name) => [name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()), style.getPropertyValue(name)]);
  return Object.fromEntries(names);
}

/**
 * @param {SVGElement} old
 * @param {SVGElement} fresh
 * @returns {Keyframe}
 */
function placed(old, fresh) {
  const shape = old.getAttribute("d");
  if (shape) return { d: `path("${shape}")` };
  if (fresh.hasAttribute("transform")) return {};
  const [x, y] = ["x", "y"].map((side) => Number(old.getAttribute(side)) - Number(fresh.getAttribute(side)));
  return { transform: `translate(${x}px,${y}px)` };
}
