// Tables as text, written; what was written is read back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf } from "../../src/ketamine_course/widgets/js/core/csv.js";
import { readTable, textOf } from "../../src/ketamine_course/widgets/js/core/csv_reader.js";

test("cells are quoted, quotes doubled, empty ones stay empty", () => {
  assert.equal(csvOf([["a", 'say "no"', null, undefined, 3]]), '\ufeff"a","say ""no""","","","3"\r\n');
});

test("a spreadsheet takes no answer for a formula, but numbers stay numbers", () => {
  const [, cells] = csvOf([["=1+1", "-2", "-2,5", " +x", "@x", "a=b", "-x"]]).split("\ufeff");
  assert.equal(cells, `"'=1+1","-2","-2,5","' +x","'@x","a=b","'-x"\r\n`);
});

test("what was written is read back as it was, but for line ends", () => {
  const cells = ["=1+1", 'two "lines"\nand, a comma', "", "'quoted", "\u00e9\u2019", "-x", "line\r\nbreak"];
  const names = cells.map((_, at) => `c${at}`);
  const wanted = Object.fromEntries(cells.map((cell, at) => [`c${at}`, cell.replace("\r", "")]));
  assert.deepEqual(readTable(textOf(Buffer.from(csvOf([names, cells]))), ["c0"]), { rows: [[2, wanted]], left: [] });
});
