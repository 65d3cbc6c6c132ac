// A drawn scene whose parts are named: data-p a part and the states in which it shows, data-l a place, data-b a badge, data-a an arrow.
// Paints a reading by setting classes; draws nothing itself but hit areas, light, corks and marks.
/** @import { Reading } from "../../logic/stage/engine.js" */
/** @import { Badge } from "./dress.js" */
/** @import { Actions, StageFacts } from "./types" */
import { drawn, write } from "../../core/dom.js";
import { arrowInWords, basis, capital } from "../../logic/stage/sentences.js";
import { bowOf } from "./between.js";
import { Looks } from "./changes.js";
import { comesFrom, corkBadge, flagBadge, headsOf, markBadge } from "./dress.js";
import { Keys } from "./keys.js";
import { Tail } from "./tail.js";
import { taken, trackNames } from "./tracks.js";

/** Pixels below which the narrow layout is shown. */
const NARROW = 576;

/** @param {Reading["shown"]} shown @param {string} step */
const placeLook = ({ parts, badges }, step) =>
  parts[step].startsWith("off") ? parts[step] : badges[step][2].includes("now") ? "now" : "on";

/** @typedef {{ group: Element, hit: SVGElement | null }} Way */
/** @typedef {{ badges: Map<string, Badge>, ways: Map<string, Way>, order: string, tracks: string, bows: Record<string, string> }} Over */

export class SceneView {
  #svg;
  #definition;
  #actions;
  #keys;
  #layout = "";
  /** @type {Reading | null} */
  #reading = null;
  #looks = new Looks();
  #tail;
  /** Parts and places, each with its name. @type {[group: Element, name: string][]} */
  #parts;
  #places;
  /** @type {Record<string, Over>} */
  #over = {};
  /** What only one layout has; the others are taken out, so that the browser has half as much to look at. */
  #layers;
  /** @type {Element[]} */
  #extras = [];
  /** The steps whose places are shown; all without. @type {Set<string> | null} */
  #kept = null;
  /** Where the reader guessed. @type {string | null} */
  #guess = null;

