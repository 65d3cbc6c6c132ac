// Whose things are kept: browsers know only the server, and one server may have many students, or many collections.
import { attempt } from "./browser.js";

const USER = /^.*?\/user\/[^/]+\//;

/**
 * Return the path that tells one reader's things from another's: up to a hub's user, else to the Jupyter server's root, else to the folder
 * of the collection (the root of a site, the folder of single pages). It begins and ends with a slash.
 */
export function whose() {
  const found = attempt(() => JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}").baseUrl, "");
  const server = typeof found === "string" ? found : "";
  const user = (server || (globalThis.location?.pathname ?? "/")).match(USER)?.[0];
  if (user || server) return user ?? server;
  const up = globalThis.document?.documentElement?.dataset?.content_root ?? "./";
  return attempt(() => new URL(up, new URL(".", location.href)).pathname, "/");
}

/** The kinds of things that are kept. @typedef {"answers" | "worksheet" | "drafts" | "order" | "looked"} Kept */

/**
 * Return the place of something: a collection may hold many pages, and a page many questions.
 *
 * @param {Kept} kind
 * @param {string} [rest] such as "collection/page"; without, what all places of the kind start with
 */
export const placeIn = (kind, rest = "") => `course-${kind}${whose()}${rest}`;
