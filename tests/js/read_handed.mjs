// Read folders as the page does: files in base64 come in; what was handed in and what was left aside goes out. Python compares.
import { readFileSync } from "node:fs";
import { Hand } from "../../src/ketamine_course/widgets/js/logic/classroom/handed_in.js";

/** @param {[name: string, content: string][]} files */
async function handedIn(files) {
  const hand = new Hand();
  for (const [name, content] of files) {
    const bytes = new Uint8Array(Buffer.from(content, "base64"));
    await hand.file([name], bytes.length, async () => bytes);
  }
  const told = hand.problems.map(({ file, message }) => `${file}: ${message}`);
  return { files: hand.files.map(({ path, bytes }) => [path, Buffer.from(bytes).toString("base64")]), told };
}

const found = [];
for (const folder of JSON.parse(readFileSync(process.argv[2], "utf8"))) found.push(await handedIn(folder));
console.log(JSON.stringify(found));
