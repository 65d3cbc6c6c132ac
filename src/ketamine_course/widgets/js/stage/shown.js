// What is shown of a state: for each part, badge and arrow the words that a painter paints. The same as `models/cascade/_shown.py`,
// where the words are listed.
import { EVERY } from "./engine.js";
import { idOf } from "./graph.js";
import { listed, say } from "./sentences.js";

/** @typedef {import("./engine.js").Play} Play */

/** @type {Record<string, string>} */
const MARKS = { raises: "\u25b2", lowers: "\u25bc", unknown: "?", none: "" };
/** @type {Record<string, string>} */
const OUTCOMES = { abolish: "lost", reduce: "less", share: "some", silent: "silent" };
/** @param {...(string | false)} words @returns {string} */
const spoken = (...words) => words.filter(Boolean).join(" ");

/** @param {Play} play */
export function shown(play) {
  const { board, state, steps, arrows, signal, source, ends } = play;
  const place = steps.includes(state.at) ? steps.indexOf(state.at) : steps.length - 1;
  const reached = (/** @type {string} */ step) => steps.includes(step) && steps.indexOf(step) <= place;

  const condition = (/** @type {string} */ step) => {
    if (state.blocked.includes(step)) return "rest";
    if (step === source) return "given";
    if (!reached(step)) return "rest";
    if (play.routes[0].lift && step in ends && play.told && play.verdict in OUTCOMES) return OUTCOMES[play.verdict];
    return signal[step] === "none" ? "rest" : signal[step];
  };
  const part = (/** @type {string} */ step) => (steps.includes(step) ? spoken("on", condition(step), play.onlyTold(step) && reached(step) && "ghost") : "off");

  const bare = (/** @type {string} */ step) => state.only !== EVERY && ![...arrows.values()].some((arrow) => arrow.slice(0, 2).includes(step) && play.studied.includes(idOf(arrow)));
  const badge = (/** @type {string} */ step) => {
    const held = state.blocked.includes(step) && "held", now = step === state.at && "now";
    if (!steps.includes(step)) return ["", "", spoken("off", now, held)];
    const mark = held || !reached(step) || step === source ? "" : MARKS[signal[step]];
    return [String(steps.indexOf(step) + 1), mark, spoken(reached(step) ? "done" : "later", now, held, bare(step) && "bare")];
  };

  const arrow = (/** @type {string} */ id) => {
    const cut = state.cut.includes(id) && "cut", now = arrows.get(id);
    if (!now) return [board.signs[id] ?? "unknown", spoken("off", cut)];
    const [, target, sign] = now, there = reached(target);
    return [sign, spoken(
      there && play.flow.has(id) ? "run" : there ? "dead" : "later", target === state.at && "now", cut,
      state.flipped.includes(id) && "turned", !play.studied.includes(id) && "bare", !(id in board.signs) && "extra")];
  };

  const title = listed(play.routes.map((route) => route.title), board.words.and);
  const listedArrows = Object.values(board.routes).flatMap((route) => route.arrows.map(idOf));
  return {
    caption: state.only === EVERY ? title : say(play, "caption.only", { route: title, system: board.words[`system.${state.only}`] }),
    parts: Object.fromEntries(Object.keys(board.steps).map((step) => [step, part(step)])),
    badges: Object.fromEntries(Object.keys(board.steps).map((step) => [step, badge(step)])),
    arrows: Object.fromEntries([...new Set([...listedArrows, ...arrows.keys()])].map((id) => [id, arrow(id)])),
  };
}
