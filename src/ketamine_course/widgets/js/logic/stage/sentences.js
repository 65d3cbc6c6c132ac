// A state in words: every sentence comes from the board's table of templates. The same as `models/cascade/_sentences.py`.
/** @import { Play } from "./play.js" */
/** @import { Board, Route } from "./types" */
import { idOf } from "./graph.js";
import { EVERY } from "./state.js";

/** @type {Record<string, string>} */
const TURN = { raises: "rise", lowers: "fall" };

/** @param {string[]} parts @param {string} last @returns {string} */
export const listed = (parts, last) => (parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${last} ${parts.at(-1)}`);
/** @param {string} text @returns {string} */
export const capital = (text) => (/^.[A-Z]/.test(text) ? text : text.slice(0, 1).toUpperCase() + text.slice(1));
/** @param {Play} play @param {string} key @param {Record<string, unknown>} parts @returns {string} */
export const say = ({ board }, key, parts = {}) => filled(board.words[key], parts);
/** @param {Play} play @param {Route[]} routes @returns {string} */
const inline = ({ board, routes: all }, routes = all) =>
  listed(
    routes.map((route) => route.inline),
    board.words.and,
  );
/** @param {Board} board @param {string} id @returns {string} an arrow's name for people */
export function arrowInWords(board, id) {
  const [source, target] = id.split("__");
  return board.words.arrow.replace("{source}", board.steps[source].inline).replace("{target}", board.steps[target].inline);
}

/**
 * What an arrow is based on: findings for and against it, by system.
 *
 * @param {Board} board
 * @param {string} id
 */
export function basis(board, id) {
  const { words, support } = board;
  if (!(id in support)) return words.unlisted;
  const counts = board.systems
    .filter((system) => support[id][system].some(Boolean))
    .map((system) => {
      const [speaks, against] = support[id][system];
      const parts = { system: words[`system.${system}`], speaks, against };
      return filled(words["findings.system"], parts);
    });
  return filled(words.findings, { name: arrowInWords(board, id), counts: counts.join("; ") || words["findings.none"] });
}

/** @param {string} text @param {Record<string, unknown>} parts */
const filled = (text, parts) => text.replace(/\{(\w+)\}/g, (_, name) => String(parts[name]));

/** @param {Play} play @returns {string} */
function verdict(play) {
  const { ends, routes, told, end } = play,
    [first] = routes;
  if (!Object.keys(ends).length) return say(play, "end.open");
  const parts = { End: capital(first.end), end: first.end };
  if (first.lift && told) return withReason(play, say(play, `outcome.${play.verdict}`, parts));
  const kind = end === "none" ? "none" : told ? "as_told" : end === "unknown" ? "unknown" : "against";
  return say(play, `end.${kind}`, { ...parts, turn: TURN[end] ?? "", told: TURN[first.told] });
}

/**
 * Say, where a signal arrives and a loss is predicted all the same, what off its path an account counts on.
 *
 * @param {Play} play
 * @param {string} outcome
 */
function withReason(play, outcome) {
  if (play.end === "none" || !["abolish", "reduce", "share"].includes(play.verdict)) return outcome;
  const [counted] = play.routes.flatMap((route) => {
    const names = offPath(play, route).flatMap(([claim, it]) => (["needed", "helps"].includes(claim) ? [it] : []));
    return names.length ? [{ route: route.inline, it: listed(names, play.board.words.and) }] : [];
  });
  return counted ? say(play, "outcome.off_path", { outcome, ...counted }) : outcome;
}

/** @param {Play} play @returns {string[]} */
function changes(play) {
  const { board, state } = play;
  const blocked = listed(
    state.blocked.map((step) => board.steps[step].inline),
    board.words.and,
  );
  return [
    ...(blocked ? [say(play, "blocked", { steps: blocked })] : []),
    ...state.cut.map((id) => say(play, "cut", { arrow: arrowInWords(board, id) })),
    ...state.flipped.map((id) => say(play, "flipped", { arrow: arrowInWords(board, id) })),
  ];
}

/** @param {Play} play @returns {string} */
function result(play) {
  const all = changes(play),
    { board, signal, steps, state, source } = play;
  if (!all.length && !Object.keys(play.ends).length) return `${verdict(play)}.`;
  const whole = state.only === EVERY;
  return say(play, whole ? "result" : "result.only", {
    system: board.words[`system.${state.only}`],
    kept: whole || play.kept,
    verdict: verdict(play),
    changes: all.length ? listed(all, board.words.and) : board.words.unchanged,
    moved: Object.values(signal).filter((sign) => sign !== "none").length + Number(!state.blocked.includes(source)),
    steps: steps.length,
    route: inline(play),
  });
}

/** @param {Play} play @param {string} step @returns {string} what happens to a step of a lit route */
export function what(play, step) {
  const { board, state, source, signal } = play;
  if (state.blocked.includes(step)) return board.words["what.blocked"];
  if (step === source) return board.words["what.given"];
  const said = board.words[`what.${signal[step]}`];
  if (!play.onlyTold(step)) return said;
  const kind = signal[step] === "none" ? "what.only_none" : "what.only_told";
  return say(play, kind, { what: said, system: board.words[`system.${state.only}`] });
}

/** @param {Play} play @returns {string} */
function stepInWords(play) {
  const { board, state, steps } = play,
    { inline: name } = board.steps[state.at];
  if (!steps.includes(state.at)) {
    const kind = state.blocked.includes(state.at) ? "elsewhere_blocked" : "elsewhere";
    return say(play, kind, { step: name, Step: capital(name), route: inline(play) });
  }
  return say(play, "step", { place: steps.indexOf(state.at) + 1, steps: steps.length, step: name, what: what(play, state.at) });
}

/**
 * What was taken away off the path of a route: what the route claims of it, and its name.
 *
 * @param {Play} play
 * @param {Route} route
 * @returns {[claim: string, it: string][]}
 */
function offPath(play, route) {
  const { board, state } = play,
    here = route.arrows.map(idOf),
    steps = play.stepsOf(route);
  const off = [
    ...state.blocked.filter((step) => !steps.includes(step)).map((step) => [step, board.steps[step].inline]),
    ...state.cut.filter((id) => !here.includes(id)).map((id) => [id, say(play, "the_arrow", { arrow: arrowInWords(board, id) })]),
  ];
  return off.map(([key, it]) => [["needed", "helps", "not_needed"].includes(route.claims[key]) ? route.claims[key] : "silent", it]);
}

/** @param {Play} play @returns {string[]} what each lit route claims of what was taken away off its path */
const claims = (play) =>
  play.routes.flatMap((route) =>
    offPath(play, route).map(([claim, it]) => say(play, `claim.${claim}`, { Route: capital(route.inline), it })),
  );

/** @param {Play} play @returns {string} */
function studiedInWords(play) {
  const { board, state, arrows, studied, reach, source } = play;
  if (state.only === EVERY) return "";
  const parts = { arrows: arrows.size, shown: studied.length, system: board.words[`system.${state.only}`] };
  if (!arrows.size) return say(play, "studied.no_arrow", parts);
  if (studied.length === arrows.size) {
    const few = ["", "studied.single", "studied.both"];
    return say(play, few[arrows.size] ?? "studied.whole", parts);
  }
  const last = listed(
    reach.map((step) => board.steps[step].inline),
    board.words.and,
  );
  const how = say(play, last ? "studied.reach" : "studied.no_reach", { start: board.steps[source].inline, last });
  return say(play, "studied.pieces", { ...parts, pieces: play.pieces, reach: how });
}

/** @param {Play} play @returns {string} */
function mixtureInWords(play) {
  const { board, mixture, routes } = play;
  if (!mixture || !board.bench.length) return "";
  const alone = routes.map((route, at) => say(play, "mixture.alone", { route: inline(play, [route]), count: mixture.alone[at] }));
  return [
    say(play, "mixture.fits", { experiments: board.bench.length, routes: routes.length, ...mixture.fits }),
    say(play, "mixture", { count: mixture.together, alone: listed(alone, board.words.and) }),
    say(play, mixture.lost.length ? "mixture.lost" : "mixture.nothing_lost", { count: mixture.lost.length }),
  ].join(" ");
}

/**
 * What each experiment found, and whether it was expected.
 *
 * @param {Board} board
 * @param {Play["findings"]} findings
 * @param {boolean} several whether several routes are lit
 * @returns {string[]}
 */
export const findingsInWords = (board, findings, several) =>
  findings.map(([at, fit]) => filled(board.words[`found.${several ? "several." : ""}${fit}`], { text: board.findings[at].text }));

/** @param {Play} play */
export const sentences = (play) => ({
  verdict: verdict(play),
  result: result(play),
  step: stepInWords(play),
  claims: claims(play).join(" "),
  studied: studiedInWords(play),
  mixture: mixtureInWords(play),
  found: findingsInWords(play.board, play.findings, play.routes.length > 1).join(" "),
});

/** @param {Play} play @returns {string[][]} a row for each step: its name, what happens to it, and whether that has changed */
export const rows = (play) =>
  play.steps.map((step) => [
    play.board.steps[step].label,
    what(play, step),
    step === play.source || play.signal[step] === play.untouched[step] ? "" : play.board.words.changed,
  ]);
