"""Dose and response: what each dose of a published trial gained over its control, with intervals, alone and corrected."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_course.models.dose_response import (
    PERCENTAGE_POINTS,
    POINTS,
    STANDARD_DEVIATIONS,
    Arm,
    Reading,
    reading,
    reading_labels,
)
from ketamine_course.pictures._charts import CHARACTER, MARGIN, NOTE, chart, key, label, number_at, pushed, say, signed, y_ticks
from ketamine_course.pictures._drawing import counted, listed, plane_over, write
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures.route_dose_rate._ahead import CORRECTION, VERDICTS, finding, is_ahead
from ketamine_course.pictures.route_dose_rate._doses import doses_of, fullest
from ketamine_course.pictures.route_dose_rate._vials import Vial, vial
from ketamine_course.references import work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width


class Scale(NamedTuple):
    """How gains in one unit are shown: what stands under the axis, its usual range, steps between ticks, and decimals."""

    title: str
    usual: tuple[float, float]
    step: float
    decimals: int


SCALES = {
    POINTS: Scale("Extra fall in MADRS points over control", (-6.0, 19.0), 5.0, 1),
    STANDARD_DEVIATIONS: Scale("Gain in standard deviations", (-0.6, 1.8), 0.5, 2),
    PERCENTAGE_POINTS: Scale("Responders, percentage points above control", (-15.0, 70.0), 20.0, 1),
}


def _range(shown: Reading) -> tuple[float, float]:
    """Return the usual range of the unit, made wider by whole steps where an interval would leave it."""
    scale = SCALES[shown.unit]
    places = [place for arm in shown.arms for place in (arm.gain, *(arm.interval or ())) if place is not None]
    low, high = scale.usual
    while min(places, default=low) < low:
        low -= scale.step
    while max(places, default=high) > high:
        high += scale.step
    return low, high


def _told(shown: Reading, words: str) -> str:
    """Fill in the numbers that the words of a reading name in braces."""
    numbers = dict(shown.numbers)
    per_dose = numbers.get("people_per_dose") or [0]
    between = "or" if per_dose[-1] - per_dose[0] == 1 else "to"
    numbers["people_per_dose"] = f" {between} ".join(map(str, dict.fromkeys((per_dose[0], per_dose[-1]))))
    shares = [arm.shares[0] for arm in shown.arms if arm.shares] + [*shown.arms[0].shares[1:]]
    numbers["counts"] = listed([f"{share.hits} of {share.total}" for share in shares])
    return words.format_map(numbers)


PHONE = {"height": 424, "left": 38, "right": 12, "top": 128, "bottom": 170}
KEY = "0 = same as control; ahead means p < 0.05"
FOOT = 70.0
"""How high the vials stand over the lower edge."""
LOW, HIGH = 1.0, 2.5
"""How full vials are whose amounts only have names; their level is dashed."""
DASHES = (4.0, 3.4, 2.8, 2.2, 1.7, 1.2, 0.8)
"""How thick the dashes are, from zero up, of a gain that is ahead by nobody knows how much."""
SURE = {True: "blue", False: "line", None: "faint"}
"""What is in a vial: the dose is ahead, is not, or that is not known."""


@explorable(
    title="Which doses beat the control?",
    narrow=True,
    sample={"trial": "daly_week"},
    trial=Choice(reading_labels, label="Trial", cases=True),
    tests=Choice({"alone": "Each dose alone", "corrected": "Corrected for several doses"}, label="Test"),
)
def dose_response(trial: str, tests: str) -> Picture:
    """What each dose gained over its control, with 95% intervals, and whether it is ahead."""
    shown, corrected = reading(trial), tests == "corrected"
    scale, y_range = SCALES[shown.unit], _range(shown)
    title = finding(shown, corrected)
    figure, axes = chart(338, title, _told(shown, shown.title), left=48, right=24, top=86, bottom=152, narrow=PHONE)
    axes.grid(visible=False, axis="x")
    axes.set(ylim=y_range)
    axes.set_label("gain")
    axes.spines["bottom"].set_visible(False)
    y_ticks(axes, {tick: signed(tick, 1).removesuffix(".0") for tick in _ticks(y_range, scale.step)})
    axes.axhline(0, color=light("ink"), linewidth=1.4, zorder=0.9)
    _key(figure, shown)
    places = _along(axes, shown)
    gains = [arm.gain for arm in shown.arms]
    if joined := bool(doses_of(shown)) and None not in gains:
        axes.plot(places, gains, color=light("line"), linewidth=1.1, zorder=1)
    for x, arm, before in zip(places, shown.arms, [gains[0], *gains], strict=False):
        _arm(axes, x, arm, is_ahead(arm, corrected), scale.decimals, before if joined else None)
    _vials(figure, axes, places, shown, corrected)
    notes = ((work(shown.ref).short, _told(shown, shown.note)), ("Corrected for several doses", CORRECTION[shown.printed]))
    return Picture(figure, _words(shown, corrected), "redrawn from reported numbers", _table(shown), notes)


def _key(figure: Figure, shown: Reading) -> None:
    """Say what the scale is and, where sizes or amounts are not known, how these are drawn."""
    title = SCALES[shown.unit].title
    for down, words in ((86, title), (97, KEY)) if is_narrow() else ((60, f"{title} ({KEY})"),):
        say(figure, MARGIN, down, words, NOTE, "quiet")
    y = 109 - pushed(figure) if is_narrow() else 75.0
    if any(arm.gain is None for arm in shown.arms):
        line = Line2D([], [], color=light("blue"), linewidth=2.4, linestyle=(0, (2, 1)), label="ahead, size not read")
        key(figure, y, [line])
    elif not doses_of(shown):
        level = Line2D([], [], color=light("ink"), linewidth=1.2, linestyle=(0, (2, 1.5)), label="dose bands named, no amounts given")
        key(figure, y, [level])


def _along(axes: Axes, shown: Reading) -> list[float]:
    """Lay out the arms from left to right: on a scale of doses where they have a place on one, side by side elsewhere; return where."""
    places = [math.log10(float(dose[2])) for dose in doses_of(shown)]
    spare = 0.42 * max(0.3, (max(places) - min(places)) / max(1, len(places) - 1)) if places else 0.5
    places = places or [float(at) for at in range(len(shown.arms))]
    beside = 0.25 if is_narrow() and not doses_of(shown) else 0.0  # numbers stand to the right of their dots
    axes.set(xlim=(min(places) - spare, max(places) + spare + beside), xticks=[])
    return places


def _vials(figure: Figure, axes: Axes, places: Sequence[float], shown: Reading, corrected: bool) -> None:
    """Draw each dose as a vial under its gain, with what was found of it, and say what the amounts are."""
    over, foot = plane_over(figure), 72 * figure.get_figheight() - FOOT - 12 * is_narrow()
    left, right = axes.get_xlim()
    unit, edge = axes.bbox.width / (right - left), axes.get_position().x0 * width()
    doses, gap = doses_of(shown), min([99.0, *(unit * (b - a) for a, b in pairwise(places))])
    amounts = [float(dose[2]) for dose in doses] or [LOW if "low" in arm.label else HIGH for arm in shown.arms]
    names = [dose[2] for dose in doses] or [arm.label.rpartition(", ")[2] for arm in shown.arms]
    groups: dict[str, list[float]] = {f"{doses[0][1]}, {doses[0][3]} (log scale)": [width() / 2]} if doses else {}
    for place, arm, amount, name in zip(places, shown.arms, amounts, names, strict=True):
        x, ahead = edge + unit * (place - left), is_ahead(arm, corrected)
        vial(over, x, foot, Vial(amount / fullest(shown, amounts), SURE[ahead], ahead is None, not doses))
        colour, verdict = VERDICTS[ahead]
        row = _under(over, (x, foot + 12), name, "ink", gap, bold=bool(doses))
        _under(over, (x, row), verdict, colour, gap, bold=bool(ahead))
        if not doses:
            groups.setdefault(arm.label.rpartition(", ")[0], []).append(x)
    for name, of_it in groups.items():
        write(over, sum(of_it) / len(of_it), foot + (52 if is_narrow() else 40), name, 9.5, "quiet", ha="center")


def _under(over: Axes, place: tuple[float, float], words: str, colour: str, gap: float, *, bold: bool) -> float:
    """Write words under a vial, a line for each word where the next vial is near; return where the next line would stand."""
    x, y = place
    for line in words.split() if gap < len(words) * NOTE * CHARACTER + 10 else [words]:
        write(over, x, y, line, NOTE, colour, ha="center", fontweight="bold" if bold else "normal")
        y += 12
    return y


def _ticks(x_range: tuple[float, float], step: float) -> list[float]:
    return [step * k for k in range(math.ceil(x_range[0] / step), math.floor(x_range[1] / step) + 1)]


def _arm(axes: Axes, x: float, arm: Arm, ahead: bool | None, decimals: int, before: float | None) -> None:
    """Draw the gain of a dose with its interval or, where its size was not read, only which way it lies.

    Its number stands beside it, clear of the line from the gain before it, if there is one.
    """
    colour = VERDICTS[ahead][0]
    if arm.gain is None:
        _unread(axes, x, ahead)
        return
    if arm.interval:
        spread = [[arm.gain - arm.interval.low], [arm.interval.high - arm.gain]]
        axes.errorbar([x], [arm.gain], yerr=spread, fmt="none", ecolor=light(colour), elinewidth=2.4)
    mark(axes, x, arm.gain, "read", colour, 9)
    shift, side = ((8, 0), "left") if before is None else ((-8, -6 if before > arm.gain else 6), "right")
    shift, side = (shift, side) if arm.interval else ((0, 12), "center")
    number_at(axes, x, arm.gain, signed(arm.gain, decimals), colour, shift, ha=side)


def _unread(axes: Axes, x: float, ahead: bool | None) -> None:
    """Draw a gain whose size was not read: dashes up from zero that thin out where the dose is ahead, else words at its vial."""
    low, high = axes.get_ylim()
    unit = axes.bbox.height / (high - low)
    if not ahead:
        words, down = ("size not\nread", 13) if is_narrow() else ("size not read", 9)
        label(axes, x, low - down / unit, words, ha="center", va="center", fontsize=NOTE)
        return
    ends = np.linspace(0, high, len(DASHES) + 1)
    for start, end, thick in zip(ends, ends[1:], DASHES, strict=False):
        axes.plot([x, x], [start, end - 4 / unit], color=light("blue"), linewidth=thick, solid_capstyle="butt")
    number_at(axes, x, high / 2, "?", "blue")


def _size(shown: Reading, arm: Arm) -> tuple[str, str]:
    """Return a gain and its interval in words; the second is empty where no interval is known."""
    decimals = SCALES[shown.unit].decimals
    gain = "" if arm.gain is None else f"{arm.gain:.{decimals}f}"
    return gain, f"{arm.interval.low:.{decimals}f} to {arm.interval.high:.{decimals}f}" if arm.interval else ""


def _words(shown: Reading, corrected: bool) -> str:
    how = "with a correction for multiple comparisons" if corrected else "with each dose tested alone"
    parts = []
    for arm in shown.arms:
        gain, interval = _size(shown, arm)
        size = (gain or "size not read") + (f" ({interval})" if interval else "")
        verdict = is_ahead(arm, corrected)
        unread = arm.gain is None and verdict is None
        told = (
            "we have seen neither the size of the effect nor whether this dose was ahead" if unread else f"{size}, {VERDICTS[verdict][1]}"
        )
        parts.append(f"{size} with {arm.label}, {VERDICTS[verdict][1]}" if gain else f"{arm.label}: {told}")
    return f"{work(shown.ref).short}. {_told(shown, shown.title)}, {how}. {SCALES[shown.unit].title}: {'; '.join(parts)}."


def _table(shown: Reading) -> Table:
    cells = []
    for arm in shown.arms:
        gain, interval = (words or "not read" for words in _size(shown, arm))
        cells.append((arm.label, gain, interval, *(VERDICTS[is_ahead(arm, corrected)][1] for corrected in (False, True))))
    columns = ("Dose", SCALES[shown.unit].title, "95% interval", "Tested alone", "Corrected")
    return Table(f"{work(shown.ref).short}: {counted(len(cells), 'comparison')}", columns, tuple(cells))
