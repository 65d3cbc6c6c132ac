// What a stage knows, put together from what it was sent; and where the reader's own chain is kept, beside the answers of a page.
/** @import { StageDefinition, StageKnowledge, StageOptions } from "../../contract" */
/** @import { Model } from "../../core/model" */
/** @import { StageFacts } from "./types" */
import { page, tell } from "../../core/page.js";
import { bringBack, keep } from "../../store/answers.js";

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

/** @param {StageOptions} options @param {string[]} bare @returns {string[]} the steps of the chain that is kept, or the bare ones */
export function keptChain({ chain }, bare) {
  if (!chain) return [];
  bringBack(chain.collection, chain.page);
  const given = page.answers.get(chain.question)?.given;
  return typeof given === "string" ? given.split(" ") : bare;
}

/**
 * Keep a chain as an answer, so that it is downloaded and erased with the others.
 *
 * @param {StageFacts} facts
 * @param {StageOptions} options
 * @param {string[]} own
 */
export function keepChain({ board }, { chain }, own) {
  if (!chain) return;
  const text = own.map((step) => board.steps[step].short).join(" \u2192 ");
  const first = page.answers.get(chain.question)?.first ?? text;
  const rest = { right: null, confidence: null, first, first_right: null, first_confidence: null, rounds: 1 };
  keep(chain.collection, chain.question, { kind: "text", page: chain.page, prompt: chain.prompt, given: own.join(" "), text, ...rest });
  tell("answer");
}
