// What the bundle offers: widgets on a page without a kernel, and widgets in JupyterLab.
export { forKernel } from "./host/kernel.js";
export { mountAll } from "./host/page.js";
