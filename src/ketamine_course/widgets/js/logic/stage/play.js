// One state on one board, and what follows from it: what moves, what is lost, what has been studied.
/** @import { Arrow, Board, Route, Signal, State } from "./types" */
import { idOf, joined, joint, loss, OPPOSITE, paths, pieces, signalOf } from "./graph.js";
import { EVERY, OWN, ownRoute } from "./state.js";

/** @param {Iterable<string>} names */
const once = (names) => [...new Set(names)];

/** @param {Route} route */
const stepsOf = (route) => once([route.source, ...route.arrows.flatMap((arrow) => arrow.slice(0, 2))]);

/** What reaches each step of a route that nobody has changed. @type {WeakMap<Route, Record<string, Signal>>} */
const untouched = new WeakMap();

/** @param {Route} route */
function untouchedOf(route) {
  const found = untouched.get(route) ?? signalOf(route.arrows, route.source, stepsOf(route), []);
  untouched.set(route, found);
  return found;
}

export class Play {
  /**
   * @param {Board} board
   * @param {State} state canonical, as `checked` returns it
   */
  constructor(board, state) {
    this.board = board;
    this.state = state;
    this.routes = state.routes.map((name) => (name === OWN ? ownRoute(board, state.own) : board.routes[name]));
    this.source = this.routes[0].source;
    this.steps = once(this.routes.flatMap(stepsOf));
    this.arrows = this.#signed();
    const changed = state.blocked.length + state.cut.length > 0;
    const touched = changed || state.flipped.length > 0 || this.routes.length > 1; // two routes may share an arrow
    const now = (/** @type {Route} */ route) => signalOf(this.#open(route), route.source, stepsOf(route), state.blocked);
    const signals = this.routes.map(touched ? now : untouchedOf);
    this.signal = this.#together(signals);
    this.untouched = this.#together(this.routes.map(untouchedOf));
    this.flow = this.#flow(signals);
    this.verdict = changed ? this.losses(state.blocked, state.cut, true) : "nothing";
    this.ends = Object.fromEntries(once(this.routes.flatMap((route) => route.ends)).map((end) => [end, this.signal[end]]));
    this.end = joint(Object.values(this.ends));
    this.told = this.end === "none" || this.end === this.routes[0].told;
    this.studied = [...this.arrows.keys()].filter((id) => state.only === EVERY || board.support[id]?.[state.only].some(Boolean));
    const known = [...this.arrows].filter(([id]) => this.studied.includes(id)).map(([, arrow]) => arrow);
    this.reach = this.steps.filter((step) => this.routes.some(({ source }) => step !== source && paths(known, source, step).length));
    this.pieces = pieces(this.steps, known);
    this.mixture = mixtureOf(board, state.routes);
    this.findings = this.#findings();
  }

  /** The arrows of all lit routes by name, with the signs as they are now. */
  #signed() {
    const { flipped } = this.state;
    const all = this.routes.flatMap((route) => route.arrows);
    /** @type {(arrow: Arrow) => [string, Arrow]} */
    const now = ([source, target, sign]) => {
      const id = idOf([source, target, sign]);
      return [id, [source, target, flipped.includes(id) ? OPPOSITE[sign] : sign]];
    };
    return new Map(all.map(now));
  }

