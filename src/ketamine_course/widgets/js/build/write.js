// Writes the bundles and the contract's types: `npm run build`.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { bundles } from "./bundle.js";
import { contractTypes } from "./contract.js";
import { TYPES } from "./places.js";

for (const [path, text] of [[TYPES, await contractTypes()], ...(await bundles())]) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
