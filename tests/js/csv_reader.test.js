// Tables as spreadsheets leave them: the cases that Python is held to as well (tests/test_csv_reader.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { percentOf, readTable, textOf } from "../../src/ketamine_course/widgets/js/core/csv_reader.js";

const shared = JSON.parse(readFileSync(new URL("../csv_cases.json", import.meta.url), "utf8"));

/** @type {Record<string, (text: string) => Buffer>} */
const ENCODERS = {
  "utf-8": (text) => Buffer.from(text, "utf8"),
  "utf-8-sig": (text) => Buffer.from(`\ufeff${text}`, "utf8"),
  cp1252: (text) => Buffer.from(text, "latin1"),
  "utf-16-le": (text) => Buffer.from(text, "utf16le"),
  "utf-16-be": (text) => Buffer.from(text, "utf16le").swap16(),
  "utf-16-le-sig": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "utf-16-be-sig": (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
};

for (const { name, encoding, text, rows, left } of shared.cases)
  test(`read as it was meant: ${name}`, () => {
    assert.deepEqual(readTable(textOf(ENCODERS[encoding](text)), shared.needed), { rows, left });
  });

test("numbers from 1 to 100, as spreadsheets show them", () => {
  for (const [text, wanted] of shared.percent) assert.equal(percentOf(text), wanted, text);
});
