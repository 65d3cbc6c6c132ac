// Print the corners of the page's ways between two steps: `node bows.mjs folder cases.json`, where the folder holds `between.js`.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , folder, file] = process.argv;
const { bowOf } = await import(pathToFileURL(`${folder}/between.js`).href);
const elementOf = ({ at, text, align }) => ({
  getAttribute: (/** @type {"x" | "y"} */ name) => String(at["xy".indexOf(name)]),
  textContent: text,
  matches: (/** @type {string} */ selector) => selector === `.${align}`,
});
const corners = JSON.parse(readFileSync(file, "utf8")).flatMap(({ badges, names, size: [width, height], ids }) => {
  const svg = { viewBox: { baseVal: { width, height } }, querySelectorAll: () => names.map(elementOf) };
  return ids.map((/** @type {string} */ id) =>
    bowOf(id, new Map(Object.entries(badges)), svg, "")
      .split("Q")
      .slice(1)
      .map((/** @type {string} */ curve) => curve.split(/[ ,]/).slice(0, 2).map(Number)),
  );
});
console.log(JSON.stringify(corners));
