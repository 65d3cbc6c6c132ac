// What is shown of a state: for each part, badge and arrow the words that a painter paints. The same as `models/cascade/_shown.py`,
// where the words are listed.
/** @import { Play } from "./play.js" */
/** @import { Board, Route, Shown } from "./types" */
import { idOf, OPPOSITE } from "./graph.js";
import { listed, say } from "./sentences.js";
import { EVERY, OWN } from "./state.js";

/** @type {Record<string, string>} */
const MARKS = { raises: "\u25b2", lowers: "\u25bc", unknown: "?", none: "" };
/** @type {Record<string, string>} */
const OUTCOMES = { abolish: "lost", reduce: "less", share: "some", silent: "silent" };

/** The arrows of all routes of a board. @type {WeakMap<Board, Set<string>>} */
const known = new WeakMap();

/** @param {Board} board */
function listedIn(board) {
  const found = known.get(board) ?? new Set(Object.values(board.routes).flatMap((route) => route.arrows.map(idOf)));
  known.set(board, found);
  return found;
}

/** @param {...(string | false)} words */
const joined = (...words) => words.filter(Boolean).join(" ");

/** @param {Play} play @returns {Shown} */
export function shown(play) {
  const { board, arrows } = play;
  const ids = new Set([...listedIn(board), ...arrows.keys()]);
  /** @type {<T>(names: Iterable<string>, look: (play: Play, name: string) => T) => Record<string, T>} */
  const each = (names, look) => Object.fromEntries([...names].map((name) => [name, look(play, name)]));
  const steps = Object.keys(board.steps);
  const drawn = { parts: each(steps, part), badges: each(steps, badge), arrows: each(ids, arrow) };
  return { caption: captionOf(play), ...drawn, tracks: tracks(play), tail: tail(play) };
}

/** Whether a reader builds a chain. @param {Play} play */
const building = ({ state }) => state.routes[0] === OWN;

/** The last step of a chain that is not yet at an end, the number of the next, and the step before if any. @param {Play} play */
function tail(play) {
  const { board, steps } = play;
  const last = steps[steps.length - 1];
  return building(play) && !board.fixed.includes(last) ? [last, String(steps.length + 1), ...steps.slice(-2, -1)] : [];
}

/** Whether the signs give the opposite at this end of what its route claims. @param {Play} play @param {string} step */
const clashes = (play, step) => step in play.ends && play.end === OPPOSITE[play.routes[0].told] && !building(play);

/** Where several routes are lit: the title of each, and its first arrow that no other has. @param {Play} play */
function tracks({ routes }) {
  const of = routes.map((route) => route.arrows.map(idOf));
  const own = (/** @type {string} */ id) => of.filter((ids) => ids.includes(id)).length === 1;
  return of.length > 1 ? routes.map(({ title }, at) => [title, of[at].find(own) ?? ""]) : [];
}

/** Which of several lit routes an arrow is on: `t1`, `t2`, and `t3` for all further ones. @param {Route[]} routes @param {string} id */
function trackOf(routes, id) {
  if (routes.length === 1) return "";
  const on = routes.flatMap(({ arrows }, at) => (arrows.some((each) => idOf(each) === id) ? [`t${Math.min(at + 1, 3)}`] : []));
  return [...new Set(on)].join(" ");
}

/** @param {Play} play */
function captionOf(play) {
  const { board, routes, state } = play;
  const route = listed(
    routes.map(({ title }) => title),
    board.words.and,
  );
  return state.only === EVERY ? route : say(play, "caption.only", { route, system: board.words[`system.${state.only}`] });
}

/** Whether the walk has come as far as a step; a step off the path stands at its end. @param {Play} play @param {string} step */
function reached({ steps, state }, step) {
  const place = steps.includes(state.at) ? steps.indexOf(state.at) : steps.length - 1;
  return steps.includes(step) && steps.indexOf(step) <= place;
}

/** @param {Play} play @param {string} step */
function condition(play, step) {
  if (play.state.blocked.includes(step)) return "rest";
  if (step === play.source) return "given";
  if (!reached(play, step)) return "rest";
  if (play.routes[0].lift && step in play.ends && play.told && play.verdict in OUTCOMES) return OUTCOMES[play.verdict];
  return play.signal[step] === "none" ? "rest" : play.signal[step];
}

/** @param {Play} play @param {string} step */
function part(play, step) {
  if (!play.steps.includes(step)) return joined("off", building(play) && "free");
  return joined("on", condition(play, step), play.onlyTold(step) && reached(play, step) && "ghost");
}

/** Whether none of a step's arrows has been studied. @param {Play} play @param {string} step */
function bare({ state, arrows, studied }, step) {
  if (state.only === EVERY) return false;
  const own = [...arrows.values()].filter(([source, target]) => source === step || target === step);
  return !own.some((each) => studied.includes(idOf(each)));
}

/** @param {Play} play @param {string} step */
function badge(play, step) {
  const { state, steps, signal, source } = play;
  const held = state.blocked.includes(step);
  const now = step === state.at && "now";
  if (!steps.includes(step)) return ["", "", joined("off", now, held && "held", building(play) && "free")];
  const there = reached(play, step);
  const sign = held || !there || step === source ? "" : MARKS[signal[step]];
  const mark = sign && clashes(play, step) ? `${sign} \u2260 ${MARKS[play.routes[0].told]}` : sign;
  return [String(steps.indexOf(step) + 1), mark, joined(there ? "done" : "later", now, held && "held", bare(play, step) && "bare")];
}

/** Whether a scene holds an arrow. @param {Board} board @param {string} id */
const isDrawn = (board, id) => !board.undrawn.includes(id) && listedIn(board).has(id);

/** The most telling system in which an arrow has been studied. @param {Board} board @param {string} id */
function bestSystem({ support, systems }, id) {
  if (!(id in support)) return "unlisted";
  return systems.find((system) => support[id][system].some(Boolean)) ?? "none";
}

/** @param {Play} play @param {string} id */
function arrow(play, id) {
  const { board, state, flow, studied } = play;
  const cut = state.cut.includes(id) && "cut";
  const own = play.arrows.get(id);
  if (!own) return [board.signs[id] ?? "unknown", joined("off", cut)];
  const [, target, sign] = own;
  const there = reached(play, target);
  const extra = !isDrawn(board, id) && `extra ${bestSystem(board, id)}`;
  const lit = trackOf(play.routes, id);
  const run = there && flow.has(id);
  const looks = [run ? "run" : there ? "dead" : "later", target === state.at && "now", cut, run && clashes(play, target) && "clash"];
  return [sign, joined(...looks, state.flipped.includes(id) && "turned", !studied.includes(id) && "bare", lit, extra)];
}
