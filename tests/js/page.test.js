// Widgets without a kernel.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser } from "./fixtures.js";

browser();
const { standIn } = await import("../../src/ketamine_course/widgets/js/host/page.js");

test("the stand-in tells of changes as a model does, until asked to stop", () => {
  const model = standIn({ choice: { step: "a" } });
  let told = 0;
  const hear = () => {
    told += 1;
  };
  model.on("change:choice", hear);
  model.set("choice", { step: "b" });
  model.set("other", 1);
  assert.deepEqual([told, model.get("choice")], [1, { step: "b" }]);
  model.off("change:choice", hear);
  model.set("choice", { step: "c" });
  model.save_changes();
  model.send({});
  assert.equal(told, 1);
});
