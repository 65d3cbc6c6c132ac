// What JupyterLab gets with each widget: it finds the one that holds the code for all, and runs that once in a page.
/** @import { Model } from "../core/model" */

const REFERENCE = "IPY_MODEL_";
/** Milliseconds between looks for the model that holds the code, and how many: after a reload, models come in any order. */
const PAUSE = 250;
const LOOKS = 40;

/**
 * @typedef {object} Manager
 * @property {(id: string) => Promise<Pick<Model, "get">>} get_model
 */
/** @typedef {{ model: Model & { widget_manager: Manager }, el: HTMLElement }} Place */
/** @typedef {{ default: { render: (place: Place) => () => void } }} Code */

/** @type {Map<unknown, Promise<Code>>} */
globalThis.courseCode ??= new Map();

/**
 * @param {Manager} manager
 * @param {string} id
 * @param {number} looks
 * @returns {Promise<Pick<Model, "get">>}
 */
async function holder(manager, id, looks) {
  try {
    return await manager.get_model(id);
  } catch (error) {
    if (!looks) throw error;
    await new Promise((done) => setTimeout(done, PAUSE));
    return holder(manager, id, looks - 1);
  }
}

/** @param {string} text @returns {Promise<Code>} */
async function run(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * Return the code; two versions of it may stand in one page, each of them once.
 *
 * @param {Place["model"]} model
 */
async function codeOf(model) {
  const source = await holder(model.widget_manager, String(model.get("_code")).slice(REFERENCE.length), LOOKS);
  const version = source.get("version");
  const loading = globalThis.courseCode.get(version) ?? run(String(source.get("text")));
  globalThis.courseCode.set(version, loading);
  // What failed may be tried again.
  loading.catch(() => globalThis.courseCode.delete(version));
  return loading;
}

export default {
  /** @param {Place} place */
  async render(place) {
    try {
      return (await codeOf(place.model)).default.render(place);
    } catch (error) {
      place.el.textContent = `This could not be shown: run the cell again. (${error})`;
      throw error;
    }
  },
};
