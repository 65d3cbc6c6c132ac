// The bundles: the widgets for pages and kernels, what JupyterLab gets with each widget, and the site's own script.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { HERE, PACKAGE, SITE_SCRIPT, SITE_SCRIPTS, sources } from "./places.js";

/** @type {import("esbuild").BuildOptions[]} */
const BUNDLES = [
  { entryPoints: [join(HERE, "widgets.js")], outfile: join(HERE, "dist", "widgets.js"), format: "iife", globalName: "course" },
  { entryPoints: [join(HERE, "host", "loader.js")], outfile: join(HERE, "dist", "loader.js"), format: "esm" },
  { entryPoints: [join(SITE_SCRIPTS, "course.js")], outfile: SITE_SCRIPT, format: "iife" },
];

/** A hash of all modules: tests/test_javascript.py computes the same, so a stale bundle is told without node. */
export function hashOfSources() {
  const paths = sources()
    .map((path) => relative(PACKAGE, path).replaceAll("\\", "/"))
    .sort();
  const whole = createHash("sha256");
  for (const path of paths) whole.update(`${path}\n${readFileSync(join(PACKAGE, path), "utf8").replaceAll("\r\n", "\n")}\0`);
  return whole.digest("hex").slice(0, 16);
}

/**
 * Make all bundles, without writing them.
 *
 * @returns {Promise<Map<string, string>>} text by path
 */
export async function bundles() {
  const banner = { js: `/* Built by \`make js\`: change the modules, not this. Sources ${hashOfSources()}. */` };
  const made = await Promise.all(
    BUNDLES.map((each) => build({ ...each, bundle: true, minify: true, target: "es2022", charset: "utf8", banner, write: false })),
  );
  return new Map(made.flatMap(({ outputFiles }) => outputFiles.map(({ path, text }) => [path, text])));
}
