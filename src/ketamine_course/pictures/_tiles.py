"""Every claim as one small square, in rows by text: what opens a notebook shows them all before anything is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from matplotlib.axes import Axes

from ketamine_course.pictures._drawing import symbols, write
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures._who_is_who import kinds
from ketamine_course.widgets.width import width

LEFT, STEP, SIDE = 17.0, 6.4, 4.1
"""Where squares begin, how far apart they stand, and how wide they are."""
NAME, GAP = 11.0, 18.0
"""From the name of a text to its squares, and from there to the next name."""
Look = tuple[str, str]
"""A kind of mark and its colour."""


def by_text(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return claims by the text that they stand in."""
    texts: dict[str, list[Row]] = {}
    for row in rows:
        texts.setdefault(row["source"], []).append(row)
    return texts


def tiles(
    axes: Axes, top: float, texts: Mapping[str, Sequence[Row]], look: Callable[[Row], Look], ends: Mapping[str, str] | None = None
) -> float:
    """Draw the claims of each text as squares from `top` down, under its name and words at the `ends`; return where the last row ends."""
    across = int((width() - LEFT - 10) / STEP)
    places: dict[Look, list[tuple[float, float]]] = {}
    y = top
    for text, rows in texts.items():
        write(axes, 14, y, text, 9.5, fontweight="bold")
        write(axes, 34, y, kinds()[text], 8.5, "quiet")
        y += NAME
        if ends:
            write(axes, width() - 14, y - NAME, ends[text], 9.5, "blue", fontweight="bold", ha="right")
        for number, row in enumerate(rows):
            place = (LEFT + STEP * (number % across), y + STEP * (number // across))
            places.setdefault(look(row), []).append(place)
        y += STEP * (-(-len(rows) // across) - 1) + GAP
    for (kind, colour), found in places.items():
        symbols(axes, found, kind, colour, SIDE)
    return y - GAP
