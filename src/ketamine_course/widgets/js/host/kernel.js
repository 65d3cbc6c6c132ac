// With a kernel: what anywidget asks a module for.
/** @import { Model } from "../core/model" */
import { guarded } from "./guard.js";
import { show } from "./kinds.js";

/** @param {string} base the style of all widgets */
export const forKernel = (base) => ({
  /** @param {{ model: Model, el: Element }} place */
  async render({ model, el }) {
    const { leave, ...guard } = guarded(model);
    const letGo = await show(String(model.get("_kind")), { ...guard, el }, base);
    return () => {
      letGo();
      leave();
    };
  },
});
