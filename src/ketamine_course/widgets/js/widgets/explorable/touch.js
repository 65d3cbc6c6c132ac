// What is drawn can be touched: a press or a drag in a zone of the picture moves the native controls, which stay the only way for
// keyboards and screen readers. Zones lie in a layer of their own, so a drag outlives the drawings that it changes.
/** @import { Choice, Control } from "../../contract" */
/** @import { Zone } from "../../logic/zones" */
import { make } from "../../core/dom.js";
import { labelOf } from "../../logic/states.js";
import { boxOf, cellAt, changeable, settings } from "../../logic/zones.js";

/** Pixels of a finger's way from which it drags, if it goes sideways; up and down it scrolls the page. */
const SLACK = 6;

export class Touch {
  /** @type {Zone[]} */
  #zones = [];
  #told = "";
  #size = [1, 1];
  /** What the controls are set to in the drawing. @type {Choice} */
  #choice = {};
  /** @type {{ zone: Zone, x: number, y: number, drags: boolean } | null} */
  #press = null;
  #controls;
  #choose;
  #aim = make("div", { className: "aim", hidden: true });
  /** The layer above the picture, and the line that says what it is for. */
  node = make("div", { className: "layer", "aria-hidden": "true" });
  line = make("p", { className: "quiet touch", "aria-hidden": "true" });

  /**
   * @param {Map<string, Control>} controls
   * @param {(changes: Record<string, string>) => void} choose
   */
  constructor(controls, choose) {
    this.#controls = controls;
    this.#choose = choose;
    /** @type {[string, (event: PointerEvent) => void][]} */
    const ears = [
      ["pointerdown", this.#down],
      ["pointermove", this.#move],
      ["pointerup", this.#up],
      ["pointercancel", this.#end],
      ["pointerleave", this.#end],
    ];
    for (const [name, ear] of ears) this.node.addEventListener(name, /** @type {EventListener} */ (ear));
  }

  /**
   * Take over the zones of a drawing, without those that could only set what is set already.
   *
   * @param {SVGSVGElement | null} svg
   * @param {Choice} choice
   */
  show(svg, choice) {
    this.#choice = choice;
    /** @type {Zone[]} */
    const zones = JSON.parse(svg?.dataset.sets ?? "[]").filter((/** @type {Zone} */ zone) => changeable(zone, choice).length);
    const told = JSON.stringify(zones);
    const { width, height } = svg?.viewBox.baseVal ?? { width: 1, height: 1 };
    if (told === this.#told && width === this.#size[0] && height === this.#size[1]) return;
    this.#told = told;
    this.#size = [width, height];
    this.#zones = zones;
    const places = this.#zones.map((zone) =>
      this.#placed(make("div", { className: zone[0][1] ? (zone[1][1] ? "x y" : "x") : "y" }), boxOf(zone)),
    );
    this.node.replaceChildren(...places, this.#aim);
    this.#rest();
  }

  /**
   * @param {HTMLElement} node
   * @param {number[]} box
   */
  #placed(node, box) {
    const [left, top, width, height] = box.map((each, at) => `${(100 * each) / this.#size[at % 2]}%`);
    Object.assign(node.style, { left, top, width, height });
    return node;
  }

  /** @param {Event} event */
  #zoneOf = ({ target }) => this.#zones[[...this.node.children].indexOf(/** @type {Element} */ (target))];

  /**
   * @param {PointerEvent} event
   * @param {Zone} zone
   */
  #cells({ clientX, clientY }, zone) {
    const { left, top, width, height } = this.node.getBoundingClientRect();
    const at = [((clientX - left) / width) * this.#size[0], ((clientY - top) / height) * this.#size[1]];
    return zone.map((axis, side) => cellAt(axis, at[side]));
  }

  /**
   * Show what is aimed at, in the picture and in words.
   *
   * @param {PointerEvent} event
   * @param {Zone | undefined} zone
   */
  #point(event, zone) {
    this.#aim.hidden = !zone;
    if (!zone) {
      this.#rest();
      return;
    }
    const cells = this.#cells(event, zone);
    this.#placed(this.#aim, boxOf(zone, cells));
    const named = Object.entries(settings(zone, cells)).map(([name, value]) => {
      const control = /** @type {Control} */ (this.#controls.get(name));
      return `${control.label}: ${labelOf(control, value)}`;
    });
    this.line.textContent = named.join("; ");
  }

  #rest() {
    this.#aim.hidden = true;
    const names = new Set(this.#zones.flatMap((zone) => changeable(zone, this.#choice).map((name) => this.#controls.get(name)?.label)));
    this.line.textContent = `Click or tap the figure to change ${[...names].map((name) => `\u201c${name}\u201d`).join(" or ")}`;
    this.line.hidden = !names.size;
  }

  /**
   * @param {PointerEvent} event
   * @param {Zone | undefined} zone
   */
  #set(event, zone) {
    if (!zone) return;
    this.#point(event, zone);
    this.#choose(settings(zone, this.#cells(event, zone)));
  }

  /** @param {PointerEvent} event */
  #down = (event) => {
    const zone = this.#zoneOf(event);
    if (!zone || event.button) return;
    const drags = event.pointerType === "mouse";
    this.#press = { zone, x: event.clientX, y: event.clientY, drags };
    this.node.setPointerCapture(event.pointerId);
    if (drags) this.#set(event, zone);
  };

  /** @param {PointerEvent} event */
  #move = (event) => {
    const press = this.#press;
    if (!press) {
      this.#point(event, this.#zoneOf(event));
      return;
    }
    const across = Math.abs(event.clientX - press.x);
    press.drags ||= press.zone[0][1] !== undefined && across > SLACK && across > Math.abs(event.clientY - press.y);
    if (press.drags) this.#set(event, press.zone);
  };

  /** A finger that did not move has chosen; one that scrolls the page ends with another event. @param {PointerEvent} event */
  #up = (event) => {
    if (this.#press && !this.#press.drags) this.#set(event, this.#press.zone);
    this.#end();
  };

  #end = () => {
    this.#press = null;
    this.#rest();
  };
}
