// What a widget says to its kernel goes through here: a kernel that is gone is told in words, and breaks nothing.
/** @import { Model } from "../core/model" */
import { attempt } from "../core/browser.js";
import { make } from "../core/dom.js";
import { PATIENCE } from "../core/patience.js";

export const GONE =
  "The notebook's kernel is not responding: it may be busy, or it may have been restarted or shut down. " +
  "What you do here stays on the page, but does not reach Python. " +
  "If it stays silent, run this cell again; if need be, restart the kernel first.";

/**
 * Return a model whose every word to the kernel is guarded, and the line that says so when nobody hears them.
 *
 * @param {Model} model
 */
export function guarded(model) {
  const notice = make("p", { className: "problem gone", role: "status" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const say = (/** @type {string} */ words) => {
    clearTimeout(waiting);
    waiting = undefined;
    if (notice.textContent !== words) notice.textContent = words;
  };
  const heard = () => say("");
  /** Ask whether somebody is there, after what a reader did; one question at a time. */
  const knock = () => {
    if (waiting || globalThis.navigator?.userActivation?.isActive === false) return;
    waiting = setTimeout(() => say(GONE), PATIENCE);
    model.send({ knock: true });
  };
  /** @param {(() => void)[]} acts */
  const reach = (...acts) => {
    const all = () => {
      for (const act of acts) act();
      return true;
    };
    const reached = model.attended?.() !== false && attempt(all, false);
    if (!reached) say(GONE);
    return reached;
  };
  model.on("msg:custom", heard);
  /** @type {Model} */
  const safe = {
    get: (name) => model.get(name),
    set: (name, value) => model.set(name, value),
    on: (event, call) => model.on(event, call),
    off: (event, call) => model.off(event, call),
    attended: () => model.attended?.() !== false,
    save_changes: () => reach(() => model.save_changes(), knock),
    send: (content) => reach(() => model.send(content)),
  };
  const leave = () => {
    clearTimeout(waiting);
    model.off("msg:custom", heard);
  };
  return { model: safe, notice, leave };
}
