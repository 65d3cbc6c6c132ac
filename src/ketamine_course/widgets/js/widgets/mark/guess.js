// The guess, drawn on the axis of the figure that it opened.
/** @import { QuestionDefinition } from "../../contract" */
/** @import { Scale } from "../../logic/scales.js" */
/** @import { Box } from "../../logic/clear.js" */
import { drawn } from "../../core/dom.js";
import { freeOf, pieces } from "../../logic/clear.js";
import { wordOf } from "../../logic/items.js";
import { placeOn } from "../../logic/scales.js";

/** @typedef {{ x: number, y: number }} Spot */
/** @typedef {{ x: Scale, y: Scale }} Scales */
/** @typedef {{ width: number, height: number }} Sheet */

const LABEL_ROOM = 60;
const RING = 9;
/** How much room the name of a guess takes. */
const NAME_WIDE = 56;
const NAME_HIGH = 11;

/**
 * Return what is drawn of an answer, or nothing where the figure does not have the axis just now.
 *
 * @param {QuestionDefinition} question
 * @param {number | number[]} given
 * @param {Record<string, Scales>} scales of the figure, by the label of the axes
 * @param {readonly Box[]} [said] where the figure's own words are
 * @param {Sheet} [sheet] the figure
 * @returns {SVGElement | null}
 */
export function guessOn(question, given, scales, said = [], sheet = { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY }) {
  const { kind, axis = "", axis_unit: one = 1, items = [] } = question;
  const way = axis.endsWith(" x") ? "x" : "y";
  const found = scales[axis.slice(0, -2)];
  if (!found) return null;
  const values = [given].flat().map((value) => placeOn(found[way], value * one));
  if (kind === "mark" || kind === "range") return drawn("g", { class: "guess" }, ...lines(found, way, values, said));
  const other = found[way === "x" ? "y" : "x"];
  const at = (/** @type {number | null} */ place, /** @type {Scale} */ scale) => placeOn(scale, place ?? 0);
  if (kind === "cells" && holds(other, question.values)) {
    const spots = items.map((item, number) => spot(way, at(item.at, found[way]), placeOn(other, [given].flat()[number])));
    return drawn("g", { class: "guess" }, ...spots.map(ring), nameBeside(spots, said, sheet));
  }
  if (kind === "order" || kind === "cells") {
    const words = [given].flat().map((value) => wordOf(question, value));
    const spots = items.map((item) => spot(way, at(item.at, found[way]), other[4]));
    return drawn("g", { class: "guess" }, ...(kind === "order" ? numbers(spots, words, found[way]) : cells(spots, words)));
  }
  const spots = items.map((item, number) => spot(way, values[number], at(item.at, other)));
  return drawn("g", { class: "guess" }, ...(kind === "curve" ? [curve(spots)] : []), ...spots.map(ring), nameBeside(spots, said, sheet));
}

/** Whether an axis is made for values counted from 0: it begins just before the first and ends just after the last. @param {Scale} scale */
function holds([, from, to], values = /** @type {string[]} */ ([])) {
  const last = values.length - 1;
  return from < 0 && from > -0.5 && to > last && to < last + 0.5;
}

/** @param {"x" | "y"} way @param {number} along @param {number} across @returns {Spot} */
const spot = (way, along, across) => (way === "x" ? { x: along, y: across } : { x: across, y: along });

/**
 * A line across the axes for each value, and a band between two; lines spare the words of the figure.
 *
 * @param {Scales} scales
 * @param {"x" | "y"} way
 * @param {number[]} values
 * @param {readonly Box[]} said
 */
function lines(scales, way, values, said) {
  const [, , , left, right] = scales.x;
  const [, , , low, high] = scales.y;
  const [at] = values;
  const drawnLines = values.flatMap((value) =>
    stretches(scales, way, value, said).map(([from, to]) => {
      const ends = way === "x" ? { x1: value, x2: value, y1: from, y2: to } : { x1: from, x2: to, y1: value, y2: value };
      return inked(drawn("line", { ...ends, "stroke-width": 2, "stroke-dasharray": "5 3" }), "stroke");
    }),
  );
  const size = Math.abs(values[values.length - 1] - at);
  const start = Math.min(...values);
  const box =
    way === "x" ? { x: start, y: high, width: size, height: low - high } : { x: left, y: start, width: right - left, height: size };
  const band = values.length > 1 ? [inked(drawn("rect", { ...box, "fill-opacity": 0.12 }), "fill")] : [];
  return [...band, ...drawnLines, nameOf(scales, way, at, said)];
}
/**
 * The pieces of a line across the axes that cross no words.
 *
 * @param {Scales} scales
 * @param {"x" | "y"} way
 * @param {number} value
 * @param {readonly Box[]} said
 */
function stretches(scales, way, value, said) {
  const [, , , start, end] = scales[way === "x" ? "y" : "x"];
  const on = said.filter((box) =>
    way === "x" ? box.left <= value + 1 && box.right >= value - 1 : box.top <= value + 1 && box.bottom >= value - 1,
  );
  return pieces(
    start,
    end,
    on.map(({ left, right, top, bottom }) => (way === "x" ? [top, bottom] : [left, right])),
  );
}

