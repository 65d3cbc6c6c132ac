// Where a drawing can be touched. A zone has an axis across and one down, each with the edges of its cells; where an axis stands for a
// control, each cell has a value. They come with the drawing (its attribute data-sets; `touch.py` writes it).

/** @typedef {[edges: number[], control?: string, values?: string[]]} Axis edges grow, in units of the drawing */
/** @typedef {[across: Axis, down: Axis]} Zone */

/**
 * Return the cell of an axis at a place, the nearest one beyond its ends.
 *
 * @param {Axis} axis
 * @param {number} at
 */
export const cellAt = ([edges], at) =>
  Math.min(
    Math.max(
      edges.findLastIndex((edge) => edge <= at),
      0,
    ),
    edges.length - 2,
  );

/**
 * Return what a touch sets.
 *
 * @param {Zone} zone
 * @param {number[]} cells one for each axis
 * @returns {Record<string, string>}
 */
export const settings = (zone, cells) =>
  Object.fromEntries(zone.flatMap(([, control, values], axis) => (control && values ? [[control, values[cells[axis]]]] : [])));

/**
 * Return the controls that a touch of a zone can change: those that it sets, in one cell at least, to another value than they have.
 *
 * @param {Zone} zone
 * @param {Readonly<Record<string, unknown>>} choice the values that the controls have
 * @returns {string[]}
 */
export const changeable = (zone, choice) =>
  zone.flatMap(([, control, values = []]) => (control && values.some((value) => value !== String(choice[control])) ? [control] : []));

/**
 * Return the part of the drawing that a range of cells, or a whole zone, takes: left, top, width and height in units.
 *
 * @param {Zone} zone
 * @param {number[]} [cells]
 */
export function boxOf(zone, cells) {
  const [[left, right], [top, bottom]] = zone.map(([edges], axis) =>
    cells ? edges.slice(cells[axis]) : [edges[0], edges[edges.length - 1]],
  );
  return [left, top, right - left, bottom - top];
}
