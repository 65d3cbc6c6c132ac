// A page that is one figure or one set of questions, to be shown inside somebody else's page.
import { attempt } from "./browser.js";

/** Whether this is such a page: then its address is that of its widget, and nothing else stands on it. */
export const isEmbed = () => Boolean(globalThis.document?.documentElement?.hasAttribute?.("data-course-embed"));

/**
 * Whether a host has put the page into a sandbox without an origin: such a page is kept from storage, and often from downloads and new
 * tabs, which no script can ask about. Files have no origin either, and may do all of this.
 */
export const isCaged = () => attempt(() => globalThis.origin === "null" && location.protocol !== "file:", false);
