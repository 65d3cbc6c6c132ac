// A stage: a scene to play with, the routes through it, and what each change comes to.
/** @import { AnswerRecord, StageOptions } from "../../contract" */
/** @import { Model, Widget } from "../../core/model" */
/** @import { Reading } from "../../logic/stage/engine.js" */
/** @import { State } from "../../logic/stage/types" */
import { make, titleOf } from "../../core/dom.js";
import { listen } from "../../core/page.js";
import { news, read } from "../../logic/stage/engine.js";
import { checked, OWN } from "../../logic/stage/state.js";
import { openInTime } from "../explorable/lock.js";
import { predictedAndFound } from "../explorable/told.js";
import { actionsOf, isAsked, lighting } from "./actions.js";
import { addressOf } from "./address.js";
import { boxActions, dressBoxes } from "./boxes.js";
import { KeptChain } from "./chain.js";
import { sceneIn } from "./dress.js";
import { factsOf } from "./facts.js";
import { OwnChain } from "./own.js";
import { routeChooser } from "./routes.js";
import { SceneView } from "./scene.js";
import { sideOf } from "./side.js";
import { Speech, tellsStep } from "./speech.js";
import { WordsView } from "./words.js";

class Stage {
  #model;
  #definition;
  #options;
  /** Its state in the page's address; boxes put in order are kept as an answer instead. @type {import("./address.js").Address | null} */
  #address = null;
  #svg;
  #scene;
  #words;
  #side;
  #routes;
  #own;
  #card;
  #content;
  #frame;
  #resize;
  #speech = new Speech();
  /** @type {Reading | null} */
  #reading = null;
  /** The state as it came, and in its canonical form. @type {{ raw: unknown, state: State } | null} */
  #known = null;
  #quiet = false;
  #kept;
  #ownFirst = false; // whether it begins with the reader's own chain
  #told = /** @type {ReturnType<typeof predictedAndFound> | null} */ (null);
  #unlock = () => {};
  #stopListening = () => {};

