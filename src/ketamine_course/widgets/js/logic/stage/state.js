// The state: its start, its canonical form, its form in an address. What comes from outside becomes a state that exists.
/** @import { Arrow, Board, Route, State } from "./types" */
import { idOf } from "./graph.js";

/** The value of `only` that keeps every arrow. */
export const EVERY = "all";
/** The name of the route that a reader puts together. */
export const OWN = "own";

const LISTS = /** @type {const} */ (["routes", "blocked", "cut", "flipped", "own"]);

/** @param {Board} board @returns {State} */
export function start(board) {
  const [first] = Object.keys(board.routes);
  return { routes: [first], at: board.routes[first].source, blocked: [], cut: [], flipped: [], only: EVERY, own: [] };
}

/**
 * A reader's own chain as a route: arrows that are not listed have no known sign.
 *
 * @param {Board} board
 * @param {string[]} chain
 * @returns {Route}
 */
export function ownRoute(board, chain) {
  const arrows = chain
    .slice(1)
    .map((target, at) => /** @type {Arrow} */ ([chain[at], target, board.signs[`${chain[at]}__${target}`] ?? "unknown"]));
  const end = chain[chain.length - 1];
  const lift = board.fixed.includes(end);
  const known = Object.values(board.routes).find((route) => route.lift && route.ends.includes(end));
  return {
    title: board.words["own.title"],
    inline: board.words["own.inline"],
    source: chain[0],
    arrows,
    ends: arrows.length ? [end] : [],
    end: known ? known.end : board.steps[end].inline,
    claims: {},
    peopleOnly: false,
    lift,
    mixes: false,
    told: "raises",
  };
}

/**
 * The canonical form of whatever comes from outside: names that exist, each once, in the board's order.
 * @param {Board} board @param {Record<string, unknown>} raw @returns {State}
 */
export function checked(board, raw) {
  const given = { ...start(board), ...raw };
  const lists = Object.fromEntries(LISTS.map((name) => [name, Array.isArray(given[name]) ? given[name].map(String) : []]));
  const ordered = (/** @type {string[]} */ valid, /** @type {string[]} */ wanted) =>
    [...new Set(valid)].filter((name) => wanted.includes(name));
  const own = [...new Set(lists.own)].filter((step) => Object.hasOwn(board.steps, step));
  if (own[0] !== board.source) own.length = 0;
  let routes = ordered([...Object.keys(board.routes), OWN], lists.routes).filter((name) => name !== OWN || own.length);
  const alone = routes.filter((name) => name === OWN || !board.routes[name].mixes);
  if (alone.length && routes.length > 1) routes = alone.slice(0, 1);
  if (!routes.length) routes = start(board).routes;
  const lit = routes.map((name) => (name === OWN ? ownRoute(board, own) : board.routes[name]));
  const here = lit.flatMap((route) => route.arrows.map(idOf));
  const arrows = [...Object.values(board.routes).flatMap((route) => route.arrows.map(idOf)), ...here];
  return {
    routes,
    at: Object.hasOwn(board.steps, String(given.at)) && "at" in raw ? String(given.at) : lit[0].source,
    blocked: ordered(Object.keys(board.steps), lists.blocked).filter((step) => !board.fixed.includes(step)),
    cut: ordered(arrows, lists.cut),
    flipped: ordered(arrows, lists.flipped).filter((id) => here.includes(id)),
    only: board.systems.includes(String(given.only)) ? String(given.only) : EVERY,
    own,
  };
}

/** @param {Board} board @param {State} state @returns {string} what differs from the start, for an address */
export function toAddress(board, state) {
  const first = start(board);
  const parts = Object.entries(state).filter(([name, value]) => String(value) !== String(first[/** @type {keyof State} */ (name)]));
  return new URLSearchParams(parts.map(([name, value]) => [name, Array.isArray(value) ? value.join(" ") : value])).toString();
}

/** @param {Board} board @param {string} text @returns {State} the state that an address stands for */
export function fromAddress(board, text) {
  const parts = [...new URLSearchParams(text)].map(([name, value]) => [
    name,
    LISTS.includes(/** @type {any} */ (name)) ? value.split(" ").filter(Boolean) : value,
  ]);
  return checked(board, Object.fromEntries(parts));
}
