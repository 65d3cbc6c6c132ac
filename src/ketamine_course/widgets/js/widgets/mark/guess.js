// The guess, drawn on the axis of the figure that it opened.
/** @import { QuestionDefinition } from "../../contract" */
/** @import { Scale } from "../../logic/scales.js" */
/** @import { Box } from "../../logic/clear.js" */
/** @import { Spot } from "./ink.js" */
import { drawn } from "../../core/dom.js";
import { freeOf, meet, pieces, ways } from "../../logic/clear.js";
import { wordOf } from "../../logic/items.js";
import { beyond, placeOn } from "../../logic/scales.js";
import { around, inked, NAME_HIGH, NAME_WIDE, nameBox, nameIn, offScale, RING, ring, rows, words } from "./ink.js";
import { orderOn } from "./steps.js";

/** @typedef {{ x: Scale, y: Scale, rows?: Record<string, number> }} Scales */
/** @typedef {{ width: number, height: number }} Sheet */

const LABEL_ROOM = 60;
/** A ring where words of the figure are: they stay readable beside it. */
const SMALL_RING = 4;
const NO_EDGE = { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY };

/**
 * Return what is drawn of an answer, or nothing where the figure does not have the axis just now.
 *
 * @param {QuestionDefinition} question
 * @param {number | number[]} given
 * @param {Record<string, Scales>} scales of the figure, by the label of the axes
 * @param {readonly Box[]} [said] where the figure's own words are
 * @param {Sheet} [sheet] the figure
 * @param {readonly Box[]} [marks] where the figure's own dots, bars and lines are
 * @returns {SVGElement | null}
 */
