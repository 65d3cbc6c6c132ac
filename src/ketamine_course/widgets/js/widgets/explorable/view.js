// One picture with its description and its table.
/** @import { Choice, ExplorableDefinition, Frame, FrameTable } from "../../contract" */
import { afterPaint, make, write } from "../../core/dom.js";
import { reachIfWide } from "../../core/scroll.js";
import { tableOf } from "../../core/table.js";
import { fitting, SMALLEST } from "../../logic/widths.js";
import { hasOpened } from "../../store/later.js";
import { Drawing } from "./drawing.js";
import { Motion } from "./motion.js";
import { Touch } from "./touch.js";

/** Where no narrower layout is left: type of 8.5 units is still 9 pixels high, and 240 units fit into a page 320 pixels wide. */
const LEAST = 1.1;
const LARGEST = { screen: 1.75, projector: 2 };
const PROJECTOR = 1500;
/** Milliseconds of rest before a picture is spoken. */
const PAUSE = 500;

export class PictureView {
  #title;
  #later;
  #widths;
  #onWidth;
  #width;
  #touch;
  #sheet;
  #frame;
  /** @type {FrameTable | null} */
  #table = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #speaking;
  #motion = new Motion();
  #drawing = new Drawing();
  /** How wide the drawing is, in units. */
  #units = 0;
  /** What is told below the picture. */
  #told = /** @type {Frame} */ ({ problem: "" });
  #hint = make("p", { className: "quiet", textContent: "The figure is wider than this screen, so it scrolls sideways.", hidden: true });
  #notes = make("dl", { className: "notes" });
  #description = make("p", { className: "description" });
  #status = make("p", { className: "hidden-text status" }); // the drawing says it, too, where it can be seen
  #scroll = make("div", { className: "scroll" });
  #details = make("details", { className: "table" }, make("summary", { textContent: "The same facts as a table" }), this.#scroll);
  #spoken = make("p", { className: "hidden-text", role: "status" });
  #resize = new ResizeObserver(() => this.#fit());

  /**
   * @param {ExplorableDefinition} definition
   * @param {(changes: Record<string, string>) => void} choose called when the picture was touched
   * @param {() => void} onWidth called when another layout fits from now on
   */
  constructor({ title, controls, widths, rows = {} }, choose, onWidth) {
    this.#later = rows;
    this.#widths = widths;
    this.#width = widths[0];
    this.#onWidth = onWidth;
    this.#title = title;
    this.#touch = new Touch(new Map(controls.map((control) => [control.name, control])), choose);
    this.#sheet = make("div", { className: "sheet" }, this.#drawing.node, this.#motion.node, this.#touch.node);
    this.#frame = make("div", { className: "frame" }, this.#sheet);
    const caption = make("figcaption", {}, this.#notes, this.#description, this.#status);
    this.nodes = [make("figure", { "aria-label": title }, this.#hint, this.#frame, this.#touch.line, caption), this.#details, this.#spoken];
    this.#details.addEventListener("toggle", () => {
      this.fillTable();
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
    if (place) this.#width = fitting(this.#widths, place);
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
   * @param {{ choice: Choice, wanted: boolean, aloud: boolean }} state what the controls are set to in it, whether this is the state asked
   * for last, and whether it is to be spoken
   */
  paint(frame, { choice, wanted, aloud }) {
    if (wanted) this.#frame.removeAttribute("aria-busy");
    if ("problem" in frame) this.#drawing.node.replaceChildren(make("p", { className: "problem", textContent: frame.problem }));
    else this.#drawing.show(frame.svg);
    this.#told = frame;
    afterPaint(this.#units, this.#tell);
    const svg = this.#drawing.node.querySelector("svg");
    const units = svg?.viewBox.baseVal.width ?? 0;
    if (svg) this.#dress(svg, units);
    this.#touch.show(svg, choice);
    this.#motion.show("svg" in frame ? frame.svg : "", svg);
    // A picture as wide as the one before scrolls as that did; what else changes the place is observed.
    if (units !== this.#units) this.#fit();
    this.#units = units;
    clearTimeout(this.#speaking);
    if (wanted && aloud) this.#speaking = setTimeout(() => this.#speak(frame), PAUSE);
  }

  leave() {
    this.#resize.disconnect();
    clearTimeout(this.#speaking);
  }

  /** @param {Frame} frame */
  #speak(frame) {
    this.say("problem" in frame ? frame.problem : frame.description);
  }

  /** @param {string} words */
  say(words) {
    // What is written anew is spoken anew: a picture that is drawn again with the same words stays silent.
    write(this.#spoken, words);
  }

  /** What was said of a picture is gone with the answers that opened it. */
  hush() {
    clearTimeout(this.#speaking);
    this.say("");
  }

  #tell = () => {
    const drawn = "problem" in this.#told ? null : this.#told;
    write(this.#description, drawn?.beside ?? drawn?.description ?? ""); // what the notes do not say already
    write(this.#status, drawn ? `Status of this figure: ${drawn.status}.` : "");
    this.#note((drawn?.notes ?? []).flat());
    this.#table = drawn?.table ?? null;
    this.fillTable();
  };

  /** Headings and texts in turn; one that is written already stays: it would be laid out again. @param {string[]} notes */
  #note(notes) {
    const { children } = this.#notes;
    if (children.length !== notes.length)
      this.#notes.replaceChildren(...notes.map((text, at) => make(at % 2 ? "dd" : "dt", { textContent: text })));
    else for (const [at, text] of notes.entries()) write(children[at], text);
  }

  /** A closed table is filled when it opens: most readers never do, and a key press should not wait for it. */
  fillTable() {
    this.#details.hidden = !this.#table;
    if (!this.#table || !this.#details.open) return;
    const { caption, columns, rows, keys = [] } = this.#table;
    const told = rows.map((cells, at) => {
      const later = this.#later[keys[at]];
      return hasOpened(later) ? cells : [cells[0], `${later.words}.`];
    });
    this.#scroll.replaceChildren(tableOf(caption, columns, told));
  }

  /** @param {SVGSVGElement} svg @param {number} units */
  #dress(svg, units) {
    const largest = innerWidth >= PROJECTOR ? LARGEST.projector : LARGEST.screen;
    const smallest = units < this.#widths[0] ? LEAST : SMALLEST;
    Object.assign(this.#sheet.style, { minWidth: `${units * smallest}px`, maxWidth: `${units * largest}px` });
    if (svg.getAttribute("aria-label") === this.#title) return; // it stayed
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", this.#title);
  }

  #fit() {
    if (this.measure()) this.#onWidth();
    this.#hint.hidden = !reachIfWide(this.#frame, "Picture, scrolls sideways");
    reachIfWide(this.#scroll, "Table, scrolls sideways");
  }
}
