// Checks everything, or what is named: `npm run check -- style types unit fresh`.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundles } from "./bundle.js";
import { contractTypes } from "./contract.js";
import { DECK, HERE, modulesUnder, ROOT, SITE_SCRIPTS, sources, TYPES, UNIT_TESTS } from "./places.js";

const LONGEST_MODULE = 250;

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

/** Linter and formatter; functions of at most 45 lines are the linter's rule, short modules ours. */
function style() {
  const biome = [tool("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", `--config-path=${join(HERE, "biome.json")}`];
  const long = [...sources(), ...modulesUnder(join(HERE, "build")), ...modulesUnder(UNIT_TESTS)].filter(
    (path) => read(path).split("\n").length > LONGEST_MODULE,
  );
  for (const path of long) console.error(`${path}: more than ${LONGEST_MODULE} lines`);
  return [run([...biome, "."], HERE), run([...biome, SITE_SCRIPTS, DECK, UNIT_TESTS], ROOT), !long.length].every(Boolean);
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
