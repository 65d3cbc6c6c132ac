// A button that plays the steps of a slider, where their sequence is the message: it can be paused, and it stops at the end.
import { button } from "../../core/dom.js";

/** Milliseconds between two steps: time to see what moved, and to read a title. */
const STEP = 1400;

/**
 * @param {string} label of the slider
 * @param {number} last number of the last step
 * @param {() => number} where
 * @param {(to: number, quiet: boolean) => void} move quiet while more steps follow: only the last picture is spoken
 * @param {(to: number) => void} tellStep says in a few words which step is shown: a whole description would not be over before the next
 * @returns {{ node: HTMLButtonElement, sync: () => void }} the button, and how it learns that a step was shown
 */
export function playButton(label, last, where, move, tellStep) {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let playing;
  let expected = 0;
  const name = () => {
    node.textContent = playing ? "Pause" : "Play";
    node.setAttribute("aria-label", `${node.textContent}: ${label}`);
  };
  const stop = () => {
    clearInterval(playing);
    playing = undefined;
    name();
  };
  /** @param {number} to */
  const go = (to) => {
    expected = to;
    move(to, to < last);
    if (to < last) tellStep(to);
    else stop();
  };
  const start = () => {
    playing = setInterval(() => (node.isConnected ? go(where() + 1) : stop()), STEP);
    name();
    go(where() === last ? 0 : where() + 1);
  };
  const node = button("", () => (playing ? stop() : start()), { className: "play" });
  name();
  const sync = () => {
    if (playing && where() !== expected) stop(); // somebody took over
  };
  return { node, sync };
}