  /**
   * @param {Model} model
   * @param {ShadowRoot} root
   * @param {SVGSVGElement} svg
   */
  constructor(model, root, svg) {
    this.#model = model;
    this.#definition = factsOf(model);
    this.#options = /** @type {StageOptions} */ (model.get("_options"));
    const { title } = this.#definition;
    const { address, offers, filters, build } = this.#options;
    if (address && !build) this.#address = addressOf(root.host, this.#definition, () => this.#state(), this.#take);
    const hands = this.#hands();
    const actions = build ? boxActions(actionsOf(this.#definition, hands), hands.put) : actionsOf(this.#definition, hands);
    this.#svg = svg;
    this.#scene = new SceneView(svg, this.#definition, actions);
    this.#words = new WordsView(this.#definition);
    this.#routes = routeChooser(
      this.#definition,
      offers,
      (routes) => this.#set(lighting(this.#definition.board, this.#state(), routes)),
      () => this.#state(),
    );
    this.#side = sideOf(this.#definition, offers, filters, actions);
    this.#own = new OwnChain(
      this.#definition,
      offers,
      build,
      (own) => {
        this.#set({ own, routes: [OWN], at: own[own.length - 1] });
        this.#kept.keep(own);
      },
      (step) => this.#scene.aim(step),
    );
    if (build) this.#scene.keep(this.#own.steps);
    this.#frame = make("figure", { "aria-label": title }, svg);
    const { walk, nodes, after } = this.#side;
    // What can be read comes last: its height changes with the step, and nothing that can be pressed moves with it.
    const head = make("div", { className: "head" }, this.#words.verdict, walk); // stays in view together on a phone
    const grid = make("div", { className: "grid" }, head, this.#frame, ...nodes, ...after, this.#words.node, this.#words.more);
    const all = [this.#routes.node, this.#own.node, grid, this.#speech.node];
    this.#content = build ? [this.#own.node, this.#frame, this.#speech.node] : all;
    const heading = build ? this.#definition.board.words["own.title"] : title;
    this.#card = make("section", { className: `card stage${build ? " build" : ""}`, "aria-label": heading }, titleOf(heading));
    root.append(this.#card);
    this.#resize = new ResizeObserver(() => this.#fit());
    this.#resize.observe(this.#frame);
    model.on("change:state", this.#show);
    this.#kept = new KeptChain(this.#definition, this.#options);
    this.#takeUp();
    this.#unlock = openInTime(this.#card, this.#options, (answer) => this.#open(answer));
  }

  #hands() {
    const address = this.#address;
    return {
      now: () => this.#state(),
      set: (/** @type {Partial<State>} */ change) => this.#set(change),
      put: (/** @type {string} */ step) => this.#own.put(step),
      share: address && (() => this.#share(address)),
      say: (/** @type {string} */ text) => this.#speech.now(text),
    };
  }

  /** Take up what address and browser bring: the state of a link, and the reader's own chain. */
  #takeUp(start = this.#state()) {
    this.#ownFirst = this.#state().routes[0] === OWN;
    if (this.#ownFirst) this.#kept.bringBack();
    this.#address?.read();
    // A chain that a link brings is shown as it is, until the reader's own one changes.
    if (this.#address && this.#state().own.length > 1) this.#kept.leaveAside();
    const again = () => {
      this.#address?.forget();
      this.#settle(start);
      this.#recall([this.#definition.board.source]);
    };
    const stops = [listen("answer", () => this.#recall()), listen("erase", again)];
    const events = Object.keys(this.#options.later).length ? /** @type {const} */ (["answer", "told", "erase"]) : [];
    stops.push(...events.map((event) => listen(event, () => this.#settle())));
    this.#stopListening = () => void stops.map((stop) => stop());
    this.#recall();
  }

  /** What an address brings. @param {object} raw */
  #take = (raw) => {
    this.#model.set("state", this.#allowed(raw));
    requestAnimationFrame(() => this.#card.scrollIntoView());
  };

  /** Take the layout that fits the place; what is not on the page yet has no width. */
  #fit() {
    if (this.#frame.clientWidth) this.#scene.fit(this.#frame.clientWidth);
    if (this.#options.build) dressBoxes(this.#svg, this.#definition, this.#state().own);
  }

  /** Bring back the chain that the reader built, here or on another page. @param {string[]} bare what is left of one that is erased */
  #recall(bare = []) {
    const own = this.#kept.changed(bare);
    const { own: before, routes, at } = this.#state();
    if (!own || (own.length < 2 && before.length < 2) || before.join() === own.join()) return;
    this.#quiet = true; // the stage on which the chain is built speaks already
    const shown = routes[0] === OWN || (this.#ownFirst && !bare.length);
    const change = shown ? { own, routes: [OWN], at: own[own.length - 1] } : { own, at };
    this.#model.set("state", checked(this.#definition.board, { ...this.#state(), ...change }));
    this.#address?.follow();
    this.#quiet = false;
  }

  leave() {
    this.#stopListening();
    this.#side.leave();
    this.#words.leave();
    this.#resize.disconnect();
    this.#unlock();
    this.#speech.leave();
    this.#address?.leave();
    this.#model.off("change:state", this.#show);
  }

  /** @returns {State} */
  #state() {
    const raw = /** @type {Record<string, unknown>} */ (this.#model.get("state") ?? {});
    if (this.#known?.raw !== raw) this.#known = { raw, state: checked(this.#definition.board, this.#allowed(raw)) };
    return this.#known.state;
  }

  /** What is changed in a state waits as its controls do. @param {object} raw @returns {Record<string, unknown>} */
  #allowed = (raw) => ({ ...raw, ...(this.#definition.waiting("changes") && { blocked: [], cut: [], flipped: [] }) });

  /** Something that waited has opened, or waits again. */
  #settle(state = this.#model.get("state")) {
    this.#known = null;
    this.#quiet = true;
    this.#model.set("state", state);
    this.#show();
    this.#quiet = false;
  }

  /** @param {Partial<State>} change */
  #set(change) {
    const state = checked(this.#definition.board, this.#allowed({ ...this.#state(), ...change }));
    this.#known = { raw: state, state };
    this.#model.set("state", state);
    this.#model.save_changes();
    this.#address?.soon();
  }

  /** Copy a link to the state; return whether the browser allowed it. @param {import("./address.js").Address} address */
  async #share(address) {
    const copied = await address.share();
    this.#speech.now(this.#definition.board.words[copied ? "shared" : "not_shared"]);
    return copied;
  }

  #show = () => {
    const before = this.#reading;
    const reading = read(this.#definition.board, this.#state());
    this.#reading = reading;
    this.#scene.paint(reading, before !== null);
    if (this.#options.build) dressBoxes(this.#svg, this.#definition, reading.state.own);
    this.#words.say(reading);
    this.#routes.sync();
    this.#side.sync(reading);
    this.#own.sync(reading.state);
    this.#told?.follow(isAsked(this.#options, reading.state));
    const own = reading.state.routes[0] === OWN;
    this.#card.classList.toggle("adding", own);
    // Where the chain is played with, a click adds to it only until it has come to an end; where it is built, always.
    this.#card.classList.toggle("ended", own && !this.#options.build && !reading.shown.tail.length);
    // While a chain is only being built, nothing has been claimed yet, and no verdict shows.
    const grown = before && before.state.own.join() !== reading.state.own.join();
    const text = this.#options.build ? grown && this.#own.told : news(before, reading);
    // Where the focus is on what has the step in its own name, that is spoken already.
    const spoken = this.#quiet || (text === reading.sentences.step && tellsStep(this.#card));
    this.#speech.soon(!spoken && text);
  };

  /** @param {AnswerRecord} [answer] */
  #open(answer) {
    const { lock } = this.#options;
    const heading = /** @type {HTMLElement} */ (this.#card.firstElementChild);
    this.#told = lock && predictedAndFound(lock, answer);
    this.#card.replaceChildren(heading, ...(this.#told ? [this.#told.node] : []), ...this.#content);
    const given = lock && !answer?.looked && Array.isArray(answer?.given) ? lock.steps[answer.given[0]] : null;
    this.#fit(); // badges get their names when they are painted: not a frame later, when the size is observed
    this.#show();
    this.#scene.flag(given ?? null);
    const warm = () => this.#reading?.steps.map((at) => read(this.#definition.board, { ...this.#state(), at }));
    globalThis.requestIdleCallback?.(warm); // for the first press
  }
}

/** @type {Widget} */
export function stage({ model, root }) {
  const shown = new Stage(model, root, sceneIn(root, String(model.get("_scene"))));
  return () => shown.leave();
}
