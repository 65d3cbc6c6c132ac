// With a kernel: what anywidget asks a module for.
/** @import { Model } from "../core/model" */
import { show } from "./kinds.js";

/** @param {string} base the style of all widgets */
export const forKernel = (base) => ({
  /** @param {{ model: Model, el: Element }} place */
  render: (place) => show(String(place.model.get("_kind")), place, base),
});