export function guessOn(question, given, scales, said = [], sheet = NO_EDGE, marks = []) {
  const { kind, axis = "", axis_unit: one = 1, items = [] } = question;
  const way = axis.endsWith(" x") ? "x" : "y";
  const name = axis.slice(0, -2);
  const told = [given].flat();
  if (kind === "order") {
    const steps = orderOn(items, name, told.map(String), scales, [...said, ...marks]);
    return steps.length ? drawn("g", { class: "guess" }, ...steps) : null;
  }
  const found = scales[name];
  if (!found) return null;
  const values = told.map((value) => placeOn(found[way], value * one));
  if (kind === "mark" || kind === "range") return drawn("g", { class: "guess" }, ...lines(found, way, values, said, marks));
  const other = found[way === "x" ? "y" : "x"];
  const at = (/** @type {number | null} */ place, /** @type {Scale} */ scale) => placeOn(scale, place ?? 0);
  if (kind === "cells" && holds(other, question.values)) {
    const spots = items.map((item, number) => spot(way, at(item.at, found[way]), placeOn(other, told[number])));
    return drawn("g", { class: "guess" }, ...rings(spots, said), nameBeside(spots, [...said, ...marks], sheet));
  }
  if (kind === "cells") {
    const words = told.map((value) => wordOf(question, value));
    const spots = items.map((item) => spot(way, at(item.at, found[way]), other[4]));
    return drawn("g", { class: "guess" }, ...cells(spots, words));
  }
  const spots = items.map((item, number) => spot(way, values[number], at(item.at, other)));
  const sides = told.map((value) => beyond(found[way], value * one));
  /** @type {Box[]} */
  const numbers = [];
  const heads = spots.filter((_, number) => sides[number]).map(around);
  const off = spots.flatMap((each, number) => {
    const side = sides[number];
    if (!side) return [];
    const { nodes, box } = offScale(each, way, side, String(told[number]), [...said, ...heads, ...numbers]);
    numbers.push(box);
    return nodes;
  });
  const ringed = spots.filter((_, number) => !sides[number]);
  const strokes = kind === "curve" ? curve(spots, [...said, ...numbers]) : [];
  const own = kind === "curve" ? spots.slice(1).flatMap((each, number) => along(spots[number], each)) : [];
  const called = nameBeside(spots, [...said, ...marks, ...numbers, ...own], sheet);
  return drawn("g", { class: "guess" }, ...strokes, ...rings(ringed, said), ...off, called);
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
 * @param {readonly Box[]} marks which lines may cross, and the name may not
 */
function lines(scales, way, values, said, marks) {
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
  return [...band, ...drawnLines, nameOf(scales, way, values, [...said, ...marks])];
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
 * The name of the guess: above the axes or within them, on either side of one of its lines, where neither words nor marks nor lines are.
 *
 * @param {Scales} scales
 * @param {"x" | "y"} way
 * @param {number[]} values
 * @param {readonly Box[]} said
 */
function nameOf(scales, way, values, said) {
  const [, , , left, right] = scales.x;
  const [, , , low, high] = scales.y;
  const own = values.map((at) =>
    way === "x" ? { left: at - 1, right: at + 1, top: high, bottom: low } : { left, right, top: at - 1, bottom: at + 1 },
  );
  const places = values.flatMap((at) => {
    const across = way === "x" ? [at + 3, at - 3 - NAME_WIDE] : [left + 3, right - 3 - NAME_WIDE];
    const down = way === "x" ? [high - 2, ...rows(high, low), high - 2 - NAME_HIGH, high - 2 - 2 * NAME_HIGH] : [at - 3, at + NAME_HIGH];
    return down.flatMap((y) => across.map((x) => nameBox(x, y)));
  });
  const within = places.filter((box) => box.left >= left - 1 && box.right <= right + LABEL_ROOM / 3);
  return nameIn("your guess", freeOf(within.length ? within : places, [...said, ...own]));
}

/** Rings at their values, smaller where they would lie over words. @param {Spot[]} spots @param {readonly Box[]} said */
const rings = (spots, said) => spots.map((each) => ring(each, said.some((box) => meet(box, around(each))) ? SMALL_RING : RING));

/** Straight strokes from place to place that spare words. @param {Spot[]} spots @param {readonly Box[]} said */
const curve = (spots, said) =>
  spots
    .slice(1)
    .flatMap(({ x, y }, at) =>
      ways([spots[at].x, spots[at].y], [x, y], said).map(([[x1, y1], [x2, y2]]) =>
        inked(drawn("line", { x1, y1, x2, y2, "stroke-width": 2, "stroke-dasharray": "5 3" }), "stroke"),
      ),
    );

/** What a straight stroke takes, in small boxes. @param {Spot} from @param {Spot} to @returns {Box[]} */
function along(from, to) {
  const many = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4);
  return Array.from({ length: many + 1 }, (_, at) => {
    const [x, y] = [from.x + ((to.x - from.x) * at) / many, from.y + ((to.y - from.y) * at) / many];
    return { left: x - 2, right: x + 2, top: y - 2, bottom: y + 2 };
  });
}

/**
 * The name of a guess that is drawn as rings: above or below all of them, beside the first or the last, or else between them, where no
 * words are.
 *
 * @param {Spot[]} spots
 * @param {readonly Box[]} said
 * @param {Sheet} sheet
 */
function nameBeside(spots, said, { width, height }) {
  const [first, last] = [spots[0], spots[spots.length - 1]];
  const ys = spots.map(({ y }) => y);
  const [x, end] = [first.x - RING, first.x + RING - NAME_WIDE];
  const over = Math.min(...ys) - RING - 4;
  const under = Math.max(...ys) + RING + 2 + NAME_HIGH;
  const boxes = [
    nameBox(x, over),
    nameBox(x, under),
    nameBox(last.x + RING + 3, last.y + NAME_HIGH / 3),
    nameBox(x - 3 - NAME_WIDE, first.y + NAME_HIGH / 3),
    nameBox(end, over),
    nameBox(end, under),
    nameBox(x, over - NAME_HIGH - 4),
    ...spots.flatMap((each) => rows(Math.min(...ys), Math.max(...ys)).map((line) => nameBox(each.x + RING + 3, line))),
  ];
  const within = boxes.filter((box) => box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height);
  return nameIn("your guess", freeOf(within.length ? within : boxes, [...said, ...spots.map(around)]));
}

/** The value of each cell at the right end of its row. @param {Spot[]} spots @param {string[]} said */
const cells = (spots, said) => spots.map(({ x, y }, at) => words(`you: ${said[at]}`, { x, y: y + 3 }, "end"));
