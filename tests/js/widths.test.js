// Which layout of a picture fits a place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fitting } from "../../src/ketamine_course/widgets/js/logic/widths.js";

test("the widest layout that fits is taken, the narrowest where none does, the usual one where a place has no width", () => {
  const widths = [460, 240];
  assert.deepEqual(
    [1280, 543, 542, 320, 100, 0, -34].map((pixels) => fitting(widths, pixels)),
    [460, 460, 240, 240, 240, 460, 460],
  );
  assert.equal(fitting([460], 200), 460);
});