/**
 * The name of the guess: above the axes or within them, on either side of its line, where no words are.
 *
 * @param {Scales} scales
 * @param {"x" | "y"} way
 * @param {number} at
 * @param {readonly Box[]} said
 */
function nameOf(scales, way, at, said) {
  const [, , , left, right] = scales.x;
  const [, , , low, high] = scales.y;
  const across = way === "x" ? [at + 3, at - 3 - NAME_WIDE] : [left + 3, right - 3 - NAME_WIDE];
  const down = way === "x" ? [high - 2, high + NAME_HIGH, low - 3, (low + high) / 2] : [at - 3, at + NAME_HIGH];
  const places = down.flatMap((y) => across.map((x) => ({ left: x, right: x + NAME_WIDE, top: y - NAME_HIGH, bottom: y })));
  const within = places.filter((box) => box.left >= left - 1 && box.right <= right + LABEL_ROOM / 3);
  const { left: x, bottom: y } = freeOf(within.length ? within : places, said);
  return words("your guess", { x, y });
}

/** @template {SVGElement} Shape @param {Shape} shape @param {"stroke" | "fill"} part */
function inked(shape, part) {
  shape.style[part] = "var(--c-violet)";
  return shape;
}

/** @param {Spot} spot */
const ring = ({ x, y }) => inked(drawn("circle", { cx: x, cy: y, r: RING, fill: "none", "stroke-width": 2 }), "stroke");

/** @param {Spot[]} spots */
const curve = (spots) =>
  inked(
    drawn("polyline", {
      points: spots.map(({ x, y }) => `${x},${y}`).join(" "),
      fill: "none",
      "stroke-width": 2,
      "stroke-dasharray": "5 3",
    }),
    "stroke",
  );

/**
 * The name of a guess that is drawn as rings: above or below all of them, or beside the first or the last, where no words are.
 *
 * @param {Spot[]} spots
 * @param {readonly Box[]} said
 * @param {Sheet} sheet
 */
function nameBeside(spots, said, { width, height }) {
  const [first, last] = [spots[0], spots[spots.length - 1]];
  const ys = spots.map(({ y }) => y);
  const x = first.x - RING;
  const over = Math.min(...ys) - RING - 4;
  const places = [
    { x, y: over },
    { x, y: Math.max(...ys) + RING + 2 + NAME_HIGH },
    { x: last.x + RING + 3, y: last.y + NAME_HIGH / 3 },
    { x: first.x - RING - 3 - NAME_WIDE, y: first.y + NAME_HIGH / 3 },
    { x: first.x + RING - NAME_WIDE, y: over },
    { x: first.x + RING - NAME_WIDE, y: Math.max(...ys) + RING + 2 + NAME_HIGH },
    { x, y: over - NAME_HIGH - 4 },
  ];
  const boxes = places.map(({ x: left, y: bottom }) => ({ left, right: left + NAME_WIDE, top: bottom - NAME_HIGH, bottom }));
  const within = boxes.filter((box) => box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height);
  const { left, bottom } = freeOf(within.length ? within : boxes, said);
  return words("your guess", { x: left, y: bottom });
}

/** @param {string} text @param {Spot} place @param {string} [anchor] */
const words = (text, place, anchor = "start") =>
  inked(drawn("text", { ...place, "text-anchor": anchor, "font-size": 9.5, "font-weight": 700 }, text), "fill");

/**
 * The number of each step in a ring below the upper edge of the axes, in as many rows as they need.
 *
 * @param {Spot[]} spots
 * @param {string[]} said
 * @param {Scale} scale along which they lie
 */
function numbers(spots, said, [, , , , end]) {
  const across = spots.map((_, at) => at).sort((one, other) => spots[one].x - spots[other].x);
  /** Where the last ring of each row ends. @type {number[]} */
  const ends = [];
  const drawnRings = across.flatMap((at) => {
    const { x, y } = spots[at];
    const free = ends.findIndex((end) => end < x - RING);
    const row = free < 0 ? ends.length : free;
    ends[row] = x + RING;
    const place = { x, y: y + RING + 4 + row * (2 * RING + 2) };
    return [ring(place), words(said[at], { x, y: place.y + 3.5 }, "middle")];
  });
  const [first, last] = [spots[across[0]], spots[across[across.length - 1]]];
  const fits = last.x + RING + LABEL_ROOM < end;
  const place = { x: fits ? last.x + RING + 4 : first.x - RING - 4, y: first.y + RING + 7.5 };
  return [words("your order", place, fits ? "start" : "end"), ...drawnRings];
}

/** The value of each cell at the right end of its row. @param {Spot[]} spots @param {string[]} said */
const cells = (spots, said) => spots.map(({ x, y }, at) => words(`you: ${said[at]}`, { x, y: y + 3 }, "end"));
