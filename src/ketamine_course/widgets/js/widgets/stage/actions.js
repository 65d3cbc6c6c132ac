// What a reader can do to a stage, by pointer and by key alike.
/** @import { State } from "../../logic/stage/types" */
/** @import { Controls } from "./side.js" */
/** @import { Actions, StageFacts } from "./types" */
import { EVERY, OWN, start } from "../../logic/stage/state.js";

/**
 * @typedef {object} Hands
 * @property {() => State} now
 * @property {(change: Partial<State>) => void} set
 * @property {(step: string) => void} put a step into one's own chain
 * @property {Controls["share"]} share
 */

/** @param {string[]} list @param {string} name */
const toggled = (list, name) => (list.includes(name) ? list.filter((each) => each !== name) : [...list, name]);

/** @param {StageFacts} facts @param {Hands} hands @returns {Actions & Controls} */
export function actionsOf({ board }, { now, set, put, share }) {
  const go = (/** @type {string} */ at) => set({ at });
  const block = (/** @type {string} */ step) => {
    if (!board.fixed.includes(step)) set({ at: step, blocked: toggled(now().blocked, step) });
  };
  const turn = (/** @type {string} */ arrow) => set({ flipped: toggled(now().flipped, arrow) });
  return {
    go,
    block,
    turn,
    cut: (arrow) => set({ cut: toggled(now().cut, arrow) }),
    press: (step) => {
      const { at, own, routes } = now();
      const ended = board.fixed.includes(own[own.length - 1]);
      if (routes[0] === OWN && !own.includes(step) && !ended) put(step);
      else if (at === step) block(step);
      else go(step);
    },
    pressArrow: (arrow) => {
      const target = arrow.split("__")[1];
      if (now().at === target) turn(arrow);
      else go(target);
    },
    only: (only) => set({ only }),
    reset: () => set({ blocked: [], cut: [], flipped: [], only: EVERY }),
    attempt: (state) => set({ ...start(board), own: now().own, ...state }),
    share,
  };
}
