// What Python packed for a page: compressed, backwards, or a line of a pack that the whole page shares.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { browser } from "./fixtures.js";

browser();
const { unpack } = await import("../../src/ketamine_course/widgets/js/host/packed.js");

/** Written by Python; tests/test_packing.py reads the same. */
const CASE = JSON.parse(readFileSync(new URL("../packed_case.json", import.meta.url), "utf8"));

/** Let the page have packs: inside, or in scripts that load or do not. @param {Record<string, object>} found */
function pageWith(found) {
  const asked = /** @type {string[]} */ ([]);
  const document = {
    querySelector: (/** @type {string} */ selector) => {
      asked.push(selector);
      return Object.entries(found).find(([name]) => selector === `[data-course-pack="${name}"]`)?.[1] ?? null;
    },
  };
  Object.assign(globalThis, { document, CSS: { escape: (/** @type {string} */ text) => text } });
  return asked;
}

test("what Python packed is unpacked", async () => {
  assert.deepEqual(await unpack(CASE.packed), CASE.values[0]);
});

test("what Python wrote backwards is read forwards, letters beyond the first plane too", async () => {
  const [value] = CASE.values;
  assert.deepEqual(await unpack(`~${[...JSON.stringify(value)].reverse().join("")}`), value);
});

test("lines of a pack are found by their number, and the pack is unpacked once", async () => {
  const asked = pageWith({ shared: { dataset: {}, textContent: JSON.stringify(CASE.pack) } });
  assert.deepEqual(await Promise.all([unpack("#shared.1"), unpack("#shared.0")]), [CASE.values[1], CASE.values[0]]);
  assert.equal(asked.length, 1);
});

test("whoever asks for a line gets an object of their own", async () => {
  pageWith({ own: { dataset: {}, textContent: JSON.stringify(CASE.pack) } });
  assert.notEqual(await unpack("#own.1"), await unpack("#own.1"));
});

test("a pack or a line that is not there is an error, not silence", async () => {
  pageWith({ short: { dataset: {}, textContent: JSON.stringify(CASE.pack) } });
  await assert.rejects(unpack("#missing.0"));
  await assert.rejects(unpack("#short.9"));
});
