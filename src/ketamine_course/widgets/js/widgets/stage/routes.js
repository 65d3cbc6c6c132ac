// Who tells the story: one route, several that can be lit together, or a chain of one's own.
/** @import { State } from "../../logic/stage/types" */
/** @import { StageFacts } from "./types" */
import { make, select } from "../../core/dom.js";
import { OWN } from "../../logic/stage/state.js";
import { toolbar } from "./toolbar.js";

/**
 * @param {string[]} offers routes to choose from, or none for all
 * @param {string} name
 */
export const isOffered = (offers, name) => !offers.length || offers.includes(name);

/**
 * @param {StageFacts} definition
 * @param {string[]} offers routes to choose from, or none for all
 * @param {(names: string[]) => void} light
 * @param {() => State} now
 */
export function routeChooser({ board }, offers, light, now) {
  const names = [...Object.keys(board.routes).filter((name) => isOffered(offers, name)), OWN];
  const titleOf = (/** @type {string} */ name) => (name === OWN ? board.words["own.title"] : board.routes[name].title);
  const mixes = (/** @type {string} */ name) => name !== OWN && board.routes[name].mixes;
  const together = make("input", { type: "checkbox" });
  const choose = (/** @type {string} */ name) => {
    const lit = now().routes;
    const others = lit.filter((each) => each !== name && mixes(each));
    if (!together.checked || !mixes(name)) light([name]);
    else if (!lit.includes(name)) light([...others, name]);
    else if (others.length) light(others);
  };
  const chips = toolbar(
    board.words.routes,
    names.map((name) => ({ text: titleOf(name), className: mixes(name) ? "chip" : "chip told", press: () => choose(name) })),
  );
  const list = select(
    "stage-route",
    names.map((name) => [name, titleOf(name)]),
  );
  list.setAttribute("aria-label", board.words.routes);
  list.addEventListener("change", () => choose(list.value));
  const option = make("label", { className: "option" }, together, board.words.together);
  const node = make("div", { className: "routes" }, chips.bar, list, option);
  const sync = () => {
    const lit = now().routes;
    for (const [at, each] of chips.buttons.entries()) each.setAttribute("aria-pressed", String(lit.includes(names[at])));
    chips.stop(names.indexOf(lit[0]));
    list.value = lit[0];
    if (lit.length > 1) together.checked = true;
    node.classList.toggle("together", together.checked);
  };
  together.addEventListener("change", () => {
    node.classList.toggle("together", together.checked);
    if (!together.checked) light(now().routes.slice(0, 1));
  });
  return { node, sync };
}
