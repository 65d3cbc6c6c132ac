// A board with more routes on it, as `Board.adding` in `models/cascade/_board.py` makes one.
/** @import { StageDefinition } from "../../contract" */
/** @import { Board } from "./types" */

/**
 * @param {Board} board
 * @param {StageDefinition["more"]} more routes, their arrows that no scene holds, and what each predicts of the bench
 * @returns {Board}
 */
export function adding(board, { routes = {}, undrawn = [], predicts = {} }) {
  const columns = Object.values(predicts);
  return {
    ...board,
    routes: { ...board.routes, ...routes },
    undrawn: [...board.undrawn, ...undrawn],
    benched: [...board.benched, ...Object.keys(predicts)],
    bench: board.bench.map(([label, asks, said, result, weak], at) => [
      label,
      asks,
      [...said, ...columns.map((each) => each[at])],
      result,
      weak,
    ]),
  };
}
