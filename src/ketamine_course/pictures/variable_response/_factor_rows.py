"""The map of one group of factors: a row each, with its findings as signs in the columns of their directions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.pictures._charts import CHARACTER, LABEL, MARGIN, NOTE, title_lines
from ketamine_course.pictures._drawing import band, rule, sheet, symbol, write
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._marks import discs
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.width import is_narrow, width

HEIGHT, TALL = 340.0, 510.0
"""Height of the map, and on a phone."""
LANES = {
    -1: ("down", "less", "orange"),
    0: ("same", "no difference", "ink"),
    1: ("up", "more", "blue"),
    2: ("unchecked", "unclear", "quiet"),
}
"""Mark, name and colour of each direction: less, the same and more benefit, and apart from these what has no direction."""
ORDER = (1, 0, -1, 2)
"""From left to right, or from above."""
NARROWER = {0: "no diff."}
"""Names of directions over the columns of a phone."""
HEADINGS = {
    "consistent": "Consistent",
    "mixed": "Mixed",
    "hardly tested": "Hardly tested",
    "no comparison found": "Not compared",
}
SHORT = {
    "family_history_alcohol": "Alcohol in family",
    "own_alcohol_history": "Alcohol, own",
    "inflammation": "Inflammation",
    "kap": "Therapy added",
    "lamotrigine_others": "Lamotrigine etc.",
    "blinding_control": "Blinding, control",
    "anhedonia": "Anhedonia, type",
    "anxious_depression": "With anxiety",
    "sessions": "Sessions",
    "baseline_severity": "Severity at start",
    "rate": "Infusion speed",
}
OF_DIRECTIONS = ("predict-control", "predict-music")
"""Predictions of a direction: a factor that waits for one of them shows its grade, and nothing of what was found."""
ASKED_LATER = "asked later"
"""What their rows say instead."""
HEAD_HIGH = 15.0
"""Room for the name of a grade over its factors."""
TALLER, TALLER_ON_A_PHONE = 80.0, 118.0
"""The height of a row at most."""
STARTS, STARTS_ON_A_PHONE = {1: 0.0, 0: 74.0, -1: 156.0, 2: 214.0}, {1: 0.0, 0: 54.0, -1: 110.0, 2: 150.0}
"""Where the strip of each direction begins, right of the first one."""
GROUNDS = {1: "blue_ground", 0: "panel", -1: "orange_ground", 2: "panel"}
"""The ground of each strip: as in the bands of one factor."""
NAMES = 152.0
"""Where the strips of the directions begin on a wide picture."""
LARGEST, SMALL = 14.0, 0.7
"""From one sign to the next at most, and how large a sign is for a finding without a control."""
Lanes = Mapping[str, Mapping[int, Sequence["Finding"]]]
"""For each factor and direction its findings, those that are controlled first."""
Places = list[tuple[float, float, float]]
"""Where signs stand, and how large they are."""


class Finding(NamedTuple):
    """A finding that was read: whether it is controlled, and of how many people; not a number where that is not told."""

    controlled: bool
    people: float


@dataclass
class Signs:
    """Signs of each direction, controlled or not, drawn at the end as one outline each: a page is lighter for it."""

    axes: Axes
    found: dict[tuple[int, bool], Places] = field(default_factory=lambda: defaultdict(list))

    def draw(self) -> None:
        """Draw triangles up and down, bars, and rings, coloured where findings are controlled."""
        for lane, controlled in product(LANES, (False, True)):
            kind, _, colour = LANES[lane]
            colour = colour if controlled else "line"
            places = np.array(self.found[lane, controlled]).reshape(-1, 3)
            if not len(places):
                continue
            if kind == "unchecked":
                for size in np.unique(places[:, 2]):
                    x, y = places[places[:, 2] == size, :2].T
                    discs(self.axes, x, y, colour, float(size))
                    discs(self.axes, x, y, "paper", float(size) - 2.8)
                continue
            shape = np.array(_SHAPES[kind])
            corners = places[:, np.newaxis, :2] + places[:, np.newaxis, 2:] * shape
            path = Path(np.round(corners.reshape(-1, 2)), [Path.MOVETO, *[Path.LINETO] * (len(shape) - 2), Path.CLOSEPOLY] * len(places))
            self.axes.add_patch(PathPatch(path, facecolor=light(colour), edgecolor="none", zorder=4))


_SHAPES = {
    "up": [(-0.5, 0.42), (0, -0.5), (0.5, 0.42), (-0.5, 0.42)],
    "down": [(-0.5, -0.42), (0, 0.5), (0.5, -0.42), (-0.5, -0.42)],
    "same": [(-0.44, -0.18), (0.44, -0.18), (0.44, 0.18), (-0.44, 0.18), (-0.44, -0.18)],
}
"""Corners of the signs, for a size of one."""


def drawn_rows(title: str, chosen: Sequence[Row], found: Lanes, closed: Collection[str]) -> Figure:
    """Return the map of one group: a row for each factor, by grade, and its findings in the strips of their directions."""
    tall = TALL if is_narrow() else HEIGHT
    figure, axes = sheet(tall)
    lower = title_lines(figure, title, "With more of the factor, do people benefit more? Large: controlled finding")
    heads = _columns()
    for lane, x in heads.items():
        symbol(axes, x + 4, 58 + lower, LANES[lane][0], LANES[lane][2], 6.5)
        write(axes, x + 12, 58 + lower, NARROWER.get(lane, LANES[lane][1]) if is_narrow() else LANES[lane][1], NOTE, "quiet")
    grades = {grade: members for grade in HEADINGS if (members := [row for row in chosen if row["grade"] == grade])}
    top = 70.0 + lower
    high = min(TALLER_ON_A_PHONE if is_narrow() else TALLER, (tall - 20 - top - HEAD_HIGH * len(grades)) // (max(1, len(chosen)) / 2) / 2)
    _strips(axes, heads, top, top + HEAD_HIGH * len(grades) + high * len(chosen))
    signs = Signs(axes)
    grounds: list[float] = []
    over: list[float] = []
    for grade, members in grades.items():
        grounds.append(top + HEAD_HIGH / 2)
        write(axes, MARGIN, top + HEAD_HIGH / 2 + 1, f"{HEADINGS[grade]}: {len(members)}", NOTE, "quiet", fontweight="bold")
        top += HEAD_HIGH
        for number, row in enumerate(members):
            if number:
                rule(axes, round(top), MARGIN)
            over.append(round(top + high / 4))
            y = _factor(axes, top, row, high, later=row["factor"] in closed)
            _findings(signs, y, found[row["factor"]], heads, high)
            top += high
    _interrupt(axes, grounds, HEAD_HIGH)
    if is_narrow():
        _interrupt(axes, over, round(high / 2) - 1)
    signs.draw()
    return figure


def _interrupt(axes: Axes, heights: Sequence[float], high: float) -> None:
    """Leave out the strips around some heights, where words stand: strokes are a third of the SVG of boxes."""
    ends = [(x, y) for y in heights for x in (MARGIN - 4, width() - MARGIN + 4)]
    path = Path(ends, [Path.MOVETO, Path.LINETO] * len(heights))
    axes.add_patch(PathPatch(path, fill=False, edgecolor=light("paper"), linewidth=high, capstyle="butt", snap=False, zorder=0))


def _strips(axes: Axes, heads: Mapping[int, float], top: float, end: float) -> None:
    """Draw the ground of each direction through all rows."""
    ends = [*(heads[lane] - 3 for lane in ORDER[1:]), width() - MARGIN]
    for lane, last in zip(ORDER, ends, strict=True):
        band(axes, heads[lane] - 6, top, last - heads[lane] + 3, end - top, GROUNDS[lane])


def _columns() -> dict[int, float]:
    """Return where the column of each direction begins."""
    starts = STARTS_ON_A_PHONE if is_narrow() else STARTS
    return {lane: (MARGIN + 6 if is_narrow() else NAMES) + starts[lane] for lane in ORDER}


@cache
def untold() -> frozenset[str]:
    """Return the factors whose place on the map alone would tell the answer to a later prediction."""
    return frozenset(row["row"] for row in rows_of("told_later") if row["table"] == "factors" and row["question"] in OF_DIRECTIONS)


@cache
def cards_that_wait() -> frozenset[str]:
    """Return the other factors whose cards open after a later question: what they find in short would tell its answer."""
    return frozenset(row["row"] for row in rows_of("told_later") if row["table"] == "factors") - untold()


def _factor(axes: Axes, top: float, row: Row, high: float, *, later: bool) -> float:
    """Write the name of a factor beside its signs, or over them on a phone; return the height of its signs."""
    middle, over = top + high / 2, min(9.0, high / 4) if is_narrow() else 0.0
    room = (width() if is_narrow() else NAMES) - MARGIN - 6
    write(axes, MARGIN, round(middle - over), _name(row, room, LABEL), LABEL)
    if later:
        write(axes, MARGIN + 6 if is_narrow() else NAMES, middle + over, ASKED_LATER, NOTE, "quiet", style="italic")
    return float(round(middle + over))


def _findings(signs: Signs, y: float, found: Mapping[int, Sequence[Finding]], columns: Mapping[int, float], high: float) -> None:
    """Put the findings on a factor beside each other in the strip of their direction, those that are controlled first and larger."""
    ends = dict(zip(ORDER, [*(columns[lane] - 4 for lane in ORDER[1:]), width() - MARGIN], strict=True))
    tallest = (high / 2 if is_narrow() else high) - 2
    for lane, members in found.items():
        apart = min(LARGEST, (ends[lane] - columns[lane] - 2) / max(1, len(members)))
        large = 2 * (min(apart, tallest, 12.0) // 2)
        for number, each in enumerate(members):
            x = float(round(columns[lane] + apart * (number + 0.5)))
            size = large if each.controlled else max(6.0 if lane == 2 or (is_narrow() and large > 6) else 4.0, 2 * (SMALL * large // 2))
            signs.found[lane, each.controlled].append((x, y, size - (lane == 2)))


def _name(row: Row, wide: float, size: float) -> str:
    """Return the name of a factor or, where that is too long, a shorter one."""
    name = str(row["label"])
    return SHORT.get(row["factor"], name) if len(name) * size * CHARACTER > wide - 4 else name
