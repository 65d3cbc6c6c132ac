// The reading of a state on a board: what moves, what is lost, what has been studied, what is shown, and all of it in words.
// The same as `models/cascade/_reading.py`, to which a test holds it. Knows nothing of ketamine, of pictures or of pages.
import { OPPOSITE, idOf, joined, joint, loss, paths, pieces, signalOf } from "./graph.js";
import { rows, sentences } from "./sentences.js";
import { shown } from "./shown.js";
import { ownRoute } from "./state.js";

/**
 * @typedef {import("./graph.js").Arrow} Arrow
 * @typedef {{title: string, inline: string, source: string, arrows: Arrow[], ends: string[], end: string, claims: Record<string, string>,
 *   peopleOnly: boolean, lift: boolean, mixes: boolean, told: string}} Route
 * @typedef {{steps: Record<string, {label: string, inline: string}>, signs: Record<string, import("./graph.js").Sign>,
 *   support: Record<string, Record<string, [number, number]>>, routes: Record<string, Route>, words: Record<string, string>,
 *   systems: string[], source: string, fixed: string[],
 *   findings: {steps: string[], arrows: string[], text: string, fits: Record<string, string>, people: boolean}[],
 *   bench: {label: string, asks: string, predicts: Record<string, string>}[], forbids: Record<string, Record<string, string[]>>}} Board
 * @typedef {{routes: string[], at: string, blocked: string[], cut: string[], flipped: string[], only: string, own: string[]}} State
 * @typedef {ReturnType<typeof play>} Play
 */

export const EVERY = "all";
export const OWN = "own";
/** @param {Iterable<string>} names @returns {string[]} */
const once = (names) => [...new Set(names)];

/**
 * One state on one board, with what follows from it.
 * @param {Board} board @param {State} state
 */
function play(board, state) {
  const { blocked, cut, flipped, only } = state;
  const routes = state.routes.map((name) => (name === OWN ? ownRoute(board, state.own) : board.routes[name]));
  const stepsOf = (/** @type {Route} */ route) => once([route.source, ...route.arrows.flatMap(([source, target]) => [source, target])]);
  const steps = once(routes.flatMap(stepsOf));
  /** @type {Map<string, Arrow>} */
  const arrows = new Map(routes.flatMap((route) => route.arrows.map((arrow) => {
    const id = idOf(arrow);
    return [id, /** @type {Arrow} */ ([arrow[0], arrow[1], flipped.includes(id) ? OPPOSITE[arrow[2]] : arrow[2]])];
  })));
  const open = (/** @type {Route} */ route) => route.arrows.map((arrow) => /** @type {Arrow} */ (arrows.get(idOf(arrow)))).filter((arrow) => !cut.includes(idOf(arrow)));
  const signals = routes.map((route) => signalOf(open(route), route.source, stepsOf(route), blocked));
  const together = (/** @type {Record<string, import("./graph.js").Signal>[]} */ found) => Object.fromEntries(steps.filter((step) => found.some((each) => step in each))
    .map((step) => [step, joint(found.filter((each) => step in each).map((each) => each[step]))]));
  const signal = together(signals);
  const untouched = together(routes.map((route) => signalOf(route.arrows, route.source, stepsOf(route), [])));
  const flow = new Set(routes.flatMap((route, at) => {
    const lives = (/** @type {string} */ step) => (step === route.source ? !blocked.includes(step) : signals[at][step] !== "none");
    return open(route).filter(([source, target]) => lives(source) && lives(target)).map(idOf);
  }));
  const losses = (/** @type {string[]} */ held, /** @type {string[]} */ gone, /** @type {boolean} */ people) => joined(routes.map((route) => (route.peopleOnly && !people ? "silent" : loss(route, stepsOf(route), held, gone))));
  const verdict = blocked.length || cut.length ? losses(blocked, cut, true) : "nothing";
  const ends = Object.fromEntries(once(routes.flatMap((route) => route.ends)).map((end) => [end, signal[end]]));
  const end = joint(Object.values(ends));
  const studied = [...arrows.keys()].filter((id) => only === EVERY || board.support[id]?.[only].some(Boolean));
  const known = studied.map((id) => /** @type {Arrow} */ (arrows.get(id)));
  const source = routes[0].source;
  const reach = steps.filter((step) => routes.some((route) => step !== route.source && paths(known, route.source, step).length));
  return {
    board, state, routes, steps, arrows, signal, untouched, flow, verdict, ends, end, studied, reach, source, stepsOf, losses,
    told: end === "none" || end === routes[0].told,
    pieces: pieces(steps, known),
    onlyTold: (/** @type {string} */ step) => only !== EVERY && steps.includes(step) && !reach.includes(step) && step !== source,
    forbids: forbids(board, state),
    findings: /** @type {[number, string][]} */ ([]),
  };
}

/**
 * For routes that are lit together: results ruled out by each alone, by all together, and by which experiments no longer.
 * @param {Board} board @param {State} state
 */
function forbids(board, { routes }) {
  if (routes.length === 1) return null;
  const ruled = (/** @type {string} */ asks, /** @type {string} */ said) => board.forbids[asks]?.[said] ?? [];
  const each = board.bench.map(({ asks, predicts }) => routes.map((name) => ruled(asks, predicts[name])));
  const mixed = board.bench.map(({ asks, predicts }) => ruled(asks, joined(routes.map((name) => predicts[name]))));
  return {
    alone: routes.map((_, at) => each.reduce((sum, results) => sum + results[at].length, 0)),
    together: mixed.reduce((sum, results) => sum + results.length, 0),
    lost: board.bench.filter((_, at) => each[at].flat().some((result) => !mixed[at].includes(result))).map(({ label }) => label),
  };
}

/**
 * Experiments that took away just what is taken away here: their number, and how they fit what these routes predict.
 * @param {Play} now @returns {[number, string][]}
 */
function findings({ board, state, routes, losses }) {
  const { blocked, cut, flipped } = state;
  const same = (/** @type {string[]} */ some, /** @type {string[]} */ others) => some.every((name) => others.includes(name)) && others.every((name) => some.includes(name));
  if (flipped.length || !(blocked.length + cut.length)) return [];
  return board.findings.flatMap((each, at) => {
    if (!same(each.steps, blocked) || !same(each.arrows, cut)) return [];
    const fit = routes[0].lift ? each.fits[losses(each.steps, each.arrows, each.people)] : "silent";
    return [/** @type {[number, string]} */ ([at, fit])];
  });
}

/**
 * Read a state: everything that the stage says and shows.
 * @param {Board} board @param {State} state canonical, as `checked` returns it
 */
export function read(board, state) {
  const now = play(board, state);
  now.findings = findings(now);
  return {
    state, steps: now.steps, signal: now.signal, flow: [...now.arrows.keys()].filter((id) => now.flow.has(id)), verdict: now.verdict,
    ends: now.ends, end: now.end, studied: now.studied, pieces: now.pieces, reach: now.reach, forbids: now.forbids, findings: now.findings,
    rows: rows(now), sentences: sentences(now), shown: shown(now),
  };
}
/** @typedef {ReturnType<typeof read>} Reading */

/**
 * The one sentence to speak when a reading follows another: what was changed comes first, then where the walk stands.
 * @param {Reading | null} before @param {Reading} after @returns {string}
 */
export function news(before, after) {
  if (!before) return "";
  const now = after.sentences, then = before.sentences;
  if (now.result !== then.result) return now.result;
  if (now.studied !== then.studied) return now.studied || now.result;
  return now.step === then.step ? "" : now.step;
}
