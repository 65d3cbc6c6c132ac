// Which entries of a catalogue are left.
import assert from "node:assert/strict";
import { test } from "node:test";
import { leftBy, searchable, sizesOf } from "../../src/ketamine_course/widgets/js/logic/filters.js";

const FACETS = [
  { name: "colour", label: "Colour", values: ["red", "blue"], labels: ["Red", "Blue"], badge: true },
  { name: "size", label: "Size", values: ["s", "l"], labels: ["Small", "Large"], badge: false },
];

/** @type {(name: string, colour: string, size: string, text: string) => ReturnType<typeof searchable>} */
const entry = (name, colour, size, text) =>
  searchable({
    name,
    heading: `Entry ${name}`,
    facets: [colour, size],
    parts: [["Place", text]],
    links: [["A work", "https://example.org/"]],
  });

const ENTRIES = [entry("E1", "red", "s", "Rock\u2019s end"), entry("E2", "red", "l", "Hill"), entry("E3", "blue", "l", "Hill")];
/** @param {Record<string, string>} choice */
const left = (choice) => leftBy(ENTRIES, FACETS, choice).map(({ name }) => name);

test("no filter leaves all, filters and words are joined by and", () => {
  assert.deepEqual(left({}), ["E1", "E2", "E3"]);
  assert.deepEqual(left({ colour: "", size: "l" }), ["E2", "E3"]);
  assert.deepEqual(left({ colour: "red", size: "l" }), ["E2"]);
  assert.deepEqual(left({ words: "hill e3" }), ["E3"]);
  assert.deepEqual(left({ colour: "blue", words: "rock" }), []);
});

test("words are sought in name, heading, parts and links, not in addresses", () => {
  assert.deepEqual(left({ words: "rock's" }), ["E1"]);
  assert.equal(left({ words: "a work" }).length, 3);
  assert.deepEqual(left({ words: "example.org" }), []);
});

test("the number behind an option is what it would leave, given the other filters", () => {
  assert.deepEqual(sizesOf(ENTRIES, FACETS, { colour: "blue", size: "l" }, 0), [2, 1, 1]);
  assert.deepEqual(sizesOf(ENTRIES, FACETS, { colour: "blue", size: "l" }, 1), [1, 0, 1]);
  assert.deepEqual(sizesOf(ENTRIES, FACETS, { words: "hill" }, 0), [2, 1, 1]);
});
