// With a kernel: what anywidget asks a module for.
/** @import { Kind, Model, Styles } from "../core/model" */
import { show } from "../widgets/index.js";

/** @param {Styles} styles */
export const forKernel = (styles) => ({
  /** @param {{ model: Model, el: Element }} place */
  render: (place) => show(/** @type {Kind} */ (place.model.get("_kind")), place, styles),
});
