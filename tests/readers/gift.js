// Parse GIFT files with gift-pegjs and print what it found in each, as JSON.
import { readFileSync } from "node:fs";
import gift from "gift-pegjs";

console.log(JSON.stringify(process.argv.slice(2).map((path) => gift.parse(readFileSync(path, "utf8")))));
