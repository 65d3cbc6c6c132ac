"""Names for the discs of a lane: beside them, or over and under them in lines, each on a stalk of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from ketamine_course.pictures._charts import CHARACTER, NOTE, label
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.width import is_narrow

FIRST, PITCH = 11.0, 10.5
"""From the middle of a lane to the first line of names over or under it, and from one line to the next, in units."""
AROUND = 6.5
"""Half the room of a disc."""


class Disc(NamedTuple):
    """Where a disc stands in units from the left end of its lane, what it is called, and in which colour."""

    x: float
    name: str
    colour: str


class Name(NamedTuple):
    """Where a name stands: from where to where, and in which line; none of the lines is that of the discs."""

    disc: Disc
    left: float
    right: float
    line: int


def write_names(axes: Axes, y: float, room: float, discs: Sequence[Disc]) -> None:
    """Write the name of each disc at a height of the data (an axis in units), or only those in colour where not all have room."""
    wide, lines = float(axes.bbox.width), max(1, int((room - FIRST - 4) / PITCH) + 1)
    strong = [disc for disc in discs if disc.colour != "quiet"]
    low, high = axes.transData.inverted().transform([(axes.bbox.x0, axes.bbox.y0), (axes.bbox.x1, axes.bbox.y0)])[:, 0]

    def across(x: float) -> float:
        return float(low * (high / low) ** (x / wide))

    for name in _placed(discs, discs, wide, lines) or _placed(strong, discs, wide, lines) or ():
        disc, line = name.disc, name.line
        far = (FIRST + PITCH * (abs(line) - 1)) * (1 if line > 0 else -1)
        if line and abs(line) > 1:
            ends = [y - (5 if far > 0 else -5), y - far + (4 if far > 0 else -4)]
            axes.plot([across(disc.x)] * 2, ends, color=light("line"), linewidth=0.8, zorder=2)
        label(axes, across((name.left + name.right) / 2), y - (far if line else 0), disc.name, disc.colour, fontsize=NOTE, ha="center")


def _placed(wanted: Sequence[Disc], discs: Sequence[Disc], wide: float, lines: int) -> list[Name] | None:
    """Return a place for each name that is wanted, or nothing where there is none for one of them."""
    return _others_placed(list(wanted), [Name(disc, disc.x - AROUND, disc.x + AROUND, 0) for disc in discs], wide, lines)


def _others_placed(wanted: list[Disc], taken: list[Name], wide: float, lines: int) -> list[Name] | None:
    """Return places for names beside those that are taken: the best of the first one that leaves room for the rest."""
    if not wanted:
        return []
    disc, *rest = wanted
    for name in _places(disc, wide, lines):
        if _is_free(name, taken):
            stalk = [Name(disc, disc.x - 2, disc.x + 2, line) for line in _passed(name.line)]
            others = _others_placed(rest, [*taken, name, *stalk], wide, lines)
            if others is not None:
                return [name, *others]
    return None


def _places(disc: Disc, wide: float, lines: int) -> list[Name]:
    """Return where a name may stand, the best place first."""
    long = len(disc.name) * NOTE * CHARACTER * 1.14
    lefts = dict.fromkeys(min(max(start, 2.0), wide - long - 2) for start in (disc.x - long / 2, disc.x - 4, disc.x - long + 4))
    beside = [] if is_narrow() else [(disc.x + AROUND + 1.5, 0), (disc.x - AROUND - long - 1.5, 0)]
    stacked = [(left, side * line) for line in range(1, lines + 1) for left in lefts for side in (1, -1)]
    every = [Name(disc, start, start + long, line) for start, line in (*beside, *stacked)]
    return [name for name in every if name.left >= 1 and name.right <= wide - 1]


def _passed(line: int) -> list[int]:
    """Return the lines through which the stalk of a name goes."""
    return [each if line > 0 else -each for each in range(1, abs(line))]


def _is_free(name: Name, taken: Sequence[Name]) -> bool:
    """Whether neither a name nor the stalk to it lies on what has its place."""
    stalk = [Name(name.disc, name.disc.x - 2, name.disc.x + 2, line) for line in _passed(name.line)]
    return not any(
        mine.line == other.line and mine.left < other.right + 3 and other.left < mine.right + 3 and (mine.line or other.disc != name.disc)
        for mine in (name, *stalk)
        for other in taken
    )
