// Turn the QTI 2.1 items of a folder into QTI 3 with qti-convert and print them as JSON, by file name.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { convertQti2toQti3 } from "@citolab/qti-convert/qti-convert-node";

const [folder] = process.argv.slice(2);
const made = {};
for (const name of readdirSync(folder).sort()) made[name] = await convertQti2toQti3(readFileSync(join(folder, name), "utf8"));
console.log(JSON.stringify(made));
