"""The rows of the map of factors: all of them as one bar cut by grade, and under it each with its findings in lanes by direction."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from ketamine_course.pictures._charts import CHARACTER, MARGIN, NOTE, key, title_lines
from ketamine_course.pictures._drawing import lowered, sheet, write
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures._marks import discs
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import wrapped
from ketamine_course.widgets.width import is_narrow, width

HEIGHT, TALL = 340.0, 510.0
"""Height of the map, and on a phone."""
LANES = {
    -1: ("less", "orange", "orange_ground"),
    0: ("same", "ink", "panel"),
    1: ("more", "blue", "blue_ground"),
    2: ("unclear", "quiet", "panel"),
}
"""Name, colour and ground of each lane: less, the same and more benefit, and apart from these what has no direction."""
BARS = {"consistent": "blue", "mixed": "quiet", "single small study": "faint", "no comparison found": "panel"}
"""What fills the part of each grade in the bar of all factors."""
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
GAP = 2.0
"""Between two lanes."""
LINE_HIGH = 10.6
ROOMY = 30.0
"""From this distance of rows on, a phone has room for words under each of them."""
MANY = 12
"""Rows that one column of a wide sheet holds at most."""
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
        for (colour, size), places in ((kind, places) for kind, places in self.dots.items() if places):
            x, y = np.round(np.array(places) * (1, 2)).T / (
                (1,),
                (2,),
            )  # shorter numbers: the map is one of the largest pictures of its page
            discs(self.axes, x, y, colour, size)


def drawn_map(title: str, chosen: Sequence[Row], found: Lanes) -> Figure:
    """Return the map of some factors, sorted by grade: in one column or, on a wide sheet and where they are many, in two."""
    bottom = TALL if is_narrow() else HEIGHT
    figure, axes = sheet(bottom)
    lower = title_lines(figure, title, "A dot is a finding: do people benefit more with more of the factor?")
    key(figure, 55, [("read", "ink", "controlled finding"), ("read_small", "ink", "other")])
    _bar(axes, 68 + lower, chosen)
    drawn, rows, top = _Sheet(axes), _by_grade(chosen), 104.0 + round(lower)
    half = (len(rows) + 1) // 2 if len(rows) > MANY and not is_narrow() else len(rows)
    half -= bool(half < len(rows) and isinstance(rows[half - 1], str))
    parts = [part for part in (rows[:half], rows[half:]) if part]
    pitch = math.floor(2 * min(58.0 if is_narrow() else 48.0, (bottom - 18 - top) / max(map(len, parts), default=1))) / 2
    wide = (width() - 2 * MARGIN + 10) / len(parts) - 10 if parts else 0
    names, sizes = _names_wide(wide), [float(size) for size in range(11, 4, -1) if size <= max(5.0, (pitch - 1) / 1.5)]
    fits = (size for size in sizes if all(sum(_widths(part, found, size).values()) < wide - names - 3 * GAP for part in parts))
    place = next(fits, sizes[-1])
    for number, part in enumerate(parts):
        left = MARGIN + number * (wide + 10)
        _column(drawn, part, found, (left, left + wide), (top, pitch), place)
    drawn.draw()
    return figure


def _bar(axes: Axes, y: float, chosen: Sequence[Row]) -> None:
    """Draw all factors as one bar, cut by grade, with the number of factors of each grade in its part."""
    left, unit = MARGIN, (width() - 2 * MARGIN) / max(1, len(chosen))
    for grade, words in HEADINGS.items():
        count = sum(row["grade"] == grade for row in chosen)
        long = count * unit - 1.5
        if not count:
            continue
        axes.add_patch(Rectangle((left, y), long, 15, facecolor=light(BARS[grade]), edgecolor=light("line"), linewidth=0.7))
        said = next((each for each in (f"{count} {lowered(words)}", str(count)) if len(each) * 5.4 < long), "")
        ink = "paper" if grade in ("consistent", "mixed") else "ink"
        write(axes, left + long / 2, y + 7.5, said, NOTE, ink, ha="center", fontweight="bold") if said else None
        left += count * unit


def _by_grade(chosen: Sequence[Row]) -> list[Row | str]:
    """Return the factors with a heading over those of each grade."""
    rows: list[Row | str] = []
    for grade, words in HEADINGS.items():
        members = [row for row in chosen if row["grade"] == grade]
        rows += [f"{words} ({len(members)})", *members] if members else []
    return rows


def _room(each: Sequence[bool], place: float) -> float:
    """Return how wide the findings of a lane are: the controlled ones side by side, the others smaller and two over each other."""
    return place * sum(each) + round(0.72 * place) * ((len(each) - sum(each) + 1) // 2)


def _widths(rows: Sequence[Row | str], found: Lanes, place: float) -> dict[int, float]:
    """Return how wide each lane is: as its fullest row, and as its name with room beside it."""
    names = [row["factor"] for row in rows if not isinstance(row, str)]
    heads = {lane: len(words) * 5.1 + 5.5 for lane, (words, _, _) in LANES.items()}
    return {lane: math.ceil(max([head, *(_room(found[name][lane], place) + 3 for name in names)])) for lane, head in heads.items()}


def _names_wide(wide: float) -> float:
    """Return how wide the names of rows are in a column."""
    return 136.0 if wide > 300 else 84.0


def _column(
    drawn: _Sheet, rows: Sequence[Row | str], found: Lanes, across: tuple[float, float], down: tuple[float, float], place: float
) -> None:
    """Draw rows of factors in one column under the names of its lanes, with headings between them and, where there is room, a summary."""
    (left, right), (top, pitch) = across, down
    axes, under = drawn.axes, is_narrow() and pitch > ROOMY
    names = _names_wide(right - left)
    wide, at, x = _widths(rows, found, place), {}, left + names
    for lane, (words, colour, ground) in LANES.items():
        at[lane] = x, x + wide[lane]
        write(axes, x + wide[lane] / 2, top - 6, words, NOTE, colour, ha="center")
        if not under:
            drawn.ground(ground, *at[lane], top, top + pitch * len(rows))
        x += wide[lane] + GAP
    for number, row in enumerate(rows):
        y = top + number * pitch + (12.0 if under else pitch / 2)
        if isinstance(row, str):
            write(axes, left, y + (pitch / 2 - 12) * under, row, NOTE, fontweight="bold")
            continue
        for lane in LANES if under else ():
            drawn.ground(LANES[lane][2], *at[lane], y - 9, y + 9)
        _findings(drawn, y, found[row["factor"]], at, place)
        if row["factor"] in UNTOLD:
            write(axes, (at[-1][0] + at[2][1]) / 2, y, ASKED_LATER, NOTE, "quiet", ha="center")
        write(axes, left if under else left + names - 5, y, _name(row), NOTE, ha="left" if under else "right")
        place_of_words, room = ((left, y + 18), right - left) if under else ((x + 5, y), right - x - 5)
        _summary(axes, place_of_words, room, pitch - 20 * under, "" if row["factor"] in UNTOLD else str(row["direction_summary"]))


def _summary(axes: Axes, place: tuple[float, float], room: float, high: float, words: str) -> None:
    """Write in short what was found on a factor beside its dots or, on a phone, under them, if there is room."""
    lines = wrapped(words, int(room / (NOTE * CHARACTER))) if room > 90 else []
    for number, line in enumerate(lines if len(lines) * LINE_HIGH <= high + 2 else ()):
        write(axes, place[0], place[1] + LINE_HIGH * (number - (0 if is_narrow() else (len(lines) - 1) / 2)), line, NOTE, "quiet")


def _findings(drawn: _Sheet, y: float, found: Mapping[int, Sequence[bool]], at: Mapping[int, tuple[float, float]], place: float) -> None:
    """Draw the findings of a row in their lanes, those that are controlled first."""
    for lane, each in found.items():
        x, colour = (sum(at[lane]) - _room(each, place)) / 2, LANES[lane][1]
        strong, small = sum(each), round(0.72 * place)
        drawn.dots[colour, place - 0.8] += [(x + (number + 0.5) * place, y) for number in range(strong)]
        x += strong * place
        others = len(each) - strong
        for number in range(others):
            alone = number == others - 1 and not number % 2
            away = 0.0 if alone else (number % 2 - 0.5) * small
            drawn.dots[colour, round(small - 0.8, 1)].append((x + (number // 2 + 0.5) * small, y + away))


def _name(row: Row) -> str:
    return SHORT.get(row["factor"]) or str(row["label"])
