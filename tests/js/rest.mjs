// Print where the page's tails rest: `node rest.mjs folder cases.json`, where the folder holds `rest.js` and `dress.js`.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , folder, file] = process.argv;
const { restOf } = await import(pathToFileURL(`${folder}/rest.js`).href);
const { comesFrom } = await import(pathToFileURL(`${folder}/dress.js`).href);
const groupOf = (/** @type {string} */ d) => ({ querySelector: () => ({ getAttribute: () => d }) });
const ends = JSON.parse(readFileSync(file, "utf8")).map(({ step, badges, width, line, source }) =>
  restOf(badges[step], Object.values(badges), width, line ? comesFrom(groupOf(line)) : (badges[source]?.at ?? null)),
);
console.log(JSON.stringify(ends));
