// The order of options: one for each reader and question; answers are kept by their words.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { orderFor, settle } from "../../src/ketamine_course/widgets/js/logic/order.js";
import { answer, browser, RATING, refusingBrowser, SEVERAL } from "./fixtures.js";

const { kept } = browser();
const { page } = await import("../../src/ketamine_course/widgets/js/core/page.js");
const { seedOf } = await import("../../src/ketamine_course/widgets/js/store/seed.js");
const { eraseAll } = await import("../../src/ketamine_course/widgets/js/store/answers.js");

const SINGLE = { ...SEVERAL, kind: /** @type {const} */ ("single"), name: "one" };
const SEEDS = Array.from({ length: 600 }, (_, at) => String(at));

beforeEach(() => {
  kept.clear();
  page.seed = "";
});

test("an order holds every option once, and is the same for the same reader and question", () => {
  for (const seed of SEEDS) {
    const order = orderFor(SINGLE, seed);
    assert.deepEqual([...order].sort(), [0, 1, 2]);
    assert.deepEqual(orderFor(SINGLE, seed), order);
  }
});

test("over readers, and for one reader over questions, each option stands in each place about equally often", () => {
  const named = SEEDS.map((name) => orderFor({ ...SINGLE, name }, "one reader"));
  for (const orders of [SEEDS.map((seed) => orderFor(SINGLE, seed)), named])
    for (const place of [0, 1, 2])
      for (const option of [0, 1, 2]) {
        const count = orders.filter((order) => order[place] === option).length;
        assert.ok(count > 150 && count < 250, `option ${option} stands in place ${place} ${count} times of 600`);
      }
});

test("ladders and verdicts keep their order", () => {
  for (const seed of SEEDS) {
    assert.deepEqual(orderFor({ ...SINGLE, order: "fixed" }, seed), [0, 1, 2]);
    assert.deepEqual(orderFor(RATING, seed), [0, 1]);
  }
});

test("the order of the file may change: the reader's order and the answer follow the words", () => {
  const turned = { ...SINGLE, options: [...SINGLE.options].reverse() };
  /** @type {(question: typeof SINGLE) => string[]} */
  const seen = (question) => orderFor(question, "seed").map((at) => question.options[at].text);
  assert.deepEqual(seen(turned), seen(SINGLE));
  const record = answer({ kind: "several", given: [1, 2], text: "Overstated | Both" });
  settle(turned, record);
  assert.deepEqual(record.given, [0, 1]);
});

test("an answer with words that are no option stays as it is", () => {
  const record = answer({ given: [0], text: "Wonderful" });
  settle(RATING, record);
  assert.deepEqual(record.given, [0]);
});

test("a seed is kept for the next visit, differs from another reader's, and goes with all that is erased", () => {
  const seed = seedOf("tests");
  page.seed = "";
  assert.equal(seedOf("tests"), seed);
  eraseAll();
  page.seed = "";
  assert.notEqual(seedOf("tests"), seed);
});

test("where nothing can be kept, a seed lives as long as the page", () => {
  refusingBrowser();
  assert.equal(seedOf("tests"), seedOf("tests"));
  browser();
});
