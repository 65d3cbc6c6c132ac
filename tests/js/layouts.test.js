// Frames for other widths than the usual one, beside a widget without a kernel.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser } from "./fixtures.js";

browser();
const { layoutsAt } = await import("../../src/ketamine_course/widgets/js/host/layouts.js");
const { standIn } = await import("../../src/ketamine_course/widgets/js/host/page.js");

const FRAME = { svg: "<svg/>", description: "Two cups.", status: "conceptual", table: null };
const backwards = (/** @type {unknown} */ value) => JSON.stringify(`~${[...JSON.stringify(value)].reverse().join("")}`);

/** @param {Record<string, string>[]} blocks @returns {HTMLElement} */
const placeWith = (...blocks) =>
  /** @type {HTMLElement} */ (
    /** @type {unknown} */ ({
      clientWidth: 360,
      querySelectorAll: () => blocks.map(({ width, text }) => ({ dataset: { courseWidth: width }, textContent: text })),
    })
  );

const heard = (/** @type {ReturnType<typeof standIn>} */ model, /** @type {string} */ key) =>
  new Promise((resolve) => {
    model.on("msg:custom", resolve);
    setTimeout(() => resolve("nothing"), 50);
    assert.equal(model.send({ ask: key, choice: {} }), true);
  });

test("a place without further layouts answers nothing, as before", () => {
  assert.equal(layoutsAt(placeWith()), undefined);
  assert.equal(standIn({}).send({ ask: "0/240", choice: {} }), false);
});

test("a frame of another width comes as it would from a kernel", async () => {
  const model = standIn({}, layoutsAt(placeWith({ width: "240", text: backwards({ "1/240": FRAME }) }))?.answer);
  assert.deepEqual(await heard(model, "1/240"), { frame: "1/240", ...FRAME });
});

test("what a page does not hold is not answered, and breaks nothing", async () => {
  const model = standIn({}, layoutsAt(placeWith({ width: "240", text: backwards({ "1/240": FRAME }) }))?.answer);
  assert.equal(await heard(model, "9/240"), "nothing");
  assert.equal(await heard(model, "1/320"), "nothing");
  const damaged = standIn({}, layoutsAt(placeWith({ width: "240", text: '"~}"' }))?.answer);
  assert.equal(await heard(damaged, "1/240"), "nothing");
});

test("where all frames stand apart, those that fit the place come first, and others where these are damaged", async () => {
  const wide = { width: "460", text: backwards({ 1: FRAME }) };
  const both = layoutsAt(placeWith(wide, { width: "240", text: backwards({ "1/240": FRAME }) }));
  assert.deepEqual(Object.keys((await both?.first([460, 240])) ?? {}), ["1/240"]);
  assert.deepEqual(await both?.answer({ ask: "1", choice: {} }), FRAME);
  const damaged = layoutsAt(placeWith(wide, { width: "240", text: '"~}"' }));
  assert.deepEqual(Object.keys((await damaged?.first([460, 240])) ?? {}), ["1"]);
});

test("what a drawing for another width leaves out, the usual one says", async () => {
  const narrow = { width: "240", text: backwards({ "1/240": { svg: "<svg narrow/>" } }) };
  const model = standIn({}, layoutsAt(placeWith(narrow), { 1: FRAME })?.answer);
  assert.deepEqual(await heard(model, "1/240"), { frame: "1/240", ...FRAME, svg: "<svg narrow/>" });
});
