// What a reader can do to a stage, by pointer and by key alike.
/** @import { StageOptions } from "../../contract" */
/** @import { State } from "../../logic/stage/types" */
/** @import { Controls } from "./side.js" */
/** @import { Actions, StageFacts } from "./types" */
import { read } from "../../logic/stage/engine.js";
import { checked, EVERY, OWN, start } from "../../logic/stage/state.js";

/**
 * @typedef {object} Hands
 * @property {() => State} now
 * @property {(change: Partial<State>) => void} set
 * @property {(step: string) => void} put a step into one's own chain
 * @property {Controls["share"]} share
 * @property {(text: string) => void} say aloud, for a screen reader
 */

/** @param {string[]} list @param {string} name */
const toggled = (list, name) => (list.includes(name) ? list.filter((each) => each !== name) : [...list, name]);

/** @param {StageFacts} facts @param {Hands} hands @returns {Actions & Controls} */
export function actionsOf({ board, waiting }, { now, set, put, share, say }) {
  const go = (/** @type {string} */ at) => set({ at });
  // What is changed would answer a later question: until then, whoever tries hears when it can be done.
  const change = (/** @type {Partial<State>} */ to) => (waiting("changes") ? say(waiting("changes")) : set(to));
  const block = (/** @type {string} */ step) => {
    if (!board.fixed.includes(step)) change({ at: step, blocked: toggled(now().blocked, step) });
  };
  const turn = (/** @type {string} */ arrow) => change({ flipped: toggled(now().flipped, arrow) });
  return {
    go,
    block,
    turn,
    cut: (arrow) => change({ cut: toggled(now().cut, arrow) }),
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

/**
 * Return what changes when other routes are lit: the open step stays unless a route joins others; a chain only begun is whole.
 *
 * @param {StageFacts["board"]} board
 * @param {State} state
 * @param {string[]} routes
 * @returns {Partial<State>}
 */
export function lighting(board, state, routes) {
  const { own, at } = state;
  const chain = routes[0] === OWN && !own.length ? [board.source] : own;
  const untouched = routes[0] === OWN && chain.length < 2 ? { blocked: [], cut: [], flipped: [] } : {};
  const next = read(board, checked(board, { ...state, ...untouched, routes, own: chain }));
  const stays = next.steps.includes(at) && routes.length <= state.routes.length;
  return { ...untouched, routes, own: chain, at: stays ? at : (next.steps.at(-1) ?? at) };
}

/** Whether a scene shows the case that its prediction was about. @param {StageOptions} options @param {State} state */
export const isAsked = ({ about, opening }, state) => about.every((name) => String(state[name]) === String(opening[name]));
