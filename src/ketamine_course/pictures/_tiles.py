"""Every claim as one small square, in rows by text: what opens a notebook shows them all before anything is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from matplotlib.axes import Axes

from ketamine_course.pictures._charts import CHARACTER
from ketamine_course.pictures._drawing import symbols, write
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures._marks import outlined
from ketamine_course.pictures._who_is_who import kinds
from ketamine_course.widgets.width import is_narrow, width

LEFT, STEP, SIDE = 18.0, 9.6, 6.6
"""Where squares begin, how far apart they stand, and how wide they are."""
NAME, GAP = 13.0, 17.0
"""From the name of a text to its squares, and from there to the next name."""
Look = tuple[str, str]
"""A kind of mark and its colour."""
End = tuple[str, str, str]
"""The same with a number, for what a row ends with."""


def by_text(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return claims by the text that they stand in."""
    texts: dict[str, list[Row]] = {}
    for row in rows:
        texts.setdefault(row["source"], []).append(row)
    return texts


def tiles(
    axes: Axes,
    top: float,
    texts: Mapping[str, Sequence[Row]],
    look: Callable[[Row], Look],
    ends: Mapping[str, str | Sequence[End]],
    gathered: Sequence[Look] = (),
) -> float:
    """Draw the claims of each text as squares from `top` down, under its name and what its row ends with; return where the last one is.

    Rows hold a multiple of ten, so that they can be counted. Squares stand in reading order or, where looks are given, `gathered` by these.
    """
    step, side = (7.0, 5.0) if is_narrow() else (STEP, SIDE)
    across = int((width() - LEFT - 10) / step) // 10 * 10
    places: dict[Look, list[tuple[float, float]]] = {}
    y = top
    for text, rows in texts.items():
        write(axes, 14, y, text, 9.5, fontweight="bold")
        at = 14 + max(15.0 if is_narrow() else 18.0, 6.5 * len(text) + 4 - 3 * is_narrow())
        if at + 8.5 * CHARACTER * len(kinds()[text]) < _free(ends[text]):
            write(axes, at, y, kinds()[text], 8.5, "quiet")
        y += NAME
        _end(axes, y - NAME, ends[text])
        order = sorted(rows, key=lambda row: gathered.index(look(row))) if gathered else rows
        for number, row in enumerate(order):
            place = (LEFT + step * (number % across), y + step * (number // across))
            places.setdefault(look(row), []).append(place)
        y += step * (-(-len(rows) // across) - 1) + GAP
    for (kind, colour), found in places.items():
        outlined(axes, found, kind, colour, side)
    return y - GAP


def _free(told: str | Sequence[End]) -> float:
    """Return where what a row ends with begins, so that the name before it ends there: some texts have long ones."""
    if isinstance(told, str):
        return width() - 14 - 9.5 * CHARACTER * len(told)
    return width() - ((7 + 37 * (len(told) - 1) + 26) if is_narrow() else (10 + 42 * (len(told) - 1) + 30)) - SIDE / 2


def _end(axes: Axes, y: float, told: str | Sequence[End]) -> None:
    """Write at the right what a text's row ends with: words, or numbers with their marks."""
    if isinstance(told, str):
        write(axes, width() - 14, y, told, 9.5, "blue", fontweight="bold", ha="right")
        return
    for number, (kind, colour, words) in enumerate(reversed(told)):
        x = width() - (7 + 37 * number if is_narrow() else 10 + 42 * number)
        write(axes, x, y, words, 8.5, fontweight="bold", ha="right")
        symbols(axes, [(x - (26 if is_narrow() else 30), y)], kind, colour, SIDE)
