// What is said to a kernel that may be gone.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { PATIENCE } from "../../src/ketamine_course/widgets/js/core/patience.js";
import { GONE, guarded } from "../../src/ketamine_course/widgets/js/host/guard.js";
import { kernel } from "./fixtures.js";

/** @type {any} */ (globalThis).document = { createElement: () => ({ append: () => {}, setAttribute: () => {}, textContent: "" }) };

/** @type {ReturnType<typeof kernel>} */
let model;
/** @type {ReturnType<typeof guarded>} */
let guard;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  model = kernel({ choice: "a" });
  guard = guarded(model);
});

const said = () => guard.notice.textContent;

test("a kernel that answers is never spoken of", () => {
  guard.model.save_changes();
  model.hear({ here: true });
  mock.timers.tick(PATIENCE);
  assert.equal(model.saved, 1);
  assert.equal(said(), "");
});

test("silence is told within a second, and taken back when somebody speaks after all", () => {
  guard.model.save_changes();
  guard.model.save_changes();
  assert.equal(model.sent.length, 1);
  mock.timers.tick(PATIENCE);
  assert.ok(PATIENCE < 1000);
  assert.equal(said(), GONE);
  model.hear({ frame: "1" });
  assert.equal(said(), "");
});

for (const name of /** @type {const} */ (["send", "save_changes"]))
  test(`a ${name} that throws breaks nothing and is told at once`, () => {
    model[name] = () => {
      throw new Error("Kernel is dead");
    };
    assert.equal(guard.model[name]({}), false);
    assert.equal(said(), GONE);
  });

test("to a kernel that does not attend nothing is said", () => {
  model.attended = () => false;
  assert.equal(guard.model.send({ ask: "1" }), false);
  assert.deepEqual(model.sent, []);
  assert.equal(said(), GONE);
});

test("who has left waits for nobody", () => {
  guard.model.save_changes();
  guard.leave();
  mock.timers.tick(PATIENCE);
  assert.equal(said(), "");
  assert.equal(model.listening(), 0);
});
