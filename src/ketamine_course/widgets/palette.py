"""The colours of all pictures: one name, one light and one dark value each.

Pictures are drawn with the light values. `themed` swaps them for CSS variables, so that one drawing serves a light and a
dark page. The four data colours come from the Okabe-Ito set, which colour-blind readers can tell apart, deepened or
lightened until text in them reaches 4.5:1 on its ground (held by `tests/test_palette.py`).
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple


class Colour(NamedTuple):
    """The light and the dark value of one named colour, as ``#rrggbb``."""

    light: str
    dark: str


COLOURS: dict[str, Colour] = {
    "paper": Colour("#fefefe", "#15191e"),
    "ink": Colour("#1b2027", "#eaeef3"),
    "quiet": Colour("#55606c", "#aab5c1"),
    "line": Colour("#7d8894", "#7b8793"),
    "faint": Colour("#d5dbe1", "#39424c"),
    "panel": Colour("#f2f5f8", "#20262d"),
    "blue": Colour("#0a5c9e", "#7dc3ff"),
    "blue_ground": Colour("#e0eefa", "#11304a"),
    "orange": Colour("#9c4100", "#ffb680"),
    "orange_ground": Colour("#fdeadb", "#45240f"),
    "green": Colour("#00654f", "#62d8b8"),
    "green_ground": Colour("#dcf3ec", "#0c3a30"),
    "magenta": Colour("#a01a5c", "#ff9cc8"),
    "magenta_ground": Colour("#fbe2ee", "#4a1330"),
    "violet": Colour("#5638b0", "#c6b6ff"),
    "violet_ground": Colour("#ebe6fb", "#2d2455"),
}

ROLES = {
    "people": "blue",
    "animals": "green",
    "control": "orange",
    "lowered": "orange",
    "chosen": "violet",
    "contradicted": "magenta",
    "holds": "blue",
    "holds_in_part": "blue",
    "ours": "ink",
    "model": "ink",
}
"""What a colour says, the same in all pictures; shape, filling and line tell apart what shares a colour."""

_BY_LIGHT = {colour.light: name for name, colour in COLOURS.items()}
_HEX = re.compile("|".join(_BY_LIGHT))
_VARIABLE = re.compile(r"var\(--c-(\w+)\)")
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f\"#%&<>\[\\\]^`{|}]")
_TAG = re.compile("<[^>]*>")
_OUTLINE, _BETWEEN = re.compile(r' d="[^"]*"'), re.compile(r"(?<=\d) (?=[-\d.])")
_BOX = re.compile(r'viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"')


def light(name: str) -> str:
    """Return the light value of a named colour, or of the colour of one of `ROLES`: the one to draw with."""
    return COLOURS[ROLES.get(name, name)].light


def themed(svg: str) -> str:
    """Swap the light values in an SVG text for CSS variables, to which a widget's shadow root gives values (`css`).

    Parameters
    ----------
    svg : str
        An SVG whose colours stand in style attributes.

    Returns
    -------
    str
        The same SVG with ``var(--c-NAME)`` for each colour of the palette.
    """
    return _HEX.sub(lambda match: f"var(--c-{_BY_LIGHT[match[0]]})", svg)


def plain(svg: str) -> str:
    """Undo `themed`: give every colour its light value again, for readers that know no CSS variables."""
    return _VARIABLE.sub(lambda match: light(match[1]), svg)


ADDRESS = "data:image/svg+xml,"
"""How the address of a drawing begins (`address`)."""


def address(svg: str, *, themed: bool = False) -> str:
    """Return a drawing as the address of an image: hosts that strip drawings from HTML keep images.

    What would end the attribute or the address is escaped, and what no address may hold (https://url.spec.whatwg.org/#url-code-points).
    The quotation marks of its tags become single ones, and spaces between the numbers of an outline commas, which need no escape, so that a
    page compresses as well.
    A drawing that a script takes out of the address again keeps its variables (`themed`).
    """
    drawn = svg if themed else _OUTLINE.sub(lambda outline: _BETWEEN.sub(",", outline[0]), plain(svg))
    drawn = _TAG.sub(lambda tag: tag[0].replace("'", "&#39;").replace('"', "'"), drawn)
    return ADDRESS + _NOT_IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", drawn)


def image(svg: str, words: str, *, themed: bool = False) -> str:
    """Return a drawing as an image whose place is kept free before it is drawn, so that the text below does not jump.

    Parameters
    ----------
    svg : str
        A drawing with a ``viewBox`` in units of the page.
    words : str
        What it is called, escaped for HTML.
    themed : bool
        As in `address`.

    Raises
    ------
    ValueError
        The drawing has no ``viewBox``.
    """
    box = _BOX.search(svg)
    if box is None:
        raise ValueError("a drawing without a viewBox has no size")
    width, height = (math.ceil(float(side)) for side in box.groups())
    return f"<img style='max-width:100%;height:auto' width='{width}' height='{height}' alt='{words}' src=\"{address(svg, themed=themed)}\">"


def classes() -> str:
    """Return a class for each colour as fill (``f-NAME``) and as stroke (``s-NAME``), for drawings that are switched by class."""
    rules = [
        (f".{letter}-{name}", what, name, colour) for name, colour in COLOURS.items() for letter, what in (("f", "fill"), ("s", "stroke"))
    ]
    return "".join(f"{selector}{{{what}:var(--c-{name},{colour.light})}}" for selector, what, name, colour in rules)


def css() -> str:
    """Return the rules that give the variables their values in a shadow root, light and dark."""
    day = "".join(f"--c-{name}:{colour.light};" for name, colour in COLOURS.items())
    night = "".join(f"--c-{name}:{colour.dark};" for name, colour in COLOURS.items())
    return f":host{{{day}}}@media screen{{:host([data-dark]){{{night}}}}}"


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2.2 contrast ratio of two ``#rrggbb`` colours, from 1 to 21.

    Formula: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
