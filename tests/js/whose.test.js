// Whose things are kept.
import assert from "node:assert/strict";
import { test } from "node:test";
import { placeIn, whose } from "../../src/ketamine_course/widgets/js/core/whose.js";

/** @type {(pathname: string, page?: { root?: string, base?: string }) => void} */
function at(pathname, { root, base } = {}) {
  const config = base === undefined ? null : { textContent: JSON.stringify({ baseUrl: base }) };
  const document = { documentElement: { dataset: { content_root: root } }, getElementById: () => config };
  const location = { pathname, href: `http://place.test${pathname}` };
  Object.assign(globalThis, { document, location });
}

/** @type {[string, { root?: string, base?: string } | undefined, string][]} */
const CASES = [
  ["/user/A/lab/tree/01.ipynb", { base: "/user/A/" }, "/user/A/"],
  ["/user/A/class/lab", { base: "/user/A/class/" }, "/user/A/"],
  ["/hub/user/B%40x/class/lab", undefined, "/hub/user/B%40x/"],
  ["/lab/tree/user/me/notes.ipynb", { base: "/" }, "/"],
  ["/jupyter/lab", { base: "/jupyter/" }, "/jupyter/"],
  ["/course/notebooks/01.html", { root: "../" }, "/course/"],
  ["/pages/01.html", undefined, "/pages/"],
];
for (const [path, page, wanted] of CASES)
  test(`${path} belongs to ${wanted}`, () => {
    at(path, page);
    assert.equal(whose(), wanted);
    assert.equal(placeIn("answers", "course/01"), `course-answers${wanted}course/01`);
  });
