// Checks everything, or what is named: `npm run check -- style types unit fresh`.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundles } from "./bundle.js";
import { contractTypes } from "./contract.js";
import { DECKS, HERE, modulesUnder, READERS, ROOT, SCORM, SITE_SCRIPTS, sources, TYPES, UNIT_TESTS } from "./places.js";

const LONGEST = { module: 250, line: 140 };

/**
 * Run one of the tools; return whether it is content.
 *
 * @param {string[]} command
 * @param {string} folder
 */
const run = (command, folder) => spawnSync(process.execPath, command, { cwd: folder, stdio: "inherit" }).status === 0;

/** @param {string} name */
const tool = (name) => join(HERE, "node_modules", name);

/** @param {string} path */
const read = (path) => readFileSync(path, "utf8").replaceAll("\r\n", "\n");

/**
 * Return what is too long in a module. Functions are the linter's; the formatter leaves comments and texts as long as they are.
 *
 * @param {string} path
 */
function tooLong(path) {
  const lines = read(path).split("\n");
  const wide = lines.flatMap((line, at) => (line.length > LONGEST.line ? [`${path}:${at + 1}: more than ${LONGEST.line} characters`] : []));
  return lines.length > LONGEST.module ? [`${path}: more than ${LONGEST.module} lines`, ...wide] : wide;
}

/** Linter, formatter, and sizes. */
function style() {
  const biome = [tool("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", `--config-path=${join(HERE, "biome.json")}`];
  const ours = [...sources(), ...modulesUnder(join(HERE, "build")), ...modulesUnder(UNIT_TESTS), ...DECKS, SCORM, ...READERS];
  const long = ours.flatMap(tooLong);
  for (const told of long) console.error(told);
  return [run([...biome, "."], HERE), run([...biome, SITE_SCRIPTS, ...DECKS, SCORM, ...READERS, UNIT_TESTS], ROOT), !long.length].every(
    Boolean,
  );
}

const types = () => run([tool("typescript/bin/tsc"), "--project", HERE], HERE);

const unit = () => run(["--test", "--test-reporter=spec", ...modulesUnder(UNIT_TESTS).filter((path) => path.endsWith(".test.js"))], ROOT);

/** Whether what is committed is what would be built. */
async function fresh() {
  const wanted = [[TYPES, await contractTypes()], ...(await bundles())];
  const stale = wanted.filter(([path, text]) => read(path) !== text);
  for (const [path] of stale) console.error(`${path} is stale: run \`make js\` and commit it`);
  return !stale.length;
}

/** @type {Record<string, () => boolean | Promise<boolean>>} */
const CHECKS = { style, types, unit, fresh };
const named = process.argv.slice(2);
let failed = false;
for (const name of named.length ? named : Object.keys(CHECKS)) {
  const content = await CHECKS[name]();
  console.log(`${name}: ${content ? "content" : "FAILED"}`);
  failed ||= !content;
}
process.exitCode = failed ? 1 : 0;
