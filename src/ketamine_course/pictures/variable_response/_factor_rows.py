"""The rows of the map of factors: what is consistent in a panel of its own, with what is agreed, and the rest by grade."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.pictures._charts import LABEL, MARGIN, NOTE, key, title_lines
from ketamine_course.pictures._drawing import sheet, write
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures._marks import discs
from ketamine_course.texts import MINUS
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.width import is_narrow, width

HEIGHT, TALL = 340.0, 510.0
"""Height of the map, and on a phone."""
LANES = {
    -1: (MINUS, "orange", "orange_ground"),
    0: ("=", "ink", "panel"),
    1: ("+", "blue", "blue_ground"),
    2: ("?", "quiet", "panel"),
}
"""Sign, colour and ground of each lane: less, the same and more benefit, and apart from these what has no direction."""
HEADINGS = {
    "consistent": "Consistent",
    "mixed": "Mixed",
    "single small study": "One small study",
    "no comparison found": "No comparison",
}
SHORT = {
    "family_history_alcohol": "Alcohol in the family",
    "own_alcohol_history": "Own alcohol problems",
    "lamotrigine_others": "Lamotrigine, others",
    "blinding_control": "Blinding, control",
}
BRIEF = {
    "baseline_severity": "Severity",
    "blinding_control": "Blinding",
    "sex_oestrogen": "Sex, oestrogen",
    "scale_and_timing": "Scale, timing",
}
"""Shorter still, on a phone beside large dots."""
LATER = {
    "blinding_control": "predict-control",
    "setting_music": "predict-music",
    "mindfulness": "predict-music",
    "selection_attrition": "predict-counted",
    "illness_history": "predict-counted",
    "baseline_severity": "predict-counted",
}
"""Factors whose findings tell what a later prediction asks for, with that prediction: their cards open after it."""
UNTOLD = ("blinding_control", "setting_music", "mindfulness")
"""Those of them whose place on the map alone would tell it: there they show their grade and no direction."""
ASKED_LATER = "you predict this later"
"""What their rows say instead."""
GAP = 3.0
"""Between two lanes."""
Lanes = Mapping[str, Mapping[int, Sequence[bool]]]
"""For each factor and lane its findings: true is a controlled one."""


@dataclass
class _Sheet:
    """What is drawn at the end as one outline of each kind: dots by colour and size, and grounds of lanes."""

    axes: Axes
    dots: dict[tuple[str, float], list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    grounds: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def ground(self, colour: str, left: float, right: float, top: float, bottom: float) -> None:
        """Lay a ground for a lane."""
        self.grounds[colour] += [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]

    def draw(self) -> None:
        """Draw all grounds and dots."""
        for colour, corners in self.grounds.items():
            path = Path(corners, [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY] * (len(corners) // 5))
            self.axes.add_patch(PathPatch(path, facecolor=light(colour), edgecolor="none", zorder=0))
        for (colour, size), places in self.dots.items():
            x, y = np.array(places).T
            discs(self.axes, x, y, colour, size)


def drawn_map(title: str, chosen: Sequence[Row], found: Lanes, *, every: bool) -> Figure:
    """Return the map of some factors, sorted by grade; of `every` group there are two columns or, on a phone, one strip for each grade."""
    figure, axes = sheet(TALL if is_narrow() else HEIGHT)
    said = (
        "Each dot is a finding on the benefit" if is_narrow() else "Each dot is a finding: do people benefit more with more of the factor?"
    )
    lower = title_lines(figure, title, said)
    key(figure, 55, [("read", "ink", "controlled"), ("read_small", "ink", "not")])
    signs = f"{MINUS} less, = no {'' if is_narrow() else 'clear '}difference, + more, ? {'unclear' if is_narrow() else 'mixed or unclear'}"
    write(axes, MARGIN if is_narrow() else 150, 55 + (lower + 15 if is_narrow() else 0), signs, NOTE, "quiet")
    drawn = _Sheet(axes)
    agreed = [row for row in chosen if row["grade"] == "consistent"]
    rest = _rest(chosen)
    y = _agreed(drawn, agreed, found, 76 + (lower + 14 if is_narrow() else 0), alone=not rest, every=every)
    if every and not is_narrow():
        half = (len(rest) + 1) // 2
        for left, right, rows in ((MARGIN, 226.0, rest[:half]), (236.0, 450.0, rest[half:])):
            _rows(drawn, rows, found, (left, right), (y, 320.0), 11.2)
    else:
        _rows(drawn, rest, found, (MARGIN, width() - MARGIN), (y, (TALL if is_narrow() else HEIGHT) - 22), 11.2 if every else 17.0)
    drawn.draw()
    return figure


def _rest(chosen: Sequence[Row]) -> list[Row | str]:
    """Return the factors that are not consistent, with a heading over those of each grade."""
    rows: list[Row | str] = []
    for grade, words in HEADINGS.items():
        members = [row for row in chosen if row["grade"] == grade]
        if members and grade != "consistent":
            rows += [f"{words} ({len(members)})", *members]
    return rows


def _widths(names: Sequence[str], found: Lanes, least: int) -> dict[int, int]:
    """Return how many dots each lane has room for: as many as its fullest row has."""
    return {lane: max([least, *(len(found[name][lane]) for name in names)]) for lane in LANES}


def _lanes(drawn: _Sheet, wide: Mapping[int, int], place: float, left: float, rows: tuple[float, float]) -> dict[int, tuple[float, float]]:
    """Lay out lanes side by side over some rows, with their signs above; return where each begins and ends."""
    at: dict[int, tuple[float, float]] = {}
    for lane, (sign, colour, _) in LANES.items():
        at[lane] = left, left + max(wide[lane] * place, 9.0) + 3
        write(drawn.axes, sum(at[lane]) / 2, rows[0] - 5, sign, LABEL, colour, fontweight="bold", ha="center")
        left = at[lane][1] + GAP
    _grounds(drawn, at, *rows)
    return at


def _grounds(drawn: _Sheet, at: Mapping[int, tuple[float, float]], top: float, bottom: float) -> None:
    """Lay the grounds of all lanes."""
    for lane, (_, _, ground) in LANES.items():
        drawn.ground(ground, *at[lane], top, bottom)


def _findings(drawn: _Sheet, y: float, found: Mapping[int, Sequence[bool]], at: Mapping[int, tuple[float, float]], place: float) -> None:
    """Draw the findings of a row side by side: less from the right, more from the left, no difference in the middle."""
    for lane, each in found.items():
        first, last = at[lane]
        start = {-1: last - 1.5 - place * len(each), 0: (first + last - place * len(each)) / 2}.get(lane, first + 1.5)
        for number, controlled in enumerate(each[::-1] if lane < 0 else each):
            size = min(place, 8.0) - 0.8
            drawn.dots[LANES[lane][1], size if controlled else round(0.6 * size, 1)].append((start + (number + 0.5) * place, y))


def _agreed(drawn: _Sheet, rows: Sequence[Row], found: Lanes, y: float, *, alone: bool, every: bool) -> float:
    """Draw the factors whose findings agree, each with what it is that they agree on; return where the rest begins."""
    axes, narrow = drawn.axes, is_narrow()
    style: dict[str, Any] = {"fontweight": "bold"}
    write(axes, MARGIN, y, f"{HEADINGS['consistent']} ({len(rows)})", LABEL, **style)
    if not rows:
        return y + (22.0 if every else 26.0)
    pitch = (60.0 if narrow else 44.0) if alone else 22.0 if narrow else 13.8
    place, left = (7.0, 92.0) if narrow else (7.0, 126.0)
    at = _lanes(
        drawn, _widths([row["factor"] for row in rows], found, 2), place, left, (y + 5, y + 19 if narrow else y + 9 + pitch * len(rows))
    )
    if not narrow:
        write(axes, at[2][1] + 8, y, "what the findings agree on", NOTE, "quiet", fontweight="bold")
    for number, row in enumerate(rows):
        middle = y + 13 + number * pitch
        if narrow and number:
            _grounds(drawn, at, middle - 6, middle + 5)
        _findings(drawn, middle, found[row["factor"]], at, place)
        name, side = _name(row, brief=narrow), {} if narrow else {"ha": "right"}
        write(axes, MARGIN if narrow else left - 6, middle, name, NOTE, **style, **side)
        write(axes, MARGIN if narrow else at[2][1] + 8, middle + (11 if narrow else 0), _agreed_on(row), NOTE, "quiet")
    return y + 18 + pitch * len(rows) + (0 if narrow else 8)


def _agreed_on(row: Row) -> str:
    return ASKED_LATER if row["factor"] in UNTOLD else str(row["direction_summary"])


def _name(row: Row, *, brief: bool = False) -> str:
    return (brief and BRIEF.get(row["factor"])) or SHORT.get(row["factor"]) or str(row["label"])


def _rows(
    drawn: _Sheet, rows: Sequence[Row | str], found: Lanes, across: tuple[float, float], down: tuple[float, float], pitch: float
) -> None:
    """Draw rows of factors in one column, with headings between them."""
    if not rows:
        return
    (left, right), (top, bottom) = across, down
    pitch = min(pitch, (bottom - top) / len(rows))
    members = [row["factor"] for row in rows if not isinstance(row, str)]
    wide = _widths(members, found, 2)
    names = 106.0 if right - left < 250 else 180.0
    place = min(9.0, (right - left - names - 6 - 4 * 3 - 3 * GAP) / sum(wide.values()))
    at = _lanes(drawn, wide, place, left + names + 6, (top + 3, top + 3 + pitch * len(rows)))
    for number, row in enumerate(rows):
        y = top + 3 + (number + 0.5) * pitch
        if isinstance(row, str):
            write(drawn.axes, left, y, row, NOTE, fontweight="bold")
            continue
        _findings(drawn, y, found[row["factor"]], at, place)
        write(drawn.axes, left + names, y, _name(row), NOTE, ha="right")
        if row["factor"] in UNTOLD:
            write(drawn.axes, (at[-1][0] + at[2][1]) / 2, y, ASKED_LATER, NOTE, "quiet", ha="center")
