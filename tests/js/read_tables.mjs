// Read tables as the page does: a list of files in base64 comes in, what was read of each goes out. Python compares it with its own.
import { readFileSync } from "node:fs";
import { readTable, textOf } from "../../src/ketamine_course/widgets/js/core/csv_reader.js";

const { needed, files } = JSON.parse(readFileSync(process.argv[2], "utf8"));
console.log(JSON.stringify(files.map((/** @type {string} */ file) => readTable(textOf(Buffer.from(file, "base64")), needed))));
