// A change is shown: what moves goes along, what is new fades in, what is gone leaves a ghost. The drawing itself is the new one from the
// first moment on: nothing but animations and a layer of ghosts above it, so that an interruption leaves nothing behind.
import { make } from "../../core/dom.js";
import { difference, partsOf, SELECTOR } from "../../logic/motion.js";
import { pictureOf } from "./drawing.js";

const TIMING = { duration: 450, easing: "ease-out" };
/** Milliseconds since the change before: what comes sooner is a key that is held or a thumb that is dragged, and moves at once. */
const CALM = 300;
/** More parts than this are not followed one by one, but fade all together. */
const MOST = 90;
/** As many are followed on any machine; how many more depends on how long it takes, and may take in milliseconds. */
const LEAST = 12;
const SPARE = 2;
/** How many parts are followed here. */
let most = MOST;

export class Motion {
  #last = 0;
  /** The drawing before: its SVG as text, and its size. @type {{ text: string, box: string | null } | null} */
  #before = null;
  /** @type {Animation[]} */
  #moving = [];
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
    for (const each of this.#moving.splice(0)) each.cancel();
    this.#before = svg && { text, box: svg.getAttribute("viewBox") };
    if (before?.text === text) return;
    this.#last = now;
    if (calm && before && svg && before.box === svg.getAttribute("viewBox")) this.#move(before.text, text, svg);
  }

  /**
   * @param {string} before
   * @param {string} after
   * @param {SVGSVGElement} svg
   */
  #move(before, after, svg) {
    const [old, parts] = [before, after].map(partsOf);
    const { changed, moved, come, gone } = difference(old, parts);
    const fresh = /** @type {NodeListOf<SVGElement>} */ (svg.querySelectorAll(SELECTOR));
    const count = changed.length + moved.length + come.length;
    const many = count > most;
    const start = performance.now();
    if (!many) {
      for (const [from, to] of changed) this.#animate(fresh[to], looksBefore(old[from], parts[to]));
      for (const [from, to] of moved) this.#animate(fresh[to], placeBefore(old[from], parts[to]));
      for (const to of come) if (!isText(parts[to])) this.#animate(fresh[to], { opacity: 0 });
      if (count >= LEAST) most = Math.max(LEAST, Math.min(MOST, (count * SPARE) / Math.max(performance.now() - start, 0.1)));
    }
    const stay = new Set(parts);
    const leaving = (many ? old.filter((part) => !stay.has(part)) : gone.map((from) => old[from])).filter((part) => !isText(part));
    if (leaving.length) this.#fade(before, leaving);
  }

  /** @param {Element} part @param {Keyframe | null} from */
  #animate(part, from) {
    if (from) this.#moving.push(part.animate(since(from), TIMING));
  }

  /** @param {string} before @param {string[]} leaving */
  #fade(before, leaving) {
    const opening = before.slice(0, before.indexOf(">") + 1);
    const svg = pictureOf(`${opening}${before.match(/<defs>[\s\S]*?<\/defs>/g)?.join("") ?? ""}${leaving.join("")}</svg>`);
    svg.style.opacity = "0";
    svg.style.display = "block";
    this.#ghosts.append(svg);
    svg.animate(since({ opacity: 0.55 }), TIMING).onfinish = () => svg.remove();
  }
}

/** From a look to the one that a part has now: a keyframe alone would be the end of the way. @param {Keyframe} look */
const since = (look) => [{ ...look, offset: 0 }];

/** Words swap without blending. @param {string} part */
const isText = (part) => part.startsWith("<text");

/** @param {string} part @param {string} name @returns {string} */
const said = (part, name) => part.match(` ${name}="([^"]*)"`)?.[1] ?? "";

/**
 * How a part looked before, where that differs.
 *
 * @param {string} old
 * @param {string} fresh
 * @returns {Keyframe | null}
 */
function looksBefore(old, fresh) {
  const now = said(fresh, "style").split(";");
  const names = said(old, "style")
    .split(";")
    .filter((each) => each && !now.includes(each));
  const looks = names.map((each) => [each.split(":")[0].replace(/-(.)/g, (_, letter) => letter.toUpperCase()), each.split(":")[1]]);
  return looks.length ? Object.fromEntries(looks) : null;
}

/**
 * Where a part was before, or which shape it had.
 *
 * @param {string} old
 * @param {string} fresh
 * @returns {Keyframe | null}
 */
function placeBefore(old, fresh) {
  const shape = said(old, "d");
  if (shape) return { d: `path("${shape}")` };
  if (said(fresh, "transform")) return null;
  const [x, y] = ["c?x", "c?y"].map((name) => Number(said(old, name)) - Number(said(fresh, name)));
  return { transform: `translate(${x}px,${y}px)` };
}
