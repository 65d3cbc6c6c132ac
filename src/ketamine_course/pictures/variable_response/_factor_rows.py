"""The map of factors: a band for each grade, and in it each factor with its findings as signs of their direction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.pictures._charts import CHARACTER, LABEL, MARGIN, NOTE, TITLE, key, title_lines
from ketamine_course.pictures._drawing import band, lowered, sheet, write
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures._marks import discs
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import wrapped
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
"""From left to right."""
HEADINGS = {
    "consistent": "Consistent",
    "mixed": "Mixed",
    "single small study": "Small study",
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
UNTOLD = ("blinding_control", "setting_music", "mindfulness")
"""Factors whose place on the map alone would tell the answer to a later prediction: they show their grade and no direction."""
ASKED_LATER = "asked later"
"""What their rows say instead."""
HEAD_WIDE, HEAD_HIGH, APART = 96.0, 15.0, 6.0
"""Room for the name of a grade beside its factors or, on a phone, over them, and between two bands."""
LINE_HIGH = 10.6
LARGEST, SMALL = 15.0, 0.76
"""From one sign to the next at most, and how large a sign is for a finding without a control."""
TALLER = 76.0
"""The height of a row at most."""
Lanes = Mapping[str, Mapping[int, Sequence[bool]]]
"""For each factor and direction its findings: true is a controlled one."""
Places = list[tuple[float, float, float]]
"""Where signs stand, and how large they are."""


class _Grid(NamedTuple):
    """How factors are laid out: columns, from where, how wide a column and how high a row is, and the room of a sign."""

    columns: int
    left: float
    wide: float
    high: float
    sign: float


@dataclass
class _Signs:
    """Signs of each direction, drawn at the end as one outline: a page is lighter for it."""

    axes: Axes
    found: Mapping[int, Places]

    def draw(self) -> None:
        """Draw triangles up and down, bars, and rings."""
        for lane, (kind, _, colour) in LANES.items():
            places = np.array(self.found[lane]).reshape(-1, 3)
            if kind == "unchecked":
                for size in np.unique(places[:, 2]):
                    x, y = places[places[:, 2] == size, :2].T
                    discs(self.axes, x, y, colour, float(size))
                    discs(self.axes, x, y, "paper", float(size) - 2.8)
                continue
            shape = np.array(_SHAPES[kind])
            corners = places[:, np.newaxis, :2] + places[:, np.newaxis, 2:] * shape
            path = Path(np.round(corners.reshape(-1, 2)), [Path.MOVETO, *[Path.LINETO] * (len(shape) - 2), Path.CLOSEPOLY] * len(places))
            if len(places):
                self.axes.add_patch(PathPatch(path, facecolor=light(colour), edgecolor="none", zorder=4))


_SHAPES = {
    "up": [(-0.5, 0.42), (0, -0.5), (0.5, 0.42), (-0.5, 0.42)],
    "down": [(-0.5, -0.42), (0, 0.5), (0.5, -0.42), (-0.5, -0.42)],
    "same": [(-0.44, -0.18), (0.44, -0.18), (0.44, 0.18), (-0.44, 0.18), (-0.44, -0.18)],
}
"""Corners of the signs, for a size of one."""


def drawn_map(title: str, chosen: Sequence[Row], found: Lanes, untold: Sequence[str]) -> Figure:
    """Return the map of some factors: a band for each grade, whose factors stand in columns; what was found on some is left out."""
    found = {factor: {} if factor in untold else lanes for factor, lanes in found.items()}
    figure, axes = sheet(TALL if is_narrow() else HEIGHT)
    lower = title_lines(figure, title, "With more of the factor, do people benefit more? Large: controlled finding")
    key(figure, 55, [(*LANES[lane][::2], LANES[lane][1]) for lane in ORDER], gap=10 if is_narrow() else 14)
    bands = {grade: members for grade in HEADINGS if (members := [row for row in chosen if row["grade"] == grade])}
    top, over = 68.0 + lower, HEAD_HIGH if is_narrow() else 0.0
    grid = _grid(bands, found, (TALL if is_narrow() else HEIGHT) - 18 - top - over * len(bands))
    signs: dict[int, Places] = defaultdict(list)
    for grade, members in bands.items():
        high = over + grid.high * -(-len(members) // grid.columns)
        band(axes, MARGIN, top, width() - 2 * MARGIN, high + 2, "blue_ground" if grade == "consistent" else "panel")
        _head(axes, top + (HEAD_HIGH / 2 + 1 if is_narrow() else min(grid.high / 2 + 1, 22)), grade, len(members))
        for number, row in enumerate(members):
            place = grid.left + grid.wide * (number % grid.columns), top + over + 1 + grid.high * (number // grid.columns)
            y = _factor(axes, place, row, grid, untold=row["factor"] in untold)
            _findings(signs, (place[0], y), found[row["factor"]], grid.sign)
        top += high + APART
    _Signs(axes, signs).draw()
    return figure


def _grid(bands: Mapping[str, Sequence[Row]], found: Lanes, room: float) -> _Grid:
    """Choose as few columns as the number of factors allows, and signs as large as rows and columns do."""
    count = sum(map(len, bands.values()))
    columns = 1 + (count > 8) if is_narrow() else 1 + (count > 7) + (count > 16)
    rows = sum(-(-len(members) // columns) for members in bands.values())
    high = float(min(TALLER, (room - APART * len(bands)) // max(1, rows / 2) / 2))
    left = MARGIN + (8.0 if is_narrow() else HEAD_WIDE)
    wide = float((width() - MARGIN - left) // columns)
    most = max((sum(map(len, found[row["factor"]].values())) for members in bands.values() for row in members), default=1)
    return _Grid(columns, left, wide, high, float(min(LARGEST, (min(wide, 170.0) - 2) // max(1, most), high // 1 - 9)))


def _head(axes: Axes, y: float, grade: str, count: int) -> None:
    """Write how many factors have a grade."""
    write(axes, MARGIN + 8, y, str(count), TITLE, "blue" if grade == "consistent" else "ink", fontweight="bold")
    write(axes, MARGIN + 8 + 9 * len(str(count)) + 4, y, lowered(HEADINGS[grade]), NOTE, "ink", fontweight="bold")


def _factor(axes: Axes, place: tuple[float, float], row: Row, grid: _Grid, *, untold: bool) -> float:
    """Write the name of a factor and, where there is room, in short what was found; return the height of its signs."""
    x, y, alone, size = *place, grid.columns == 1, LABEL if grid.high > 40 else NOTE
    lines = wrapped(str(row["direction_summary"]), int((grid.wide - (6 if is_narrow() else 180)) / (NOTE * CHARACTER))) if alone else []
    under = alone and is_narrow() and grid.high >= 30 + LINE_HIGH * len(lines)
    middle = y + grid.high / 2 - under * LINE_HIGH * len(lines) / 2
    room = 176.0 if alone and not is_narrow() else grid.wide  # what was found begins there
    write(axes, x, middle - 5, _name(row, room, size), size)
    if untold:
        write(axes, x, middle + min(6.0, grid.high / 2 - 4.5), ASKED_LATER, NOTE, "quiet", style="italic")
        return middle
    at = (x, middle + grid.sign + 10) if under else (x + 176, y + grid.high / 2 - LINE_HIGH * (len(lines) - 1) / 2)
    for number, line in enumerate(lines if under or not is_narrow() else ()):
        write(axes, at[0], at[1] + LINE_HIGH * number, line, NOTE, "quiet")
    return middle + grid.sign / 2 + 0.5


def _findings(signs: dict[int, Places], place: tuple[float, float], found: Mapping[int, Sequence[bool]], sign: float) -> None:
    """Put the findings on a factor beside each other by direction, those that are controlled first and larger."""
    x, y = float(round(place[0] + sign / 2)), float(round(place[1]))
    for lane in ORDER:
        large = 2 * ((sign - 1) // 2)  # even numbers, so that corners are whole ones: pages are lighter for it
        for controlled in found.get(lane, ()):
            signs[lane].append((x, y, (large if controlled else 2 * (SMALL * large // 2)) - (lane == 2)))
            x += sign


def _name(row: Row, wide: float, size: float) -> str:
    """Return the name of a factor or, where that is too long, a shorter one."""
    name = str(row["label"])
    return SHORT.get(row["factor"], name) if len(name) * size * CHARACTER > wide - 4 else name
