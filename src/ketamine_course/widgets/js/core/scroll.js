// What is wider than its place scrolls, and the keyboard must reach it; what fits needs no stop.

/**
 * Make a place a stop for the keyboard while its content is wider than it.
 *
 * @param {Element} place
 * @param {string} name what it is called where it is a stop
 * @returns {boolean} whether it scrolls
 */
export function reachIfWide(place, name) {
  const wide = place.scrollWidth > place.clientWidth + 1;
  for (const [attribute, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": name })) {
    if (wide) place.setAttribute(attribute, value);
    else place.removeAttribute(attribute);
  }
  return wide;
}
