// The types of what Python and the page say to each other, from the schema that both are tested against.
import { compileFromFile } from "json-schema-to-typescript";
import { CONTRACT } from "./places.js";

/** @returns {Promise<string>} */
export const contractTypes = () =>
  compileFromFile(CONTRACT, {
    bannerComment: "// Written from contract.schema.json by `make js`: change that, not this.",
    unreachableDefinitions: true,
    format: false,
  });
