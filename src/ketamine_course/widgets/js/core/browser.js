// What the browser keeps. It may refuse to (private mode, a full disk, a setting): then things live as long as the page.

/**
 * Return what an action returns, or something else where it fails.
 *
 * @template Wanted, Otherwise
 * @param {() => Wanted} action
 * @param {Otherwise} otherwise
 * @returns {Wanted | Otherwise}
 */
export function attempt(action, otherwise) {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const SHARED = "course-shared";

/**
 * Whether this computer is shared (`?shared` in the address, or a page that was built so): then things are kept for this tab only, and are
 * gone when it is closed.
 */
export function isShared() {
  const asked = () => new URLSearchParams(location.search).has("shared") || document.querySelector("[data-course-shared]") !== null;
  if (attempt(asked, false)) attempt(() => sessionStorage.setItem(SHARED, "yes"), undefined);
  return attempt(() => sessionStorage.getItem(SHARED) === "yes", false) || attempt(asked, false);
}

const storage = () => (isShared() ? sessionStorage : localStorage);

/**
 * Return what is kept at a place, or null where that is nothing or damaged.
 *
 * @param {string} place
 * @returns {Record<string, unknown> | null}
 */
export function readPlace(place) {
  const found = attempt(() => JSON.parse(storage().getItem(place) ?? "null"), null);
  return isRecord(found) ? found : null;
}

/**
 * Keep something; return whether the browser does.
 *
 * @param {string} place
 * @param {unknown} value
 */
export const writePlace = (place, value) =>
  attempt(() => {
    storage().setItem(place, JSON.stringify(value));
    return true;
  }, false);

/** @param {string} place */
export const clearPlace = (place) => attempt(() => storage().removeItem(place), undefined);

/**
 * Return the places whose name starts like this, in order.
 *
 * @param {string} start
 */
export const placesUnder = (start) =>
  attempt(() => Object.keys(storage()), [])
    .filter((place) => place.startsWith(start))
    .sort();

/** Whether the browser keeps anything. */
export function keepsThings() {
  const kept = writePlace("course-answers-test", 1);
  if (kept) clearPlace("course-answers-test");
  return kept;
}
