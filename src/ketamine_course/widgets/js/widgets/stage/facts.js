// What a stage knows, put together from what it was sent.
/** @import { StageDefinition, StageKnowledge, StageOptions } from "../../contract" */
/** @import { Model } from "../../core/model" */
/** @import { StageFacts } from "./types" */
import { adding } from "../../logic/stage/board.js";
import { hasOpened } from "../../store/later.js";

/** @param {Model} model @returns {StageFacts} */
export function factsOf(model) {
  const definition = /** @type {StageDefinition} */ (model.get("_definition"));
  const { board, steps, arrows, routes } = /** @type {StageKnowledge} */ (model.get("_knowledge"));
  const { mixtures, times, experiments, offers, later } = /** @type {StageOptions} */ (model.get("_options"));
  const { more } = definition;
  // Without experiments nothing is said of what routes rule out together: a later prediction asks that.
  const all = adding(board, more);
  const whole = { ...all, bench: mixtures ? all.bench : [], findings: experiments ? all.findings : [] };
  const tries = experiments ? definition.tries : definition.tries.filter(({ state }) => !("blocked" in state));
  // Where a single route is on offer, it is not said how many others a step is on: a later prediction asks that, too.
  const counted = experiments && offers.length !== 1;
  const untold = [...(times ? [] : [board.words.when]), ...(counted ? [] : [board.words.accounts])];
  const waiting = (/** @type {string} */ name) => (hasOpened(later[name]) ? "" : `${later[name].words}.`);
  return { ...definition, tries, board: whole, notes: without(steps, untold), arrowNotes: arrows, routeNotes: routes, waiting };
}

/** @param {StageKnowledge["steps"]} notes @param {string[]} untold what the notes are called that a later prediction asks for */
const without = (notes, untold) =>
  Object.fromEntries(Object.entries(notes).map(([step, each]) => [step, each.filter(([term]) => !untold.includes(term))]));
