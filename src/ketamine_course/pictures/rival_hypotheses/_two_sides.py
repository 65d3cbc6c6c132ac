"""Trials on two sides of a line, by what was found: a disc a trial, as large as its people are many, and across the line a prediction."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.pictures._charts import BOLD, CHARACTER, LABEL, NOTE, say
from ketamine_course.pictures._drawing import band, write
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures.rival_hypotheses._common import FITS
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import wrapped
from ketamine_course.widgets.width import is_narrow, width

LARGEST = 34.0
"""Diameter of the disc of `MOST` people; areas are in proportion, on a phone as elsewhere."""
MOST = 1510
UNKNOWN = 5.0
KEY = (30, 300, 1500)
ENDS = {"mimic": True, "no_mimic": False}
"""Which predictions lie on the side of those that did better than placebo, and which on the other; others lie on none."""
GAPS: dict[str, Any] = {"no": "solid", "partly": (0, (3, 2))}
"""How the line between a prediction and another result is drawn, by the verdict."""
RING = 11.0
EDGE = 8.0
LINE_HIGH = 12.0


class Tried(NamedTuple):
    """A drug that was tried: its name and what else is to be said of it, the trial, and what an account made of it, if one was asked."""

    name: str
    remark: str
    people: float
    kind: str
    better: bool
    larger: tuple[str, float] | None
    """How the largest trial of the drug is drawn, and its people, where it ended on the other side."""
    said: str = ""
    fit: str = ""


def diameter(people: float) -> float:
    """Return the diameter of a disc whose area stands for a number of people."""
    return UNKNOWN if math.isnan(people) else LARGEST * math.sqrt(people / MOST)


def draw(axes: Axes, rows: Sequence[Tried], top: float, bottom: float) -> None:
    """Draw the two sides from `top` to `bottom`, with a row for each drug."""
    middle, high = _middle(), [_high(row) for row in rows]
    spare = (bottom - top - 18 - sum(high)) / len(rows)
    band(axes, EDGE, top, middle - EDGE, bottom - top, "panel")
    band(axes, middle, top, width() - EDGE - middle, bottom - top, "blue_ground")
    for side, words in ((-1, "No clear benefit"), (1, "Better than placebo")):
        _words(axes, middle + 6 * side, top + 11, words, side, "ink", fontweight="bold")
    y = top + 18
    for number, (row, deep) in enumerate(zip(rows, high, strict=True)):
        if number and row.remark and not rows[number - 1].better and not any(each.said for each in rows):
            axes.plot([EDGE, width() - EDGE], [y, y], color=light("line"), linewidth=1, linestyle=(0, (3, 2)), zorder=1)
        _row(axes, y + (deep + spare) / 2, row)
        y += deep + spare
    axes.plot([middle] * 2, [top, bottom], color=light("ink"), linewidth=1.2, zorder=1)


def size_key(figure: Figure, axes: Axes, x: float, y: float) -> None:
    """Draw three sizes of disc with their numbers of people."""
    say(figure, x, y, "people:", NOTE, "quiet")
    x += 38
    for people in KEY:
        size = diameter(people)
        mark(axes, x + size / 2, y, "unchecked", "line", size)
        say(figure, x + size + 3, y, f"{people}", NOTE, "quiet")
        x += size + 9 + len(f"{people}") * NOTE * BOLD


def _middle() -> float:
    """Return where the line stands: on a phone the long names are on the right."""
    return 106.0 if is_narrow() else width() / 2 - 10


def _lines(row: Tried) -> list[tuple[str, float, str]]:
    """Return what is written beside a disc, line by line, with its size and colour."""
    room = (width() - EDGE - _middle() if row.better else _middle() - EDGE) - _inward(row.people) - diameter(row.people) / 2 - 5
    number = f"{row.people:g}" if row.people == row.people else "number not known"
    told = wrapped(row.name, max(12, int(room / (LABEL * CHARACTER))))
    more = wrapped(row.remark, max(11, int(room / (NOTE * CHARACTER)))) if row.remark else []
    return [(number, LABEL, "bold"), *((line, LABEL, "") for line in told), *((line, NOTE, "quiet") for line in more)]


def _high(row: Tried) -> float:
    lines = len(_lines(row))
    return max((lines if is_narrow() else lines - 1) * LINE_HIGH + 4, min(diameter(row.people), 2 * LINE_HIGH))


def _inward(people: float) -> float:
    """Return how far from the line the middle of a disc is."""
    return max(14.0, diameter(people) / 2 + 4)


def _row(axes: Axes, y: float, row: Tried) -> None:
    """Draw a trial on its side, with its words, and a prediction on its own side."""
    side, size = (1 if row.better else -1), diameter(row.people)
    x = _middle() + side * _inward(row.people)
    beyond = _middle() - 14.0 * side
    if row.said in ENDS:
        agrees = ENDS[row.said] == row.better
        if not agrees:
            style: dict[str, Any] = {"color": light("magenta"), "linewidth": 2.4, "linestyle": GAPS[row.fit]}
            axes.plot([x, beyond], [y, y], zorder=1.8, **style)
        mark(axes, x if agrees else beyond, y, "unchecked", "violet", size + 6 if agrees else RING, zorder=2.5, markeredgewidth=2)
    if row.larger:
        mark(axes, beyond, y, row.larger[0], "line", diameter(row.larger[1]))
    mark(axes, x, y, row.kind, "blue", size)
    _verdict(axes, beyond - side * 10, y, row, -side)
    _told(axes, x + side * (size / 2 + (6 if is_narrow() else 9)), y, row, side)


def _told(axes: Axes, x: float, y: float, row: Tried, side: int) -> None:
    """Write the number of people and the name beside a disc: in one line, or on a phone under each other."""
    lines = _lines(row)
    if not is_narrow():
        (number, _, _), (name, _, _), *more = lines
        y -= LINE_HIGH * len(more) / 2
        _words(axes, x, y, number, side, "ink", fontweight="bold")
        _words(axes, x + side * (len(number) * LABEL * 0.7 + 6), y, name, side, "ink")
        lines, y = more, y + LINE_HIGH
    else:
        y -= LINE_HIGH * (len(lines) - 1) / 2
    for number_of, (text, size, look) in enumerate(lines):
        options = {"fontweight": "bold"} if look == "bold" else {}
        _words(axes, x, y + number_of * LINE_HIGH, text, side, "quiet" if look == "quiet" else "ink", size, **options)


def _verdict(axes: Axes, x: float, y: float, row: Tried, side: int) -> None:
    """Write what the result means for an account that was asked: on the side across the line, where there is room."""
    if not row.fit:
        return
    words = {"silent": "nothing predicted", "no": FITS["no"].name}.get(row.fit, FITS[row.fit].name)
    lines = wrapped(words, 9) if is_narrow() else [words]
    for number, line in enumerate(lines):
        at = y + (number - (len(lines) - 1) / 2) * LINE_HIGH
        colour = {"no": "magenta", "silent": "quiet"}.get(row.fit, "ink")
        _words(axes, x, at, line, side, colour, NOTE if is_narrow() else LABEL, fontweight="bold" if row.fit == "no" else "normal")


def _words(axes: Axes, x: float, y: float, text: str, side: int, colour: str, size: float = LABEL, **options: Any) -> None:
    write(axes, x, y, text, size, colour, ha="left" if side > 0 else "right", **options)
