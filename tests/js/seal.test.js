// What stays closed of an entry that readers judge themselves, and which answers open it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { leftBy, searchable } from "../../src/ketamine_course/widgets/js/logic/filters.js";
import { closedForm, openedBy } from "../../src/ketamine_course/widgets/js/logic/seal.js";
import { answer } from "./fixtures.js";

const FACETS = [
  { name: "text", label: "Text", values: ["S1"], labels: ["S1"], badge: false },
  { name: "verdict", label: "Verdict", values: ["sound", "not_opened_yet"], labels: ["Sound", "not opened yet"], badge: true },
];
const SEAL = {
  facets: ["verdict"],
  terms: ["Reason"],
  told: "Later.",
  opens: "Now",
  label: "not opened yet",
  headings: /** @type {string[]} */ ([]),
};
const DEFINITION = /** @type {any} */ ({ title: "Claims", noun: ["claim", "claims"], facets: FACETS, seal: SEAL });
const ENTRY = {
  name: "a",
  heading: "Tea is hot.",
  facets: ["S1", "sound"],
  parts: [
    ["Place", "Cup"],
    ["Reason", "Measured."],
  ],
  links: [["A work", ""]],
  later: "You judge this",
};

test("a closed entry is found by what may be read, and by nothing else", () => {
  const closed = closedForm(/** @type {any} */ (ENTRY), DEFINITION, "Shown after the prediction");
  assert.equal(closed.later, "Shown after the prediction");
  assert.deepEqual(closed.parts, [["Place", "Cup"]]);
  assert.deepEqual(closed.links, []);
  const found = (/** @type {Record<string, string>} */ choice) => leftBy([closed], FACETS, choice).length;
  assert.equal(found({ words: "hot cup" }), 1);
  for (const words of ["measured", "a work"]) assert.equal(found({ words }), 0);
  assert.equal(found({ verdict: "sound" }), 0);
  assert.equal(found({ verdict: "not_opened_yet", text: "S1" }), 1);
  assert.equal(leftBy([searchable(/** @type {any} */ (ENTRY))], FACETS, { verdict: "sound" }).length, 1);
});

test("in a list without a seal nothing but the name of a closed entry may be read", () => {
  const closed = closedForm(/** @type {any} */ (ENTRY), { ...DEFINITION, seal: undefined }, "Told later");
  assert.deepEqual([closed.name, closed.heading, closed.parts, closed.links], ["a", "Told later", [], []]);
  for (const words of ["hot", "cup", "measured"]) assert.equal(leftBy([closed], FACETS, { words }).length, 0);
});

test("of an entry whose heading alone would tell, nothing but the name may be read", () => {
  const definition = { ...DEFINITION, seal: { ...SEAL, headings: ["a"] } };
  const closed = closedForm(/** @type {any} */ (ENTRY), definition, "Told later");
  assert.deepEqual([closed.name, closed.heading, closed.parts, closed.links], ["a", "Told later", [], []]);
  assert.equal(leftBy([closed], FACETS, { verdict: "sound" }).length, 0);
});

test("a rating opens its claim after so many rounds, and a form opens what it asked about", () => {
  const rated = answer({ kind: "rating", prompt: "Cup: Tea is hot.", text: "Sound" });
  const taken = answer({ kind: "single", prompt: "Tea is wet." });
  const early = openedBy([{ ...rated, rounds: 1 }, taken], 2);
  assert.equal(early.judged("Cup: Tea is hot.", "Tea is hot."), false);
  assert.equal(early.judged("Cup: Tea is wet.", "Tea is wet."), true);
  const late = openedBy([{ ...rated, rounds: 2 }], 2);
  assert.equal(late.judged("Cup: Tea is hot.", "Tea is hot."), true);
  assert.equal(late.verdicts.get("Cup: Tea is hot."), "Sound");
});
