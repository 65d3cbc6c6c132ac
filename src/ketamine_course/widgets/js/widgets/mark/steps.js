// An order that was guessed: the number of each step in a ring, on the row of the figure that shows it, beside the time that was found.
/** @import { Item } from "../../contract" */
/** @import { Box } from "../../logic/clear.js" */
/** @import { Scales } from "./guess.js" */
/** @import { Spot } from "./ink.js" */
import { freeOf } from "../../logic/clear.js";
import { placeOn } from "../../logic/scales.js";
import { NAME_HIGH, NAME_WIDE, nameBox, nameIn, numbered, rows } from "./ink.js";

/** The radius of a number's ring, and how far from what was found it stands. */
const SMALL = 6.5;
const BESIDE = 13;
/** Places farther along a row, where the first are taken. */
const FARTHER = [0, 6, 12, 20, 30];

/** @param {Spot} spot @returns {Box & Spot} */
const ringBox = ({ x, y }) => ({ x, y, left: x - SMALL, right: x + SMALL, top: y - SMALL, bottom: y + SMALL });

/**
 * Where a step stands: on the row that shows it or, in a figure without rows, at the upper edge of the axes that are asked about.
 *
 * @param {Item} item
 * @param {string} name of the axes
 * @param {Record<string, Scales>} scales of the figure, by the label of the axes
 * @returns {{ panel: Scales, spot: Spot } | null} nothing where the figure does not show it now
 */
function placeOf({ at, row }, name, scales) {
  const panel = row ? Object.values(scales).find((each) => each.rows?.[row] !== undefined) : scales[name];
  return panel ? { panel, spot: { x: placeOn(panel.x, at ?? 0), y: (row && panel.rows?.[row]) || panel.y[4] + NAME_HIGH } } : null;
}

/**
 * Draw the numbers of the steps that the figure shows now.
 *
 * @param {readonly Item[]} items
 * @param {string} name of the axes
 * @param {readonly string[]} said what each item was given
 * @param {Record<string, Scales>} scales
 * @param {readonly Box[]} others what is not to be covered
 * @returns {SVGElement[]} none where the figure shows none of the items
 */
export function orderOn(items, name, said, scales, others) {
  const taken = [...others];
  const places = items.flatMap((item, at) => {
    const place = placeOf(item, name, scales);
    return place ? [{ ...place, number: said[at] }] : [];
  });
  const steps = places
    .sort((one, other) => one.spot.x - other.spot.x)
    .flatMap(({ panel, spot, number }) => {
      const [, , , start, end] = panel.x;
      const across = FARTHER.flatMap((more) => [spot.x + BESIDE + more, spot.x - BESIDE - more]);
      const within = across.filter((x) => x - SMALL > start && x + SMALL < end);
      const box = freeOf(
        within.map((x) => ringBox({ x, y: spot.y })),
        taken,
      );
      taken.push(box);
      return numbered(box, SMALL, number);
    });
  return places.length ? [nameIn("your order", freeOf(namesIn(places[0].panel), taken)), ...steps] : [];
}

/** Where the name of them all may stand. @param {Scales} scales @returns {Box[]} */
const namesIn = ({ x: [, , , start, end], y: [, , , low, high] }) =>
  rows(high, low).flatMap((y) => [1, 0, 0.5, 0.75, 0.25].map((share) => nameBox(start + share * (end - NAME_WIDE - start), y + 3)));
