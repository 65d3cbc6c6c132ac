// What a stage knows, put together from what it was sent.
/** @import { StageDefinition, StageKnowledge, StageOptions } from "../../contract" */
/** @import { Model } from "../../core/model" */
/** @import { StageFacts } from "./types" */

/** @param {Model} model @returns {StageFacts} */
export function factsOf(model) {
  const definition = /** @type {StageDefinition} */ (model.get("_definition"));
  const { board, steps, arrows, routes } = /** @type {StageKnowledge} */ (model.get("_knowledge"));
  const { mixtures, times } = /** @type {StageOptions} */ (model.get("_options"));
  const { more } = definition;
  // Without experiments nothing is said of what routes rule out together: a later prediction asks that.
  const bench = mixtures ? board.bench : [];
  const whole = { ...board, bench, routes: { ...board.routes, ...more.routes }, undrawn: [...board.undrawn, ...(more.undrawn ?? [])] };
  return { ...definition, board: whole, notes: times ? steps : timeless(steps, board.words.when), arrowNotes: arrows, routeNotes: routes };
}

/** @param {StageKnowledge["steps"]} notes @param {string} when what the note on times is called: a later prediction asks for them */
const timeless = (notes, when) =>
  Object.fromEntries(Object.entries(notes).map(([step, each]) => [step, each.filter(([term]) => term !== when)]));
