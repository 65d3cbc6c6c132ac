// An order that was guessed: the number of each step in a ring, at the time that was found, in the panel that shows it.
/** @import { Item } from "../../contract" */
/** @import { Box } from "../../logic/clear.js" */
/** @import { Scales } from "./guess.js" */
/** @import { Spot } from "./ink.js" */
import { freeOf } from "../../logic/clear.js";
import { placeOn } from "../../logic/scales.js";
import { around, NAME_WIDE, nameBox, nameIn, RING, ring, rows, words } from "./ink.js";

/**
 * Return the axes of a figure that show an item: those of its panel or, where the figure has one panel for all, these.
 *
 * @param {Item} item
 * @param {string} name of the axes
 * @param {Record<string, Scales>} scales of the figure, by the label of the axes
 * @returns {Scales | undefined}
 */
const panelOf = ({ panel }, name, scales) => scales[`${name} in ${panel}`] ?? scales[name];

/**
 * Draw the numbers of the steps that the figure shows now, in each panel those of its own.
 *
 * @param {readonly Item[]} items
 * @param {string} name of the axes
 * @param {readonly string[]} said what each item was given
 * @param {Record<string, Scales>} scales
 * @param {readonly Box[]} others what is not to be covered
 * @returns {SVGElement[]} none where the figure shows none of the items
 */
export function orderOn(items, name, said, scales, others) {
  const panels = new Set(items.flatMap((item) => panelOf(item, name, scales) ?? []));
  const taken = [...others];
  return [...panels].flatMap((panel, number) => {
    const here = items.flatMap((item, at) => (panelOf(item, name, scales) === panel ? [at] : []));
    const spots = here.map((at) => ({ x: placeOn(panel.x, items[at].at ?? 0), y: panel.y[4] }));
    const label = number ? null : "your order";
    return numbers(
      spots,
      here.map((at) => said[at]),
      panel,
      taken,
      label,
    );
  });
}

/**
 * The number of each step in a ring within the axes, as high as there is room among the words and dots of the figure.
 *
 * @param {Spot[]} spots
 * @param {string[]} said
 * @param {Scales} scales
 * @param {Box[]} taken what is not to be covered; the rings are added to it
 * @param {string | null} name of them all
 */
function numbers(spots, said, { x: [, , , start, end], y: [, , , low, high] }, taken, name) {
  const across = spots.map((_, at) => at).sort((one, other) => spots[one].x - spots[other].x);
  const down = rows(high, low);
  const drawnRings = across.flatMap((at) => {
    const { x } = spots[at];
    const place = freeOf(
      down.map((y) => ({ ...around({ x, y }), x, y })),
      taken,
    );
    taken.push(place);
    return [ring(place), words(said[at], { x, y: place.y + 3.5 }, "middle")];
  });
  const first = spots[across[0]].x - RING - 4 - NAME_WIDE;
  const beside = down.flatMap((y) => [end - NAME_WIDE, start, first].map((x) => nameBox(x, y + 3)));
  return [...(name ? [nameIn(name, freeOf(beside, taken))] : []), ...drawnRings];
}
