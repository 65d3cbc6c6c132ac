// The controls beside a scene: the walk, what can be done to a step and the arrow into it, the filter, and things to try.
/** @import { Reading } from "../../logic/stage/engine.js" */
/** @import { State } from "../../logic/stage/types" */
/** @import { Actions, StageFacts } from "./types" */
import { button, make, write } from "../../core/dom.js";
import { EVERY } from "../../logic/stage/state.js";
import { Afterwards } from "./changes.js";
import { isOffered } from "./routes.js";
import { toolbar } from "./toolbar.js";

/**
 * What can be done with a whole state; where there is no address, it cannot be shared.
 *
 * @typedef {{
 *   only: (system: string) => void,
 *   reset: () => void,
 *   attempt: (state: Partial<State>) => void,
 *   share: (() => Promise<boolean>) | null,
 * }} Controls
 */

/** Milliseconds between two steps of the walk as it plays. */
const PACE = 1000;

/**
 * @param {StageFacts} definition
 * @param {string[]} offers routes to choose from, or none for all
 * @param {boolean} filters whether arrows can be kept by the systems in which they were studied
 * @param {Actions & Controls} actions
 */
export function sideOf(definition, offers, filters, actions) {
  const { words } = definition.board;
  const walk = walkControl(definition, actions);
  const acts = actControls(definition, actions);
  const filter = filterControl(definition, actions.only);
  const offered = definition.tries.filter(({ state }) => {
    const { routes = [], only = EVERY } = /** @type {Partial<State>} */ (state);
    return routes.every((name) => isOffered(offers, name)) && (filters || only === EVERY);
  });
  const tries = toolbar(
    words.tries,
    offered.map(({ label, state }) => ({ text: label, press: () => actions.attempt(state) })),
  );
  // Their texts are written once the picture is on the screen: each could move the page.
  const afterwards = new Afterwards();
  let begun = false;
  const tried = make("fieldset", { className: "tries" }, make("legend", { textContent: words.tries }), tries.bar);
  /** @param {Reading} reading */
  const sync = (reading) => {
    filter.sync(reading);
    const texts = [walk, acts].map((each) => each.sync(reading));
    const tell = () => {
      for (const each of texts) each();
    };
    if (begun) afterwards.do(tell);
    else tell();
    begun = true;
  };
  const after = offered.length ? [tried] : [];
  const leave = () => {
    walk.rest();
    afterwards.leave();
  };
  return { walk: walk.node, nodes: filters ? [acts.node, filter.node] : [acts.node], after, sync, leave };
}

/**
 * @param {StageFacts} definition
 * @param {Actions} actions
 */
function walkControl({ board }, { go }) {
  const { words } = board;
  const input = make("input", { type: "range", id: "stage-at", min: "1", step: "1" });
  // Not an output element: that would be spoken beside the one sentence.
  const output = make("span");
  /** @type {string[]} */
  let steps = [];
  let place = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let playing;
  const to = (/** @type {number} */ at) => {
    if (steps[at]) go(steps[at]);
  };
  const rest = () => {
    clearInterval(playing);
    playing = undefined;
    play.textContent = words.play;
  };
  const onward = () => (place >= steps.length - 1 ? rest() : to(place + 1));
  const play = button(words.play, () => {
    if (playing) return rest();
    to(0);
    playing = setInterval(onward, PACE);
    play.textContent = words.stop;
  });
  input.addEventListener("input", () => to(Number(input.value) - 1));
  const back = button("\u2039", () => to(place - 1), { "aria-label": words.back, tabindex: "-1" });
  const next = button("\u203a", () => to(place + 1), { "aria-label": words.next, tabindex: "-1" });
  const name = make("label", { htmlFor: "stage-at", className: "name", textContent: `${words.walk}: ` });
  const row = make("div", { className: "row" }, play, back, input, next);
  /** @param {Reading} reading */
  const sync = (reading) => {
    steps = reading.steps;
    const at = steps.indexOf(reading.state.at);
    place = at < 0 ? steps.length - 1 : at;
    if (input.max !== String(steps.length)) input.max = String(steps.length);
    input.value = String(place + 1);
    const { label } = board.steps[reading.state.at];
    input.setAttribute("aria-valuetext", at < 0 ? label : `${at + 1} ${words.of} ${steps.length}: ${label}, ${reading.rows[at][1]}`);
    return () => write(output, at < 0 ? label : `${at + 1} / ${steps.length} ${board.steps[steps[at]].short}`);
  };
  return { node: make("div", { className: "walk" }, name, output, row), sync, rest };
}

/**
 * @param {StageFacts} definition
 * @param {Actions & Controls} actions
 */
function actControls({ board, waiting }, actions) {
  const { words } = board;
  let at = "";
  let into = "";
  const hold = button("", () => actions.block(at));
  const turn = button("", () => actions.turn(into));
  const snip = button("", () => actions.cut(into));
  // Not disabled where there is nothing to put back: the focus would be lost with the press.
  const reset = button(words.reset, () => reset.ariaDisabled !== "true" && actions.reset());
  const share = button(words.share, async () => {
    share.textContent = (await actions.share?.()) ? words.shared : words.not_shared;
  });
  const note = make("p", { className: "quiet" });
  /** @param {Reading} reading */
  const sync = ({ state, shown }) => {
    write(share, words.share);
    note.textContent = waiting("changes");
    note.hidden = !note.textContent;
    for (const each of [hold, turn, snip, reset]) each.hidden = !note.hidden;
    at = state.at;
    const arrows = Object.entries(shown.arrows).filter(([id, [, look]]) => id.endsWith(`__${at}`) && !look.startsWith("off"));
    into = (arrows.find(([, [, look]]) => look.includes("run")) ?? arrows[0])?.[0] ?? "";
    hold.disabled = board.fixed.includes(at);
    turn.disabled = !into;
    snip.disabled = !into;
    reset.ariaDisabled = String(!(state.blocked.length + state.cut.length + state.flipped.length) && state.only === EVERY);
    return () => {
      write(hold, `${state.blocked.includes(at) ? words.unblock : words.block}: ${board.steps[at].short}`);
      write(turn, state.flipped.includes(into) ? words.unturn : words.turn);
      write(snip, state.cut.includes(into) ? words.uncut : words.snip);
    };
  };
  return { node: make("div", { className: "row acts" }, note, hold, turn, snip, reset, ...(actions.share ? [share] : [])), sync };
}

/**
 * @param {StageFacts} definition
 * @param {(system: string) => void} only
 */
function filterControl({ board, name }, only) {
  const { words, systems } = board;
  const inputs = [EVERY, ...systems].map((value) => {
    const input = make("input", { type: "radio", name: `only-${name}`, value });
    input.addEventListener("change", () => only(value));
    return input;
  });
  const labels = inputs.map((input) =>
    make("label", { className: "option" }, input, input.value === EVERY ? words.every : words[`system.${input.value}`]),
  );
  const node = make(
    "fieldset",
    { className: "filter" },
    make("legend", { textContent: words.only }),
    make("div", { className: "row" }, ...labels),
  );
  /** @param {Reading} reading */
  const sync = ({ state }) => {
    for (const input of inputs) input.checked = input.value === state.only;
  };
  return { node, sync };
}
