// Sentences whose words can be switched.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf, signOf } from "../../src/ketamine_course/widgets/js/logic/rewording.js";

test("the key names each sign of a text once, in the order in which they come", () => {
  const wordings = /** @type {[string[], string, boolean][]} */ ([
    [["may"], "Supported", true],
    [["is proven to"], "Overstated", false],
    [["will"], "Overstated", false],
  ]);
  assert.equal(keyOf(wordings), `${signOf("Supported", true)} supported \u00b7 ${signOf("Overstated", false)} overstated`);
  assert.equal(keyOf([]), "");
});