  /** @param {Route} route its arrows that are not cut, with the signs as they are now */
  #open(route) {
    return route.arrows.map((arrow) => this.arrows.get(idOf(arrow)) ?? arrow).filter((arrow) => !this.state.cut.includes(idOf(arrow)));
  }

  /** @param {Record<string, Signal>[]} signals by route @returns {Set<string>} the arrows along which a signal passes */
  #flow(signals) {
    const passing = this.routes.flatMap((route, at) => {
      const lives = (/** @type {string} */ step) =>
        step === route.source ? !this.state.blocked.includes(step) : signals[at][step] !== "none";
      return this.#open(route).filter(([source, target]) => lives(source) && lives(target));
    });
    return new Set(passing.map(idOf));
  }

  /** @param {Record<string, Signal>[]} found @returns {Record<string, Signal>} */
  #together(found) {
    const known = this.steps.filter((step) => found.some((each) => step in each));
    return Object.fromEntries(known.map((step) => [step, joint(found.filter((each) => step in each).map((each) => each[step]))]));
  }

  /** How many steps the signal reaches along studied arrows alone, with the start. */
  get kept() {
    const { arrows, studied, flow, state, routes } = this;
    const known = [...arrows].filter(([id]) => studied.includes(id) && flow.has(id)).map(([, arrow]) => arrow);
    const sources = routes.map(({ source }) => source).filter((source) => !state.blocked.includes(source));
    return this.steps.filter((step) => sources.some((source) => step === source || paths(known, source, step).length)).length;
  }

  /**
   * Whether a step is shown only because the route says so: no studied arrow leads there from the start.
   *
   * @param {string} step
   */
  onlyTold(step) {
    return this.state.only !== EVERY && this.steps.includes(step) && !this.reach.includes(step) && step !== this.source;
  }

  /**
   * @param {string[]} held
   * @param {string[]} gone
   * @param {boolean} people
   */
  losses(held, gone, people) {
    return joined(this.routes.map((route) => (route.peopleOnly && !people ? "silent" : loss(route, stepsOf(route), held, gone))));
  }

  /** @param {Route} route */
  stepsOf(route) {
    return stepsOf(route);
  }

  /**
   * Experiments that took away just what is taken away here: their number, and how they fit what these routes predict.
   *
   * @returns {[number, string][]}
   */
  #findings() {
    const { blocked, cut, flipped } = this.state;
    if (flipped.length || !(blocked.length + cut.length)) return [];
    return this.board.findings.flatMap(({ steps, arrows, fits, people }, at) => {
      if (!same(steps, blocked) || !same(arrows, cut)) return [];
      return [/** @type {[number, string]} */ ([at, this.routes[0].lift ? fits[this.losses(steps, arrows, people)] : "silent"])];
    });
  }
}

/**
 * @param {string[]} some
 * @param {string[]} others
 */
const same = (some, others) => some.every((name) => others.includes(name)) && others.every((name) => some.includes(name));

const FITS = ["yes", "partly", "no", "silent"];

/**
 * For routes that are lit together: how they fare on the bench, what they rule out alone and together, and what no longer.
 *
 * @param {Board} board
 * @param {string[]} routes
 */
function mixtureOf({ bench, benched, fits }, routes) {
  if (routes.length === 1) return null;
  const columns = routes.map((name) => benched.indexOf(name));
  const foundOf = (/** @type {string} */ asks, /** @type {string} */ said) => Object.entries(fits[asks]?.[said] ?? {});
  const ruledOut = (/** @type {string} */ asks, /** @type {string} */ said) =>
    foundOf(asks, said).flatMap(([result, fit]) => (fit === "no" ? [result] : []));
  const rows = bench.map(([label, asks, predicts, result, weak]) => {
    const each = columns.map((at) => predicts[at]);
    const said = joined(each);
    const found = fits[asks]?.[said]?.[result] ?? "silent";
    const alone = each.map((one) => ruledOut(asks, one));
    const mixed = ruledOut(asks, said);
    return {
      label,
      fit: weak && found !== "silent" ? "partly" : found,
      alone,
      mixed,
      lost: alone.flat().some((one) => !mixed.includes(one)),
    };
  });
  return {
    fits: Object.fromEntries(FITS.map((kind) => [kind, rows.filter(({ fit }) => fit === kind).length])),
    alone: routes.map((_, at) => rows.reduce((sum, { alone }) => sum + alone[at].length, 0)),
    together: rows.reduce((sum, { mixed }) => sum + mixed.length, 0),
    lost: rows.filter(({ lost }) => lost).map(({ label }) => label),
  };
}
