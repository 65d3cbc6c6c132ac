"""Findings as bubbles: each with an area for its people and its work under it, in the band of what it found."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.pictures._charts import CHARACTER, LABEL, MARGIN, NOTE
from ketamine_course.pictures._drawing import band, write
from ketamine_course.pictures._marks import dashed_ring, discs
from ketamine_course.references import work
from ketamine_course.widgets.picture import wrapped
from ketamine_course.widgets.width import is_narrow, width

EMPTY, HEAD, NAME, PITCH = 20.0, 15.0, 13.0, 10.0
"""How high a band is in which nothing was found, its name on a phone, the name under a bubble, and a further line of it, in units."""
LABELS = 122.0
"""How wide the column with the names of the bands is."""
LARGEST, LEAST = 46.0, 6.0
"""The largest and the smallest bubble."""
LEAST_DASHED = 10.0
"""The smallest ring of dashes: smaller ones look like scratches."""
UNSIZED = 14.0
"""The ring of a finding whose number of people is not given: no area."""
MANY = 150.0
"""The largest bubble stands for the largest study, and for at least so many people: small studies never look large."""


class Bubble(NamedTuple):
    """What a finding is called, how many people it is about (0: not given), its colour, and its basis, one of the `MARKS`."""

    name: str
    people: float
    colour: str
    basis: str = "read"


class Band(NamedTuple):
    """What findings in a band say, the colour of its ground, and the findings."""

    name: str
    ground: str
    bubbles: Sequence[Bubble]


def cited(ref: str) -> str:
    """Return the first author and the year of a work; what only an institution has registered is not called by its long name."""
    short = work(ref).short
    year = re.search(r"\d{4}[a-z]?", short)
    first = re.split(r",| and | et al| \(| & |(?= \d{4})", short)[0]
    first = first if first.count(" ") < 2 else "Registration"
    return f"{first} {year[0]}" if year else first


def unsized(bubbles: Sequence[Bubble]) -> list[tuple[str, str, str]]:
    """Return an entry for a key if there are findings without a number of people."""
    return [("unsized", "quiet", "no number of people")] if any(each.people <= 0 for each in bubbles) else []


def area_words(floor: float) -> str:
    """Say what areas mean, and up to how many people bubbles are all alike; 0 where they nowhere are."""
    return f"Area: number of people; all below about {floor:.0f} look alike." if floor else "Area: number of people."


def draw_bands(axes: Axes, top: float, foot: float, bands: Sequence[Band]) -> float:
    """Draw bands from one height of a sheet to another, thin where they are empty, with their bubbles in rows.

    Returns
    -------
    float
        From how many people, about, a bubble grows with them; 0 where every one does.
    """
    head = HEAD if is_narrow() else 0.0
    rows = [_rows(each.bubbles) for each in bands]
    high = (foot - top - sum(head + 2 if own else EMPTY for own in rows)) / max(1, sum(map(len, rows)))
    left = MARGIN if is_narrow() else MARGIN + LABELS
    wide = width() - MARGIN - left
    unit = min([LARGEST / math.sqrt(MANY), *(_unit(each, wide / len(row), high) for own in rows for row in own for each in row)])
    for shown, own in zip(bands, rows, strict=True):
        deep = head + 2 + len(own) * high if own else EMPTY
        band(axes, left, top, wide, deep - 2, shown.ground)
        _band_name(axes, top + (head / 2 + 1 if head and own else deep / 2 - 1), shown.name, "ink" if own else "quiet")
        for number, row in enumerate(own):
            for column, each in enumerate(row):
                lines = _lines(each.name, wide / len(row))
                middle = top + head + high * (number + 0.5) - (NAME + PITCH * (len(lines) - 1)) / 2
                size = max(LEAST, unit * math.sqrt(each.people))
                _bubble(axes, (left + wide * (column + 0.5) / len(row), middle), each, size, lines, (left, left + wide))
        top += deep
    return _floor(unit, [each.people for shown in bands for each in shown.bubbles if each.people > 0])


def _floor(unit: float, people: Sequence[float]) -> float:
    """Return below how many people bubbles are drawn alike, to two figures; 0 where that concerns none or only one of them."""
    least = ((LEAST + 0.5) / unit) ** 2
    step = 10.0 ** max(0, math.floor(math.log10(least)) - 1)
    return math.ceil(least / step) * step if sum(each < least for each in people) > 1 else 0.0


def _rows(bubbles: Sequence[Bubble]) -> list[Sequence[Bubble]]:
    """Put bubbles into rows that are about as long as each other."""
    count = math.ceil(len(bubbles) / (3 if is_narrow() else 4))
    per_row = math.ceil(len(bubbles) / count) if count else 0
    return [bubbles[per_row * row : per_row * (row + 1)] for row in range(count)]


def _lines(name: str, room: float) -> Sequence[str]:
    return wrapped(name, max(10, int((room - 4) / (NOTE * CHARACTER))))


def _unit(shown: Bubble, room: float, high: float) -> float:
    """Return how large a bubble may be for the square root of its people, so that its name has room under it."""
    free = high - NAME - PITCH * (len(_lines(shown.name, room)) - 1) - 5
    return min(LARGEST, free) / math.sqrt(max(1.0, shown.people))


def _band_name(axes: Axes, y: float, name: str, colour: str) -> None:
    if is_narrow():
        write(axes, MARGIN + 5, y, name, NOTE, colour, fontweight="bold")
        return
    lines = wrapped(name, int(LABELS / (LABEL * CHARACTER)) - 1)
    for number, line in enumerate(lines):
        write(axes, MARGIN + LABELS - 8, y + 12 * (number - (len(lines) - 1) / 2), line, LABEL, colour, ha="right")


def _bubble(axes: Axes, place: tuple[float, float], shown: Bubble, size: float, lines: Sequence[str], ends: tuple[float, float]) -> None:
    """Draw a bubble with its number in it or, where that has no room, beside it, and the name under it, within the ends of its band."""
    x, y = np.round(place)
    size = float(round(size))
    at = np.array([x]), np.array([y])
    hollow = shown.basis != "read"
    if shown.people <= 0:
        size = UNSIZED
        write(axes, x, y, "?", NOTE, shown.colour, fontweight="bold", ha="center", zorder=5)
    if shown.basis == "memory" or (shown.people <= 0 and not hollow):
        size = max(size, LEAST_DASHED)
        dashed_ring(axes, x, y, shown.colour, size - 1.5)
    else:
        discs(axes, *at, shown.colour, size)
    if shown.basis == "reported":
        discs(axes, *at, "paper", size - 3)
    if shown.people > 0:
        number = f"{shown.people:,.0f}"
        inside = size > len(number) * NOTE * 0.62 + 3
        ink = "paper" if inside and not hollow else shown.colour
        side = {"ha": "center"} if inside else {"ha": "left"}
        write(axes, x if inside else x + size / 2 + 3, y, number, NOTE, ink, fontweight="bold", zorder=5, **side)
    for row, line in enumerate(lines):
        half = 0.55 * len(line) * NOTE * CHARACTER
        middle = min(max(x, ends[0] + half + 1), ends[1] - half - 1)
        write(axes, middle, y + size / 2 + 8 + PITCH * row, line, NOTE, shown.colour, ha="center")
