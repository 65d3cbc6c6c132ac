// Back to where a reader was: a page that is loaded again is short until its widgets are alive, so a place in pixels would lie elsewhere.
// What was chosen in its figures comes back, too. Both are kept for this tab.
/** @import { Choice } from "../contract" */
/** @import { Model } from "../core/model" */
import { attempt, isRecord } from "../core/browser.js";
import { isEmbed } from "../core/embedded.js";
import { listen } from "../core/page.js";
import { stillThere } from "../logic/states.js";
import { hasOpened } from "../store/later.js";

/** What a place is told by: what stands in the page itself, outside widgets, which change what is in them. */
const MARKS = "h1, h2, h3, h4, p, li, pre, [data-course-widget]";
const INNER = "[data-course-widget] *";
/** What a reader does to go elsewhere: from then on, the page stays where it is. */
const MOVES = ["wheel", "touchmove", "pointerdown", "keydown"];
/** Milliseconds after which the page is left alone, even if something still grows. */
const PATIENCE = 15_000;

/** What was chosen, by the number of the figure's place on the page. @type {Record<number, unknown>} */
let chosen = {};

const keptAt = () => `course-place/${location.pathname}`;

const marks = () => [...document.querySelectorAll(MARKS)].filter((each) => !each.matches(INNER));

/** Keep which mark the top of the window lies in, and how far down, and what was chosen. */
function keep() {
  const all = marks();
  const at = all.findIndex((each) => each.getBoundingClientRect().bottom > 0);
  const place = { at, of: all.length, top: at < 0 ? 0 : all[at].getBoundingClientRect().top, chosen };
  attempt(() => sessionStorage.setItem(keptAt(), JSON.stringify(place)), undefined);
}

/** Where the reader was when this page was left, if it is the page as it was. @returns {{ mark: Element, top: number } | null} */
function kept() {
  const place = attempt(() => JSON.parse(sessionStorage.getItem(keptAt()) ?? "null"), null);
  const all = marks();
  if (!isRecord(place) || place.of !== all.length) return null;
  chosen = Object(place.chosen);
  const mark = all[Number(place.at)];
  return mark ? { mark, top: Number(place.top) } : null;
}

/** Whether the page comes back: loaded again, or by the browser's own way back. */
function comesBack() {
  const [way] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return way?.type === "reload" || way?.type === "back_forward";
}

/** Lead a reader back to where the page was left, while it grows and until the reader moves; keep the place when it is left again. */
export function leadBack() {
  addEventListener("pagehide", keep);
  const forget = () => {
    chosen = {};
  };
  listen("erase", () => queueMicrotask(forget)); // after the figures, some of which choose anew
  const place = comesBack() ? kept() : null;
  if (!place || place.top > innerHeight) return;
  attempt(() => {
    history.scrollRestoration = "manual";
  }, undefined);
  const settle = () => scrollBy({ top: place.mark.getBoundingClientRect().top - place.top, behavior: "instant" });
  const growth = new ResizeObserver(settle);
  const stop = () => {
    growth.disconnect();
    for (const move of MOVES) removeEventListener(move, stop, true);
  };
  for (const move of MOVES) addEventListener(move, stop, { capture: true, passive: true });
  setTimeout(stop, PATIENCE);
  growth.observe(document.body);
  settle();
}

/**
 * Follow what is chosen in a figure, and let it take up what was chosen before, as far as that exists and is open.
 *
 * @param {Model} model
 * @param {Element} place
 */
export function followChoices(model, place) {
  // The address of a page that is one figure holds its state already; a notebook in JupyterLab has a kernel that does.
  if (isEmbed() || document.getElementById("jupyter-config-data")) return;
  const at = marks().indexOf(place);
  const before = Object(chosen[at]);
  const choice = () => /** @type {Choice} */ (model.get("choice"));
  model.on("change:choice", () => {
    chosen[at] = choice();
  });
  model.takeUp = (controls) => model.set("choice", { ...choice(), ...stillThere(controls, before, hasOpened) });
}
