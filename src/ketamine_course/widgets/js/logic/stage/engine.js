// The reading of a state on a board: what moves, what is lost, what has been studied, what is shown, and all of it in words.
// The same as `models/cascade/_reading.py`, to which tests/test_stage_equality.py holds it. Knows nothing of pictures or pages.
/** @import { Board, State } from "./types" */
import { Play } from "./play.js";
import { rows, sentences } from "./sentences.js";
import { shown } from "./shown.js";

/**
 * Read a state: everything that the stage says and shows.
 *
 * @param {Board} board
 * @param {State} state canonical, as `checked` returns it
 */
export function read(board, state) {
  const play = new Play(board, state);
  const { steps, signal, verdict, ends, end, studied, pieces, reach, mixture, findings } = play;
  const flow = [...play.arrows.keys()].filter((id) => play.flow.has(id));
  return {
    state,
    steps,
    signal,
    flow,
    verdict,
    ends,
    end,
    studied,
    pieces,
    reach,
    mixture,
    findings,
    rows: rows(play),
    sentences: sentences(play),
    shown: shown(play),
  };
}
/** @typedef {ReturnType<typeof read>} Reading */

/**
 * The one sentence to speak when a reading follows another: what was changed comes first, then where the walk stands.
 *
 * @param {Reading | null} before
 * @param {Reading} after
 */
export function news(before, after) {
  if (!before) return "";
  const now = after.sentences;
  const then = before.sentences;
  if (now.result !== then.result && before.state.only === after.state.only) return now.result;
  if (now.studied !== then.studied) return now.studied || now.result;
  return now.step === then.step ? "" : now.step;
}
