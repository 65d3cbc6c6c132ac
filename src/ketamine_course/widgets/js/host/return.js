// Back to where a reader was: a page that is loaded again is short until its widgets are alive, so a place in pixels would lie elsewhere.
import { attempt, isRecord } from "../core/browser.js";

/** What a place is told by: what stands in the page itself, outside widgets, which change what is in them. */
const MARKS = "h1, h2, h3, h4, p, li, pre, [data-course-widget]";
const INNER = "[data-course-widget] *";
/** What a reader does to go elsewhere: from then on, the page stays where it is. */
const MOVES = ["wheel", "touchmove", "pointerdown", "keydown"];
/** Milliseconds after which the page is left alone, even if something still grows. */
const PATIENCE = 15_000;

const keptAt = () => `course-place/${location.pathname}`;

const marks = () => [...document.querySelectorAll(MARKS)].filter((each) => !each.matches(INNER));

/** Keep which mark the top of the window lies in, and how far down. */
function keep() {
  const all = marks();
  const at = all.findIndex((each) => each.getBoundingClientRect().bottom > 0);
  const place = { at, of: all.length, top: at < 0 ? 0 : all[at].getBoundingClientRect().top };
  attempt(() => sessionStorage.setItem(keptAt(), JSON.stringify(place)), undefined);
}

/** Where the reader was when this page was left, if it is the page as it was. @returns {{ mark: Element, top: number } | null} */
function kept() {
  const place = attempt(() => JSON.parse(sessionStorage.getItem(keptAt()) ?? "null"), null);
  if (!isRecord(place)) return null;
  const all = marks();
  const mark = place.of === all.length ? all[Number(place.at)] : undefined;
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
