"""Findings as bubbles: each with an area for its people and its work under it, in the band of what it found."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.pictures._charts import CHARACTER, LABEL, MARGIN, NOTE
from ketamine_course.pictures._drawing import band, write
from ketamine_course.pictures._marks import discs
from ketamine_course.widgets.picture import wrapped
from ketamine_course.widgets.width import is_narrow, width

EMPTY, HEAD, NAME = 20.0, 15.0, 13.0
"""How high a band is in which nothing was found, its name over it on a phone, and the name under a bubble, in units of the SVG."""
LABELS = 122.0
"""How wide the column with the names of the bands is."""
LARGEST, LEAST = 46.0, 6.0
"""The largest and the smallest bubble."""
MANY = 150.0
"""The largest bubble stands for the largest study, and for at least so many people: small studies never look large."""


class Bubble(NamedTuple):
    """What a finding is called, how many people it is about (0: not given), its colour, and whether it is hollow."""

    name: str
    people: float
    colour: str
    hollow: bool = False


class Band(NamedTuple):
    """What findings in a band say, the colour of its ground, and the findings."""

    name: str
    ground: str
    bubbles: Sequence[Bubble]


def draw_bands(axes: Axes, top: float, foot: float, bands: Sequence[Band]) -> None:
    """Draw bands from one height of a sheet to another, thin where they are empty, with their bubbles in rows."""
    across = 3 if is_narrow() else 4
    head = HEAD if is_narrow() else 0.0
    rows = [math.ceil(len(each.bubbles) / across) for each in bands]
    high = (foot - top - sum(EMPTY if not count else head + 2 for count in rows)) / max(1, sum(rows))
    most = max([MANY, *(each.people for own in bands for each in own.bubbles)])
    unit = min(LARGEST, high - NAME - 5) / math.sqrt(most)
    left = MARGIN if is_narrow() else MARGIN + LABELS
    wide = width() - MARGIN - left
    for each, count in zip(bands, rows, strict=True):
        deep = head + 2 + count * high if count else EMPTY
        band(axes, left, top, wide, deep - 2, each.ground)
        _band_name(axes, top + (head / 2 + 1 if head and count else deep / 2 - 1), each.name, "ink" if count else "quiet")
        per_row = math.ceil(len(each.bubbles) / count) if count else 0
        for at, bubble in enumerate(each.bubbles):
            row, column = divmod(at, per_row)
            here = min(per_row, len(each.bubbles) - row * per_row)
            x = left + wide * (column + 0.5) / here
            size = max(LEAST, unit * math.sqrt(bubble.people))
            _bubble(axes, (x, top + head + high * (row + 0.5) - NAME / 2), bubble, size, wide / here)
        top += deep


def _band_name(axes: Axes, y: float, name: str, colour: str) -> None:
    if is_narrow():
        write(axes, MARGIN + 5, y, name, NOTE, colour, fontweight="bold")
        return
    lines = wrapped(name, int(LABELS / (LABEL * CHARACTER)) - 1)
    for number, line in enumerate(lines):
        write(axes, MARGIN + LABELS - 8, y + 12 * (number - (len(lines) - 1) / 2), line, LABEL, colour, ha="right")


def _bubble(axes: Axes, place: tuple[float, float], shown: Bubble, size: float, room: float) -> None:
    """Draw a bubble with its number in it or, where that has no room, beside it, and the name under it."""
    x, y = np.round(place)
    size = float(round(size))
    at = np.array([x]), np.array([y])
    discs(axes, *at, shown.colour, size)
    if shown.hollow:
        discs(axes, *at, "paper", size - 3)
    if shown.people > 0:
        number = f"{shown.people:,.0f}"
        inside = size > len(number) * NOTE * 0.62 + 6
        ink = "paper" if inside and not shown.hollow else shown.colour
        side = {"ha": "center"} if inside else {"ha": "left"}
        write(axes, x if inside else x + size / 2 + 3, y, number, NOTE, ink, fontweight="bold", zorder=5, **side)
    for row, line in enumerate(wrapped(shown.name, max(10, int((room - 4) / (NOTE * CHARACTER))))):
        write(axes, x, y + size / 2 + 8 + 10 * row, line, NOTE, shown.colour, ha="center")
