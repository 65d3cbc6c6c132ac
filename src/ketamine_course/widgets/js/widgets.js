// What every page carries: the kinds of widget that stand on all of them, and how widgets come onto a page or into JupyterLab.
export { forKernel } from "./host/kernel.js";
export { offer } from "./host/kinds.js";
export { mountAll } from "./host/page.js";
export { explorable } from "./widgets/explorable/explorable.js";
export { startAfresh } from "./widgets/question/afresh.js";
export { question } from "./widgets/question/question.js";
