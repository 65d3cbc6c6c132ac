// The loader finds the code of all widgets in JupyterLab, and runs it once in a page.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import loader from "../../src/ketamine_course/widgets/js/host/loader.js";

/**
 * @param {(id: string) => Promise<any>} get_model
 * @returns {any}
 */
const place = (get_model) => ({ model: { get: () => "IPY_MODEL_abc", widget_manager: { get_model } }, el: { textContent: "" } });

/** @type {(version: string, text: string) => { get: (name: string) => string | undefined }} */
const code = (version, text) => ({ get: (name) => ({ version, text })[name] });

const TEXT = "globalThis.runs += 1; export default { render: () => {} };";

// Node imports no blobs: what would stand in one is imported as a data address.
class TextBlob {
  /** @param {string[]} parts */
  constructor([text]) {
    this.address = `data:text/javascript,${encodeURIComponent(text)}//${Math.random()}`;
  }
}

beforeEach(() => {
  globalThis.courseCode.clear();
  const createObjectURL = (/** @type {any} */ blob) => blob.address;
  Object.assign(globalThis, { runs: 0, Blob: TextBlob, URL: Object.assign(globalThis.URL, { createObjectURL, revokeObjectURL() {} }) });
});

test("the code runs once in a page, whichever widget asks for it first, and again for another version", async () => {
  const ids = new Set();
  const manager = (/** @type {string} */ version) => async (/** @type {string} */ id) => {
    ids.add(id);
    return code(version, TEXT);
  };
  const shown = await Promise.all([1, 2, 3].map(() => loader.render(place(manager("v1")))));
  assert.equal(shown.length, 3);
  assert.equal(Reflect.get(globalThis, "runs"), 1);
  await loader.render(place(manager("v2")));
  assert.equal(Reflect.get(globalThis, "runs"), 2);
  assert.deepEqual([...ids], ["abc"]);
});

test("after a reload the model that holds the code may come later than the widget", async () => {
  let looks = 0;
  const late = async () => {
    looks += 1;
    if (looks < 3) throw new Error("widget model not found");
    return code("v3", TEXT);
  };
  await loader.render(place(late));
  assert.equal(looks, 3);
});

test("code that fails is told in the widget's place, and tried again by the next", async () => {
  const broken = place(async () => code("v4", "throw new Error('broken')"));
  await assert.rejects(loader.render(broken), /broken/);
  assert.match(broken.el.textContent, /run the cell again\. \(Error: broken\)/);
  await loader.render(place(async () => code("v4", TEXT)));
  assert.equal(Reflect.get(globalThis, "runs"), 1);
});

test("a widget learns whether a kernel attends, also when that changes later", async () => {
  /** @type {any} */
  const source = { ...code("v5", "export default { render: ({ model }) => model.attended };"), comm_live: true };
  const attended = /** @type {() => boolean} */ (/** @type {unknown} */ (await loader.render(place(async () => source))));
  assert.equal(attended(), true);
  source.comm_live = false;
  assert.equal(attended(), false);
  delete source.comm_live;
  assert.equal(attended(), true);
});
