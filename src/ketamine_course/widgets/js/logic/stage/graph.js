// Signed graphs: paths, the sign at the end of them, what is left when parts are taken away, and pieces.

/** @import { Arrow, Route, Sign, Signal } from "./types" */

/** @type {Record<string, Sign>} */
export const OPPOSITE = { raises: "lowers", lowers: "raises", unknown: "unknown" };

/** @param {Arrow} arrow @returns {string} the name of an arrow */
export const idOf = ([source, target]) => `${source}__${target}`;

/**
 * All paths from a step to another, each as its arrows. Routes are small and free of circles.
 * @param {Arrow[]} arrows @param {string} from @param {string} to @returns {Arrow[][]}
 */
export function paths(arrows, from, to) {
  if (from === to) return [[]];
  return arrows.filter(([source]) => source === from).flatMap((arrow) => paths(arrows, arrow[1], to).map((rest) => [arrow, ...rest]));
}

/** @param {Arrow[]} path @returns {Sign} what the first step of a path does to its last */
function product(path) {
  const signs = path.map(([, , sign]) => sign);
  if (signs.includes("unknown")) return "unknown";
  return signs.filter((sign) => sign === "lowers").length % 2 ? "lowers" : "raises";
}

/** @param {Iterable<Signal>} signals @returns {Signal} the one that arrives; unknown where they disagree, none where nothing arrives */
export function joint(signals) {
  const kinds = new Set(signals);
  kinds.delete("none");
  return kinds.size > 1 ? "unknown" : ([...kinds][0] ?? "none");
}

/**
 * What reaches each step after the source.
 * @param {Arrow[]} arrows @param {string} source @param {string[]} steps @param {string[]} held @returns {Record<string, Signal>}
 */
export function signalOf(arrows, source, steps, held) {
  const open = arrows.filter(([from, to]) => !held.includes(from) && !held.includes(to));
  const reaches = (/** @type {string} */ step) =>
    held.includes(step) || held.includes(source) ? "none" : joint(paths(open, source, step).map(product));
  return Object.fromEntries(steps.filter((step) => step !== source).map((step) => [step, reaches(step)]));
}

/** @type {Record<string, string>} what the loss of a step off the path comes to, by what is claimed of it */
const LOSS = { needed: "abolish", helps: "share", not_needed: "no_change" };

/**
 * What is left at the ends when steps are held and arrows cut: counted in paths; off the route, the route's own claims decide.
 * @param {Route} route @param {string[]} steps @param {string[]} held @param {string[]} cut @returns {string}
 */
export function loss(route, steps, held, cut) {
  const whole = (/** @type {Arrow[]} */ some) => route.ends.flatMap((end) => paths(some, route.source, end)).length;
  const all = whole(route.arrows);
  if (!all) return "silent";
  const taken = held.filter((step) => !route.ends.includes(step));
  const open = route.arrows.filter((arrow) => !taken.includes(arrow[0]) && !taken.includes(arrow[1]) && !cut.includes(idOf(arrow)));
  const left = taken.includes(route.source) ? 0 : whole(open);
  const here = route.arrows.map(idOf);
  const off = [...held.filter((step) => !steps.includes(step)), ...cut.filter((id) => !here.includes(id))];
  const found = [left ? (left < all ? "reduce" : "no_change") : "abolish", ...off.map((key) => LOSS[route.claims[key]] ?? "silent")];
  return ["abolish", "reduce", "share", "silent"].find((verdict) => found.includes(verdict)) ?? "no_change";
}

/** @param {string[]} said what several routes predict @returns {string} what they predict together */
export function joined(said) {
  const kinds = new Set(said);
  if (kinds.size === 1) return said[0];
  if (["abolish", "reduce", "share"].some((each) => kinds.has(each))) return "share";
  if (kinds.has("mimic")) return "mimic";
  if (kinds.has("rise") && kinds.has("fall")) return "silent";
  return ["rise", "fall"].find((each) => kinds.has(each)) ?? "silent";
}

/** @param {string[]} steps @param {Arrow[]} arrows @returns {number} in how many pieces the steps lie */
export function pieces(steps, arrows) {
  const piece = Object.fromEntries(steps.map((step) => [step, step]));
  for (const [source, target] of arrows) {
    const [from, to] = [piece[source], piece[target]];
    for (const step of steps) if (piece[step] === to) piece[step] = from;
  }
  return new Set(Object.values(piece)).size;
}
