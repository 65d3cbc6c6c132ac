// What JupyterLab gets with each widget: it finds the one that holds the code for all, and runs that once in a page.
/** @import { Model } from "../core/model" */

const REFERENCE = "IPY_MODEL_";
/** Milliseconds between looks for the model that holds the code, and how many: after a reload, models come in any order. */
const PAUSE = 250;
const LOOKS = 40;

/**
 * @typedef {object} Manager
 * @property {(id: string) => Promise<Source>} get_model
 */
/** @typedef {Pick<Model, "get"> & { comm_live?: boolean }} Source the model that holds the code; its comm is live while a kernel attends */
/** @typedef {{ model: Model & { widget_manager: Manager }, el: HTMLElement }} Place */
/** @typedef {{ default: { render: (place: Place) => Promise<() => void> } }} Code */

/** @type {Map<unknown, Promise<Code>>} */
globalThis.courseCode ??= new Map();

/**
 * @param {Manager} manager
 * @param {string} id
 * @param {number} looks
 * @returns {Promise<Source>}
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
 * @param {Source} source
 */
async function codeIn(source) {
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
      const source = await holder(place.model.widget_manager, String(place.model.get("_code")).slice(REFERENCE.length), LOOKS);
      // A notebook that was saved with its widgets, or whose kernel has gone, shows them with nobody behind them.
      const model = { ...place.model, attended: () => source.comm_live !== false };
      return (await codeIn(source)).default.render({ ...place, model });
    } catch (error) {
      place.el.textContent = `This could not be shown: run the cell again. (${error})`;
      throw error;
    }
  },
};
