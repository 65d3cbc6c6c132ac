// Tables as text, written and read back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { csvOf, readCsv } from "../../src/ketamine_course/widgets/js/core/csv.js";

test("cells are quoted, quotes doubled, empty ones stay empty", () => {
  assert.equal(csvOf([["a", 'say "no"', null, undefined, 3]]), '\ufeff"a","say ""no""","","","3"\r\n');
});

test("a spreadsheet takes no answer for a formula, but numbers stay numbers", () => {
  const [, cells] = csvOf([["=1+1", "-2", "-2,5", " +x", "@x", "a=b", "-x"]]).split("\ufeff");
  assert.equal(cells, `"'=1+1","-2","-2,5","' +x","'@x","a=b","'-x"\r\n`);
});

test("what was written is read back as it was", () => {
  const cells = ["=1+1", 'two "lines"\nand, a comma', "", "'quoted", "\u00e9\u2019", "-x", "line\r\nbreak"];
  const names = cells.map((_, at) => `c${at}`);
  assert.deepEqual(readCsv(csvOf([names, cells])), [Object.fromEntries(cells.map((cell, at) => [`c${at}`, cell]))]);
});

test("a file that a spreadsheet saved again is read: bare cells, line feeds, no mark", () => {
  assert.deepEqual(readCsv('a,b\n1,"x, y"\n2,z'), [
    { a: "1", b: "x, y" },
    { a: "2", b: "z" },
  ]);
});

test("rows with too few or too many cells are left aside", () => {
  assert.deepEqual(readCsv("a,b\n1\n1,2,3\n4,5\n"), [{ a: "4", b: "5" }]);
  assert.deepEqual(readCsv(""), []);
});
