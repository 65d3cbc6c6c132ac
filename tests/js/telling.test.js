// What a reader is told, and when: a prediction waits, and so does one that was skipped to look first.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { answer, browser, NUMBER } from "./fixtures.js";

const { kept } = browser();
const { page } = await import("../../src/ketamine_course/widgets/js/core/page.js");
const { bringBack, erase } = await import("../../src/ketamine_course/widgets/js/store/answers.js");
const telling = await import("../../src/ketamine_course/widgets/js/store/telling.js");
const { hasLooked } = await import("../../src/ketamine_course/widgets/js/store/looked.js");
const { lookedAt, lookFirst, standing, tellMe, waits } = telling;

const CUPS = { ...NUMBER, result: "Fifty cups." };

beforeEach(() => {
  page.answers.clear();
  page.looked.clear();
  kept.clear();
});

test("a prediction waits until its reader asks, and a question without a result never waits", () => {
  assert.deepEqual(standing(CUPS), { untold: true });
  assert.deepEqual(standing(NUMBER), {});
  page.answers.set(CUPS.name, answer({ untold: true }));
  assert.ok(waits(CUPS.name));
  tellMe(CUPS.name);
  assert.ok(!waits(CUPS.name));
});

test("who looks first is told nothing by that, and what is answered then is no prediction", () => {
  lookFirst(CUPS);
  assert.ok(waits(CUPS.name));
  assert.deepEqual(standing(CUPS), { untold: true, looked: true });
  tellMe(CUPS.name);
  assert.ok(!waits(CUPS.name));
  assert.deepEqual(standing(CUPS), { looked: true }, "what was told already does not wait again");
});

test("that the reader looked first is known when the page is opened again, until the answers are erased", () => {
  const openAgain = () => {
    page.looked.clear();
    page.places.clear();
    bringBack(CUPS.collection, CUPS.page);
  };
  lookFirst(CUPS);
  openAgain();
  assert.ok(hasLooked(CUPS));
  assert.ok(waits(CUPS.name), "looking told nothing");
  assert.ok(!hasLooked({ ...CUPS, name: "other" }));
  tellMe(CUPS.name);
  openAgain();
  assert.ok(!waits(CUPS.name), "what was told is not asked for again");
  erase(CUPS.collection, CUPS.page);
  assert.ok(!hasLooked(CUPS));
  openAgain();
  assert.equal(page.looked.size, 0);
});

test("a key that was opened in a list is noted with the first answer given afterwards, and with no answer given before", () => {
  lookedAt(NUMBER);
  assert.ok(!waits(NUMBER.name));
  assert.deepEqual(standing(NUMBER), { looked: true });
  page.answers.set(NUMBER.name, answer({ looked: true }));
  assert.deepEqual(standing(NUMBER), { looked: true }, "a second answer says so, too");
  page.answers.set(NUMBER.name, answer({}));
  page.looked.clear();
  lookedAt(NUMBER);
  assert.equal(page.looked.size, 0);
  assert.deepEqual(standing(NUMBER), {});
});
