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
ASKED, VERDICTS = 174.0, 92.0
"""Where the line stands once an account was asked, and how wide the column is for what it means for the account, on screens."""
NAMES, END = 125.0, 238.0
"""Where the two sides begin and end on a phone: left of them stand numbers and names, so that each is in one line with its disc."""


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
    asked, high = any(row.fit for row in rows), [_high(row) for row in rows]
    middle, left, right = _middle(asked), NAMES if is_narrow() else EDGE, _right(asked)
    heads = 30 if is_narrow() else 18
    spare = (bottom - top - heads - sum(high)) / len(rows)
    band(axes, left, top, middle - left, bottom - top, "panel")
    band(axes, middle, top, right - middle, bottom - top, "blue_ground")
    for side, words in ((-1, "No clear benefit"), (1, "Better than placebo")):
        for number, line in enumerate(wrapped(words, 11) if is_narrow() else ()):
            _words(axes, middle + side * _inward(0), top + 11 + number * LINE_HIGH, line, 0, "ink", NOTE)
        if not is_narrow():
            _words(axes, middle + 6 * side, top + 11, words, side, "ink", fontweight="bold")
    y = top + heads
    for number, (row, deep) in enumerate(zip(rows, high, strict=True)):
        if number and row.remark and not rows[number - 1].better and not any(each.said for each in rows):
            axes.plot([EDGE, right], [y, y], color=light("line"), linewidth=1, linestyle=(0, (3, 2)), zorder=1)
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


def _middle(asked: bool) -> float:
    """Return where the line stands: on a phone both sides are narrow, and the names are left of them."""
    return (NAMES + END) / 2 if is_narrow() else ASKED if asked else width() / 2 - 10


def _right(asked: bool) -> float:
    """Return where the right side ends: before the column of verdicts, where an account was asked."""
    return END if is_narrow() else width() - EDGE - VERDICTS * asked


def _number(row: Tried) -> str:
    return "number not known" if math.isnan(row.people) else f"{row.people:g}"


def _name(row: Tried) -> list[str]:
    """Return a name, on a phone and before a column of verdicts in lines that fit beside the number."""
    return list(wrapped(row.name, 17)) if is_narrow() or row.fit else [row.name]


def _more(row: Tried) -> list[tuple[str, str, float]]:
    """Return what stands under number and name, each line with its colour and size; on a phone the verdict too."""
    if not is_narrow():
        middle = _middle(bool(row.fit))
        room = (_right(bool(row.fit)) - middle if row.better else middle - EDGE) - _inward(row.people) - diameter(row.people) / 2 - 5
        return [*((line, "ink", LABEL) for line in _name(row)[1:]), *_remark(row, max(11, int(room / (NOTE * CHARACTER))))]
    verdict = [(*_verdict_of(row), NOTE)] if row.fit else []
    return [*((line, "ink", LABEL) for line in _name(row)[1:]), *_remark(row, int((NAMES - 14) / (NOTE * CHARACTER))), *verdict]


def _remark(row: Tried, most: int) -> list[tuple[str, str, float]]:
    return [(line, "quiet", NOTE) for line in wrapped(row.remark, most)] if row.remark else []


def _high(row: Tried) -> float:
    lines = len(_more(row)) + is_narrow()
    return max(lines * LINE_HIGH + 4, min(diameter(row.people), 2 * LINE_HIGH))


def _inward(people: float) -> float:
    """Return how far from the line the middle of a disc is: on a phone in the middle of its side."""
    return (END - NAMES) / 4 if is_narrow() else max(14.0, diameter(people) / 2 + 4)


def _row(axes: Axes, y: float, row: Tried) -> None:
    """Draw a trial on its side, with its words, and a prediction on its own side."""
    side, size = (1 if row.better else -1), diameter(row.people)
    middle = _middle(bool(row.fit))
    x = middle + side * _inward(row.people)
    beyond = middle - side * (_inward(row.people) if is_narrow() else 14.0)
    if row.said in ENDS:
        agrees = ENDS[row.said] == row.better
        if not agrees:
            style: dict[str, Any] = {"color": light("magenta"), "linewidth": 2.4, "linestyle": GAPS[row.fit]}
            axes.plot([x, beyond], [y, y], zorder=1.8, **style)
        mark(axes, x if agrees else beyond, y, "unchecked", "violet", size + 6 if agrees else RING, zorder=2.5, markeredgewidth=2)
    if row.larger:
        mark(axes, beyond, y, row.larger[0], "line", diameter(row.larger[1]))
    mark(axes, x, y, row.kind, "blue", size)
    if is_narrow():
        axes.plot([NAMES, x], [y, y], color=light("faint"), linewidth=0.8, zorder=0.8)
        _told(axes, EDGE + 2, y, row, 1)
        return
    if row.fit:
        words, colour = _verdict_of(row)
        _words(axes, _right(asked=True) + 6, y, words, 1, colour, NOTE, fontweight="bold" if row.fit == "no" else "normal")
    _told(axes, x + side * (size / 2 + 9), y, row, side)


def _told(axes: Axes, x: float, y: float, row: Tried, side: int) -> None:
    """Write the number of people and the name in one line, at the height of the disc or a little over it, and the rest under them."""
    number, more = _number(row), _more(row)
    y -= LINE_HIGH * len(more) / 2
    _words(axes, x, y, number, side, "ink", fontweight="bold")
    _words(axes, x + side * (len(number) * LABEL * (0.66 if is_narrow() else 0.7) + 6), y, _name(row)[0], side, "ink")
    for at, (text, colour, size) in enumerate(more, start=1):
        _words(axes, x, y + at * LINE_HIGH, text, side, colour, size, fontweight="bold" if colour == "magenta" else "normal")


def _verdict_of(row: Tried) -> tuple[str, str]:
    """Return what a result means for an account that was asked, with its colour."""
    words = {"silent": "nothing predicted", "no": FITS["no"].name}.get(row.fit, FITS[row.fit].name)
    return words, {"no": "magenta", "silent": "quiet"}.get(row.fit, "ink")


def _words(axes: Axes, x: float, y: float, text: str, side: int, colour: str, size: float = LABEL, **options: Any) -> None:
    write(axes, x, y, text, size, colour, ha={1: "left", 0: "center", -1: "right"}[side], **options)
