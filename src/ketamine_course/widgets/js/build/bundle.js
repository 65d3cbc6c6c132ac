// The bundles: what every page carries, a part for each of the other kinds of widget, what JupyterLab gets with each widget,
// what a page for somebody else's frame has beside, and the site's own scripts. A part does not repeat what every page has: it takes that
// from `course`, the name under which it stands there.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { FIGURE_MODULE, HERE, PACKAGE, SITE_SCRIPT, SITE_SCRIPTS, sources } from "./places.js";

const BASE = "widgets.js";
/** What others wrote, as its licence asks. */
const INCLUDED = "/* Includes fzstd, copyright (c) 2020 Arjun Barrett, MIT License. */";
const PARTS = ["summary", "rewording", "discernment", "classroom", "catalogue", "worksheet", "stage", "mark", "predictions"];

/** @typedef {import("esbuild").BuildOptions} Options */
/** @typedef {Map<string, string[]>} Shared names that a module exports, by its path */

/** @param {string} part */
const entryOf = (part) => `widgets/${part}/${part}.js`;

/** @param {string} path such as "core/dom.js" @returns {string} such as "core_dom" */
const nameOf = (path) => path.replace(/\.js$/, "").replaceAll(/\W/g, "_");

/** @param {string} path */
const outfile = (path) => join(HERE, "dist", path);

/** A hash of all modules: tests/test_javascript.py computes the same, so a stale bundle is told without node. */
export function hashOfSources() {
  const paths = sources()
    .map((path) => relative(PACKAGE, path).replaceAll("\\", "/"))
    .sort();
  const whole = createHash("sha256");
  for (const path of paths) whole.update(`${path}\n${readFileSync(join(PACKAGE, path), "utf8").replaceAll("\r\n", "\n")}\0`);
  return whole.digest("hex").slice(0, 16);
}

/** @param {string[]} entryPoints @param {boolean} bundle */
async function described(entryPoints, bundle) {
  const { metafile } = await build({
    entryPoints,
    bundle,
    format: "esm",
    metafile: true,
    write: false,
    outdir: "out",
    absWorkingDir: HERE,
  });
  return metafile;
}

/**
 * Find the modules of the base that parts import.
 *
 * @returns {Promise<Shared>}
 */
async function sharedModules() {
  const { inputs: base } = await described([BASE], true);
  const { inputs: all } = await described(PARTS.map(entryOf), true);
  const own = Object.entries(all).filter(([path]) => !(path in base));
  const imported = own.flatMap(([, { imports }]) => imports.map(({ path }) => path)).filter((path) => path in base);
  const { outputs } = await described([...new Set(imported)].sort(), false);
  return new Map(Object.values(outputs).map(({ entryPoint, exports }) => [String(entryPoint), exports]));
}

/**
 * Let a part take shared modules from `course`.
 *
 * @param {Shared} shared
 * @returns {import("esbuild").Plugin}
 */
const fromCourse = (shared) => ({
  name: "from-course",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const found = relative(HERE, join(resolveDir, path)).replaceAll("\\", "/");
      return shared.has(found) ? { path: found, namespace: "shared" } : undefined;
    });
    onLoad({ filter: /.*/, namespace: "shared" }, ({ path }) => ({
      contents: `export const { ${shared.get(path)?.join(", ")} } = course.${nameOf(path)};`,
    }));
  },
});

/**
 * @param {Shared} shared
 * @returns {Options[]}
 */
function bundlesToMake(shared) {
  const lent = [...shared.keys()].map((path) => `export * as ${nameOf(path)} from "./${path}";`);
  const base = { contents: [`export * from "./${BASE}";`, ...lent].join("\n"), resolveDir: HERE };
  return [
    { stdin: base, outfile: outfile("widgets.js"), format: "iife", globalName: "course", footer: { js: INCLUDED } },
    ...PARTS.map((part) => ({
      entryPoints: [entryOf(part)],
      outfile: outfile(`${part}.js`),
      format: /** @type {const} */ ("iife"),
      globalName: "part",
      plugins: [fromCourse(shared)],
    })),
    { entryPoints: ["host/loader.js"], outfile: outfile("loader.js"), format: "esm" },
    { entryPoints: ["host/frame.js"], outfile: outfile("frame.js"), format: "iife" },
    { entryPoints: [join(SITE_SCRIPTS, "course.js")], outfile: SITE_SCRIPT, format: "iife" },
    { entryPoints: [join(SITE_SCRIPTS, "figure.js")], outfile: FIGURE_MODULE, format: "esm" },
  ];
}

/**
 * Make all bundles, without writing them.
 *
 * @returns {Promise<Map<string, string>>} text by path
 */
export async function bundles() {
  const banner = { js: `/* Built by \`make js\`: change the modules, not this. Sources ${hashOfSources()}. */` };
  /** @type {Options} */
  const options = { absWorkingDir: HERE, bundle: true, minify: true, target: "es2022", charset: "utf8", banner };
  const made = await Promise.all(bundlesToMake(await sharedModules()).map((each) => build({ ...options, ...each, write: false })));
  return new Map(made.flatMap(({ outputFiles }) => outputFiles.map(({ path, text }) => [path, text])));
}
