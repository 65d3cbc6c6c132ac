// For tools that load a module with `render` (anywidget's front-end modules, as in MyST's `anywidget` directive): one of the pages in
// `embeds/` in a frame that is as high as its content.
/** @typedef {{ get: (name: string) => unknown }} Model with `src`, the address of the page with its state, and `title` */

const HEIGHT_BEFORE = 640;

export default {
  /**
   * @param {{ model: Model, el: HTMLElement }} place
   * @returns {() => void} how to let go of the page again
   */
  render({ model, el }) {
    const frame = document.createElement("iframe");
    frame.title = String(model.get("title") ?? "Interactive figure");
    frame.style.cssText = `border: 0; width: 100%; height: ${HEIGHT_BEFORE}px`;
    frame.loading = "lazy";
    const hear = (/** @type {MessageEvent} */ { source, data }) => {
      if (source === frame.contentWindow && data?.type === "course-height" && data.height > 0) frame.style.height = `${data.height}px`;
    };
    addEventListener("message", hear);
    frame.src = String(model.get("src"));
    el.append(frame);
    return () => {
      removeEventListener("message", hear);
      frame.remove();
    };
  },
};
