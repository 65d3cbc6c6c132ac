// Widgets without a kernel.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { browser } from "./fixtures.js";

browser();
const { standIn } = await import("../../src/ketamine_course/widgets/js/host/page.js");
const { unpack } = await import("../../src/ketamine_course/widgets/js/host/packed.js");

test("what Python packed is unpacked", async () => {
  const value = { text: "</script> \u00e9", list: [1, null] };
  assert.deepEqual(await unpack(gzipSync(JSON.stringify(value)).toString("base64")), value);
});

test("what Python wrote backwards is read forwards, letters beyond the first plane too", async () => {
  const value = { text: "</script> \u00e9 \u{1f9e0}", list: [1, null] };
  assert.deepEqual(await unpack(`~${[...JSON.stringify(value)].reverse().join("")}`), value);
});

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
