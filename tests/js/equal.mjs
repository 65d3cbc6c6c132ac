// Compare the page's engine with Python: `node equal.mjs engine.js cases.json`; prints how many states differ and the first of them.
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , module, file] = process.argv;
const { read } = await import(pathToFileURL(module).href);
const { checked } = await import(pathToFileURL(module.replace(/engine\.js$/, "state.js")).href);
const { adding } = await import(pathToFileURL(module.replace(/engine\.js$/, "board.js")).href);
let differ = 0,
  count = 0;
for (const { board: bare, more = {}, cases } of JSON.parse(readFileSync(file, "utf8"))) {
  const board = adding(bare, more);
  for (const [raw, wanted] of cases) {
    count += 1;
    try {
      assert.deepStrictEqual(JSON.parse(JSON.stringify(read(board, checked(board, raw)))), wanted);
    } catch (problem) {
      differ += 1;
      if (differ === 1) console.error(JSON.stringify(raw), problem.message.slice(0, 3000));
    }
  }
}
console.log(JSON.stringify({ count, differ }));
