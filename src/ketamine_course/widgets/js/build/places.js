// Where things stand.
import { readdirSync } from "node:fs";
import { join } from "node:path";

export const HERE = join(import.meta.dirname, "..");
export const PACKAGE = join(HERE, "..", "..");
export const ROOT = join(PACKAGE, "..", "..");
export const CONTRACT = join(HERE, "..", "contract.schema.json");
export const TYPES = join(HERE, "contract.d.ts");
export const UNIT_TESTS = join(ROOT, "tests", "js");
export const SITE_SCRIPTS = join(PACKAGE, "publish", "site", "scripts");
export const SITE_SCRIPT = join(PACKAGE, "publish", "site", "static", "course.js");
/** What other tools load to show one of the pages in `embeds/`. */
export const FIGURE_MODULE = join(PACKAGE, "publish", "site", "static", "figure.mjs");
export const DECKS = ["deck.js", "deck_large.js", "deck_focus.js"].map((name) => join(PACKAGE, "publish", "teacher", name));
export const SCORM = join(PACKAGE, "publish", "teacher", "platforms", "scorm.js");
export const READERS = ["gift.js", "qti3.js", "scorm_schema.js"].map((name) => join(ROOT, "tests", "readers", name));

/**
 * Return the modules in a folder and in those below it, in order.
 *
 * @param {string} folder
 */
export const modulesUnder = (folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => join(folder, name))
    .sort();

/** Every module that goes into a bundle. */
export const sources = () =>
  [join(HERE, "widgets.js"), ...["core", "host", "logic", "store", "widgets"].map((room) => join(HERE, room)), SITE_SCRIPTS].flatMap(
    (place) => (place.endsWith(".js") ? [place] : modulesUnder(place)),
  );
