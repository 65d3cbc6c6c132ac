// One picture with its description and its table.
/** @import { Choice, ExplorableDefinition, Frame, FrameTable } from "../../contract" */
import { make } from "../../core/dom.js";
import { reachIfWide } from "../../core/scroll.js";
import { tableOf } from "../../core/table.js";
import { pickedControl, wirePicks } from "./picks.js";

/** Pixels for a unit of the picture: readable on a phone, not taller than a screen; larger on a projector. */
const SMALLEST = 1.18;
/** Where no narrower layout is left: type of 8.5 units is still 9 pixels high, and 240 units fit into a page 320 pixels wide. */
const LEAST = 1.1;
const LARGEST = { screen: 1.75, projector: 2 };
const PROJECTOR = 1500;
/** Milliseconds of rest before a picture is spoken. */
const PAUSE = 500;

export class PictureView {
  #title;
  #controls;
  #pick;
  #widths;
  #onWidth;
  #width;
  /** @type {FrameTable | null} */
  #table = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #speaking;
  #frame = make("div", { className: "frame" });
  #hint = make("p", { className: "quiet", textContent: "The picture is wider than this screen: it scrolls sideways.", hidden: true });
  #notes = make("dl", { className: "notes" });
  #description = make("p", { className: "description" });
  #status = make("p", { className: "quiet status" });
  #scroll = make("div", { className: "scroll" });
  #details = make("details", { className: "table" }, make("summary", { textContent: "The same facts as a table" }), this.#scroll);
  #spoken = make("p", { className: "hidden-text", role: "status" });
  #resize = new ResizeObserver(() => this.#fit());

  /**
   * @param {ExplorableDefinition} definition
   * @param {(name: string, value: string) => void} pick what a click on a part of the picture chooses
   * @param {() => void} onWidth called when another layout fits from now on
   */
  constructor({ title, controls, widths }, pick, onWidth) {
    this.#widths = widths;
    this.#width = widths[0];
    this.#onWidth = onWidth;
    this.#title = title;
    this.#controls = new Map(controls.map((control) => [control.name, control]));
    this.#pick = pick;
    const caption = make("figcaption", {}, this.#notes, this.#description, this.#status);
    this.nodes = [make("figure", { "aria-label": title }, this.#hint, this.#frame, caption), this.#details, this.#spoken];
    this.#details.addEventListener("toggle", () => {
      this.#fillTable();
      this.#fit();
    });
    this.#resize.observe(this.#frame);
  }

  /** The width of the layout that fits the place, in units. */
  get width() {
    return this.#width;
  }

  /** Choose the layout that fits, or keep the one that is where the place has no width yet; return whether it is another one. */
  measure() {
    const before = this.#width;
    const place = this.#frame.clientWidth;
    if (place) this.#width = this.#widths.find((units) => units * SMALLEST <= place) ?? this.#widths[this.#widths.length - 1];
    return this.#width !== before;
  }

  /** Say that the wanted picture is on its way. */
  wait() {
    this.#frame.setAttribute("aria-busy", "true");
  }

  /** Say that it is not: the picture stays as it is. */
  rest() {
    this.#frame.removeAttribute("aria-busy");
  }

  /**
   * @param {Frame} frame
   * @param {Choice} choice
   * @param {{ wanted: boolean, aloud: boolean }} state whether this is the state asked for last, and whether it is to be spoken
   */
  paint(frame, choice, { wanted, aloud }) {
    const hadFocus = this.#hasFocus();
    if (wanted) this.#frame.removeAttribute("aria-busy");
    if ("problem" in frame) this.#frame.replaceChildren(make("p", { className: "problem", textContent: frame.problem }));
    else this.#frame.innerHTML = frame.svg;
    this.#tell(frame);
    const svg = this.#frame.querySelector("svg");
    if (svg) this.#dress(svg, choice, hadFocus);
    this.#fit();
    clearTimeout(this.#speaking);
    if (wanted && aloud) this.#speaking = setTimeout(() => this.#speak(frame), PAUSE);
  }

  leave() {
    this.#resize.disconnect();
    clearTimeout(this.#speaking);
  }

  #hasFocus() {
    const root = this.#frame.getRootNode();
    return root instanceof ShadowRoot && this.#frame.contains(root.activeElement);
  }

  /** @param {Frame} frame */
  #speak(frame) {
    this.say("problem" in frame ? frame.problem : frame.description);
  }

  /** @param {string} words */
  say(words) {
    this.#spoken.textContent = words;
  }

  /** @param {Frame} frame */
  #tell(frame) {
    const drawn = "problem" in frame ? null : frame;
    this.#description.textContent = drawn?.description ?? "";
    this.#status.textContent = drawn ? `Status of this picture: ${drawn.status}.` : "";
    this.#notes.replaceChildren(...(drawn?.notes ?? []).flatMap(([heading, text]) => [make("dt", { textContent: heading }), make("dd", { textContent: text })]));
    this.#table = drawn?.table ?? null;
    this.#fillTable();
  }

  /** A closed table is filled when it opens: most readers never do, and a key press should not wait for it. */
  #fillTable() {
    this.#details.hidden = !this.#table;
    if (!this.#table || !this.#details.open) return;
    const { caption, columns, rows } = this.#table;
    this.#scroll.replaceChildren(tableOf(caption, columns, rows));
  }

  /**
   * @param {SVGSVGElement} svg
   * @param {Choice} choice
   * @param {boolean} refocus
   */
  #dress(svg, choice, refocus) {
    const units = svg.viewBox.baseVal.width;
    const largest = innerWidth >= PROJECTOR ? LARGEST.projector : LARGEST.screen;
    const smallest = units < this.#widths[0] ? LEAST : SMALLEST;
    Object.assign(svg.style, { minWidth: `${units * smallest}px`, maxWidth: `${units * largest}px` });
    const control = this.#controls.get(pickedControl(svg) ?? "");
    if (control) {
      wirePicks(svg, control, { value: choice[control.name], set: (value) => this.#pick(control.name, value), refocus });
      return;
    }
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", this.#title);
  }

  #fit() {
    if (this.measure()) this.#onWidth();
    this.#hint.hidden = !reachIfWide(this.#frame, "Picture, scrolls sideways");
    reachIfWide(this.#scroll, "Table, scrolls sideways");
  }
}
