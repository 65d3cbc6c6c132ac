// What was filled into a worksheet.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { tell } from "../../src/ketamine_course/widgets/js/core/page.js";
import { SheetStore } from "../../src/ketamine_course/widgets/js/store/sheet.js";
import { browser, kernel, refusingBrowser } from "./fixtures.js";

const PLACE = "course-worksheet/tests/sheet";
const FULL = { title: "T", text: "A text.", overall: "", claims: [{ id: "a", verdict: "contested" }], scores: { 1: "2" } };

/** @type {ReturnType<typeof browser>} */
let tab;
beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  tab = browser();
});

/** @param {object} [record] */
function sheet(record = {}) {
  const model = kernel({ record });
  return { model, store: new SheetStore(model, "tests", "sheet") };
}

test("changes go to the kernel and to the browser", () => {
  const { model, store } = sheet();
  assert.equal(store.keep({ title: "Mine" }), true);
  assert.equal(store.keep({ scores: { 3: "1" } }), true);
  const wanted = { title: "Mine", text: "", overall: "", claims: [], scores: { 3: "1" } };
  assert.deepEqual(model.get("record"), wanted);
  assert.deepEqual(JSON.parse(tab.kept.get(PLACE) ?? ""), wanted);
  mock.timers.tick(1000);
  assert.equal(model.saved, 1);
});

test("a slow kernel's echo of an earlier change undoes nothing that was filled in since", () => {
  const { model, store } = sheet();
  store.keep({ claims: [{ id: "a" }] });
  mock.timers.tick(300);
  const echo = model.get("record");
  store.keep({ claims: [{ id: "a", verdict: "overstated" }] });
  model.set("record", echo); // arrives before the kernel has heard of the verdict
  assert.equal(store.record.claims[0].verdict, "overstated");
  store.keep({ title: "Mine" });
  mock.timers.tick(300);
  const { title, claims } = /** @type {import("../../src/ketamine_course/widgets/js/contract").SheetRecord} */ (model.get("record"));
  assert.deepEqual([title, claims], ["Mine", [{ id: "a", verdict: "overstated" }]]);
  assert.equal(model.saved, 2);
});

test("a fresh kernel gets what the browser kept, one with a sheet keeps its own", () => {
  tab.kept.set(PLACE, JSON.stringify(FULL));
  const fresh = sheet();
  fresh.store.bringBack();
  assert.deepEqual(fresh.store.record, FULL);
  const used = sheet({ text: "Another." });
  used.store.bringBack();
  assert.equal(used.store.record.text, "Another.");
});

for (const damaged of [
  "no json",
  "{}",
  '{"text": 3, "claims": [], "scores": {}}',
  '{"text": "", "claims": {}, "scores": {}}',
  '{"text": "", "claims": [], "scores": 1}',
])
  test(`a damaged sheet is left aside: ${damaged}`, () => {
    tab.kept.set(PLACE, damaged);
    const { model, store } = sheet();
    store.bringBack();
    assert.equal(model.saved, 0);
  });

test("an erased sheet is empty in both places", () => {
  const { model, store } = sheet(FULL);
  store.keep({ overall: "x" });
  store.erase();
  assert.equal(tab.kept.has(PLACE), false);
  assert.deepEqual(model.get("record"), { title: "", text: "", overall: "", claims: [], scores: {} });
});

test("a browser that refuses is told", () => {
  refusingBrowser();
  const { store } = sheet();
  assert.equal(store.keep({ title: "Mine" }), false);
  assert.equal(store.record.title, "Mine");
  store.bringBack();
  store.erase();
});

test("what is changed in two tabs is kept, claim by claim; a claim that was changed outlives its removal elsewhere", () => {
  const { store } = sheet();
  store.keep({
    title: "T",
    claims: [
      { id: "a", verdict: "x" },
      { id: "b", verdict: "y" },
    ],
  });
  tab.otherTab(PLACE, { ...FULL, title: "Theirs", claims: [{ id: "c", verdict: "z" }], scores: { 1: "5" } });
  store.keep({ claims: [{ id: "a", verdict: "mine" }, ...store.record.claims.filter(({ id }) => id !== "a")] });
  const { title, claims, scores } = store.record;
  assert.deepEqual([title, scores], ["Theirs", { 1: "5" }]);
  assert.deepEqual(new Set(claims.map(({ id }) => id)), new Set(["a", "c"]));
});

test("another tab's erasing leaves what stands here, and a fresh start in this page does not", () => {
  const { store } = sheet();
  store.keep({ title: "Typed" });
  tab.otherTab(PLACE, null);
  assert.equal(store.record.title, "Typed");
  store.keep({ title: "Typed on" });
  tab.kept.clear();
  tell("sheet");
  assert.equal(store.record.title, "");
});
