// Frames that are known, and asking the kernel for those that are not.
/** @import { Frame } from "../../src/ketamine_course/widgets/js/contract" */
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { PATIENCE } from "../../src/ketamine_course/widgets/js/core/patience.js";
import { FrameStore } from "../../src/ketamine_course/widgets/js/store/frames.js";
import { kernel } from "./fixtures.js";

/** @type {(name: string) => { svg: string, description: string, status: string, table: null }} */
const frame = (name) => ({ svg: `<svg>${name}</svg>`, description: `${name}.`, status: "conceptual", table: null });

/** @type {ReturnType<typeof kernel>} */
let model;
/** @type {FrameStore} */
let store;
/** @type {[string, Frame | null, boolean][]} */
let arrived;

/** @param {string} key */
const choice = (key) => ({ step: key });
const asked = () => model.sent.map((request) => /** @type {{ ask: string }} */ (request).ask);

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  arrived = [];
  model = kernel({ _frames: { 0: frame("zero") } });
  store = new FrameStore(model, (...arrival) => arrived.push(arrival));
});

test("a known frame is never asked for", () => {
  store.ask("0", choice("0"), true);
  assert.deepEqual(model.sent, []);
});

test("a frame is asked for once, kept, and passed on", () => {
  store.ask("1", choice("1"), true);
  store.ask("1", choice("1"), true);
  assert.deepEqual(model.sent, [{ ask: "1", choice: { step: "1" } }]);
  model.hear({ frame: "1", ...frame("one") });
  assert.deepEqual(store.known.get("1"), frame("one"));
  assert.deepEqual(arrived, [["1", frame("one"), true]]);
});

test("while one answer is awaited only the last wish is remembered, and asked for next", () => {
  for (const key of ["1", "2", "3"]) store.ask(key, choice(key), true);
  assert.deepEqual(asked(), ["1"]);
  model.hear({ frame: "1", ...frame("one") });
  assert.deepEqual(asked(), ["1", "3"]);
});

test("a neighbour fetched ahead never takes the place of a wish", () => {
  store.ask("1", choice("1"), true);
  store.ask("2", choice("2"), true);
  store.ask("3", choice("3"), false);
  model.hear({ frame: "1", ...frame("one") });
  assert.deepEqual(asked(), ["1", "2"]);
});

test("a neighbour that is wished for on its way counts as a wish", () => {
  store.ask("1", choice("1"), false);
  store.ask("1", choice("1"), true);
  model.hear({ frame: "1", ...frame("one") });
  assert.deepEqual(arrived, [["1", frame("one"), true]]);
});

test("what could not be drawn is passed on, not kept, and not fetched ahead again", () => {
  assert.equal(store.worthFetching("1"), true);
  store.ask("1", choice("1"), false);
  assert.equal(store.worthFetching("2"), false);
  model.hear({ frame: "1", problem: "no such number" });
  assert.deepEqual(arrived, [["1", { problem: "no such number" }, false]]);
  assert.equal(store.known.has("1"), false);
  assert.equal(store.worthFetching("1"), false);
  assert.equal(store.worthFetching("2"), true);
  store.ask("1", choice("1"), true);
  assert.deepEqual(asked(), ["1", "1"]);
});

test("a silent kernel is told after a while, and what was wished for since is asked for", () => {
  store.ask("1", choice("1"), true);
  store.ask("2", choice("2"), true);
  mock.timers.tick(PATIENCE - 1);
  assert.deepEqual(arrived, []);
  mock.timers.tick(1);
  assert.deepEqual(arrived, [["1", null, true]]);
  assert.deepEqual(asked(), ["1", "2"]);
});

test("a kernel that cannot be reached is told at once", () => {
  model.send = () => false;
  store.ask("1", choice("1"), true);
  assert.deepEqual(arrived, [["1", null, true]]);
  assert.equal(store.worthFetching("2"), true);
});

test("a late answer is kept, and does not end the wait for another", () => {
  store.ask("1", choice("1"), true);
  mock.timers.tick(PATIENCE);
  store.ask("2", choice("2"), true);
  model.hear({ frame: "1", ...frame("one") });
  assert.deepEqual(arrived.at(-1), ["1", frame("one"), false]);
  assert.equal(store.worthFetching("3"), false);
  model.hear({ frame: "2", ...frame("two") });
  assert.deepEqual(arrived.at(-1), ["2", frame("two"), true]);
  mock.timers.tick(PATIENCE);
  assert.equal(arrived.length, 3);
});

test("messages of other kinds are left alone; who has left hears and waits no more", () => {
  model.hear({ sentences: [] });
  store.ask("1", choice("1"), true);
  store.leave();
  mock.timers.tick(PATIENCE);
  assert.deepEqual(arrived, []);
  assert.equal(model.listening(), 0);
});