  /**
   * @param {SVGSVGElement} svg
   * @param {StageFacts} definition
   * @param {Actions} actions
   */
  constructor(svg, definition, actions) {
    this.#svg = svg;
    this.#definition = definition;
    this.#actions = actions;
    this.#keys = new Keys(actions, (id) => this.#focusable(id));
    this.#tail = new Tail(svg);
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", definition.board.words.scene);
    const named = (/** @type {string} */ kind) =>
      [...svg.querySelectorAll(`[${kind}]`)].map((group) => /** @type {[Element, string]} */ ([group, group.getAttribute(kind)]));
    this.#parts = named("data-p");
    this.#places = named("data-l");
    this.#layers = [...svg.querySelectorAll(".lay")].map((layer) => ({
      layer,
      mark: document.createComment(""),
      layout: layer.classList[1],
    }));
    for (const { layer, mark } of this.#layers) layer.before(mark);
  }

  /** @param {number} width pixels of the place */
  fit(width) {
    const layout = width < NARROW ? "narrow" : "wide";
    if (layout === this.#layout) return;
    this.#layout = layout;
    const size = this.#layers.find((each) => each.layout === layout)?.layer.getAttribute("data-size");
    this.#svg.setAttribute("viewBox", `0 0 ${size}`);
    this.#svg.setAttribute("class", `scene alive ${this.#definition.look} ${layout}`);
    for (const { layer, mark, layout: of } of this.#layers) {
      if (of === layout) mark.after(layer);
      else layer.remove();
    }
    this.#over[layout] ??= this.#dress(layout);
    for (const [step, { group }] of this.#over[layout].badges) if (this.#kept && !this.#kept.has(step)) group.remove();
    for (const panel of this.#svg.querySelectorAll(".panel")) {
      const move = panel.getAttribute(`data-${layout}`);
      if (move) panel.setAttribute("transform", move);
      else panel.removeAttribute("transform");
    }
    if (this.#reading) this.paint(this.#reading, false);
  }

  /** Leave out the places of all other steps: they could not be chosen. @param {string[]} steps */
  keep(steps) {
    this.#kept = new Set(steps);
  }

  /**
   * @param {Reading} reading
   * @param {boolean} walked whether something changed, so that it may move
   */
  paint(reading, walked) {
    this.#reading = reading;
    const { shown } = reading;
    this.#looks.begin(walked);
    for (const [group, step] of this.#parts) this.#looks.set(group, `p ${shown.parts[step]}`);
    for (const [group, step] of this.#places) this.#looks.set(group, `l ${placeLook(shown, step)}`);
    const over = this.#over[this.#layout];
    if (!over) return;
    for (const [step, badge] of over.badges) this.#paintBadge(step, badge, reading);
    for (const [id, way] of over.ways) {
      const [sign, look] = shown.arrows[id];
      // Most arrows are on no route that a reader lights: they need no light, no spare heads and nothing to touch.
      if (!way.hit && !look.startsWith("off")) way.hit = this.#dressWay(way.group, id);
      if (this.#looks.set(way.group, `a ${sign} ${look}`)) way.hit?.setAttribute("aria-label", this.#wayInWords(id, look));
    }
    this.#paintExtras(reading);
    this.#nameTracks(shown.tracks);
    this.#sort(reading.steps);
    this.#keys.sync(reading);
    this.#tail.show(over.badges, shown.tail, (id) => comesFrom(over.ways.get(id)?.group));
  }

  /** Whoever listens to the page meets the steps in the order of the walk, then the others. @param {string[]} steps */
  #sort(steps) {
    const over = this.#over[this.#layout];
    if (over.order === steps.join()) return;
    over.order = steps.join();
    const focused = /** @type {ShadowRoot} */ (this.#svg.getRootNode()).activeElement;
    for (const step of new Set([...steps, ...over.badges.keys()])) {
      const group = over.badges.get(step)?.group;
      group?.parentNode?.append(group);
    }
    if (focused instanceof SVGElement) focused.focus({ preventScroll: true });
  }

  /** @param {string} step that a reader thinks of taking next */
  aim(step) {
    this.#tail.aim(step);
  }

  /** @param {string | null} step where the reader guessed */
  flag(step) {
    this.#guess = step;
    for (const { badges } of Object.values(this.#over)) for (const [name, badge] of badges) flagBadge(badge, name === step);
  }

  /** @param {string} step @param {Badge} badge @param {Reading} reading */
  #paintBadge(step, badge, { shown, rows, steps }) {
    const { group, number, name } = badge;
    const [place, sign, look] = shown.badges[step];
    const guess = step === this.#guess ? " guess" : "";
    const same = number.textContent === place && (badge.mark?.textContent ?? "") === sign;
    if (!this.#looks.set(group, `b ${look}${guess}`) && same) return;
    write(number, place);
    markBadge(badge, sign);
    if (look.includes("held")) corkBadge(badge);
    const { words, steps: known } = this.#definition.board;
    const what = place ? rows[steps.indexOf(step)][1] : words.elsewhere_short;
    group.setAttribute("aria-label", `${place ? `${place}. ` : ""}${name || known[step].label}: ${what}`);
    group.setAttribute("aria-pressed", String(look.includes("held")));
  }

  /** Arrows that are on no list: a reader drew them. @param {Reading} reading */
  #paintExtras({ shown }) {
    for (const each of this.#extras) each.remove();
    const { badges, bows } = this.#over[this.#layout];
    this.#extras = Object.entries(shown.arrows)
      .filter(([id, [, look]]) => look.includes("extra") && id.split("__").every((step) => badges.has(step)))
      .map(([id, [, look]]) => {
        bows[id] ??= bowOf(id, badges, this.#svg, this.#layout);
        return drawn("path", { class: look, d: bows[id] });
      });
    this.#layers.findLast(({ layout }) => layout === this.#layout)?.layer.prepend(...this.#extras);
  }

  /** @param {string[][]} tracks of the routes that are lit together */
  #nameTracks(tracks) {
    const over = this.#over[this.#layout];
    if (over.tracks === tracks.join() || this.#definition.look) return;
    over.tracks = tracks.join();
    const layer = this.#layers.findLast(({ layout }) => layout === this.#layout)?.layer;
    for (const each of layer?.querySelectorAll(".track") ?? []) each.remove();
    const lineOf = (/** @type {string} */ id) => over.ways.get(id)?.group.querySelector(".line");
    const width = Number(layer?.getAttribute("data-size")?.split(" ")[0]);
    if (tracks.length) layer?.append(...trackNames(tracks, lineOf, width, taken(this.#svg, this.#layout)));
  }

  /** Make the badges and arrows of a layout reachable. @param {string} layout */
  #dress(layout) {
    const groups = (/** @type {string} */ kind) => [...this.#svg.querySelectorAll(`.lay.${layout} [data-${kind}]`)];
    /** @type {Map<string, Badge>} */
    const badges = new Map(groups("b").map((group) => [group.getAttribute("data-b") ?? "", this.#dressBadge(group)]));
    /** @type {Map<string, Way>} */
    const ways = new Map(groups("a").map((group) => [group.getAttribute("data-a") ?? "", { group, hit: null }]));
    for (const [step, badge] of badges) flagBadge(badge, step === this.#guess);
    return { badges, ways, order: "", tracks: "", bows: {} };
  }

  /** @param {Element} group @returns {Badge} */
  #dressBadge(group) {
    const step = group.getAttribute("data-b") ?? "";
    const [x, y, size] = ["cx", "cy", "r"].map((name) => Number(group.querySelector(".disc")?.getAttribute(name)));
    group.append(drawn("circle", { class: "ring", cx: x, cy: y, r: size + 2.6 }));
    group.setAttribute("role", "button");
    group.setAttribute("tabindex", "-1");
    group.addEventListener("click", () => this.#actions.press(step));
    group.addEventListener("keydown", (event) => this.#keys.onStep(/** @type {KeyboardEvent} */ (event), step));
    // What a listener is told begins with what is written there, so that it can also be called by that.
    const labels = [...group.querySelectorAll(".label")];
    const name = labels.map((each) => each.textContent).join(" ");
    const label = ["x", "y"].map((each) => Number(labels[0]?.getAttribute(each)));
    return { group, number: group.querySelector(".number") ?? group, mark: null, name, label, at: [x, y], size };
  }

  /** @param {Element} group @param {string} id @returns {SVGElement} what can be touched */
  #dressWay(group, id) {
    const d = group.querySelector(".line")?.getAttribute("d") ?? "";
    const hit = drawn("path", { class: "hit", d, role: "button", tabindex: "-1" });
    for (const each of group.querySelectorAll("text")) each.setAttribute("aria-hidden", "true");
    group.append(...headsOf(group, d));
    group.prepend(drawn("path", { class: "light", d, pathLength: 1 }), drawn("path", { class: "also", d }));
    group.append(hit);
    hit.addEventListener("click", () => this.#actions.pressArrow(id));
    hit.addEventListener("keydown", (event) => this.#keys.onArrow(event, id));
    return hit;
  }

  /** What a reader did to an arrow, and what it is based on. @param {string} id @param {string} look */
  #wayInWords(id, look) {
    const { board } = this.#definition;
    const marks = look.split(" ");
    const done = [marks.includes("turned") && board.words.flipped, marks.includes("cut") && board.words.cut];
    const changes = done.flatMap((text) => (text ? [`${capital(text.replace("{arrow}", arrowInWords(board, id)))}.`] : []));
    return [...changes, basis(board, id)].join(" ");
  }

  /** @param {string} id a step or an arrow @returns {HTMLElement | SVGElement | undefined} */
  #focusable(id) {
    const over = this.#over[this.#layout];
    return /** @type {SVGElement | undefined} */ (over?.badges.get(id)?.group ?? over?.ways.get(id)?.hit ?? undefined);
  }
}
