"""Dose and response: what each dose of a published trial gained over its control, with intervals, alone and corrected."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ketamine_course.models.dose_response import (
    PERCENTAGE_POINTS,
    POINTS,
    STANDARD_DEVIATIONS,
    Arm,
    Reading,
    reading,
    reading_labels,
)
from ketamine_course.pictures._charts import MARGIN, NOTE, chart, label, number_at, say, signed, x_ticks, y_ticks
from ketamine_course.pictures._drawing import counted, listed
from ketamine_course.pictures._marks import mark
from ketamine_course.references import work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

VERDICTS = {True: ("blue", "ahead"), False: ("ink", "not ahead"), None: ("quiet", "not known")}


class Scale(NamedTuple):
    """How gains in one unit are shown: what stands under the axis, its usual range, steps between ticks, and decimals."""

    title: str
    usual: tuple[float, float]
    step: float
    decimals: int


SCALES = {
    POINTS: Scale("MADRS points: extra fall over the control", (-6.0, 19.0), 5.0, 1),
    STANDARD_DEVIATIONS: Scale("Gain in standard deviations", (-0.6, 1.8), 0.5, 2),
    PERCENTAGE_POINTS: Scale("Percentage points more responders", (-15.0, 70.0), 20.0, 1),
}


def _ahead(arm: Arm, corrected: bool) -> bool | None:
    return arm.ahead_corrected if corrected else arm.ahead


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


PHONE = {"height": 340, "left": 38, "right": 12, "top": 142, "bottom": 66}
KEY = "0: control. Ahead: p < 0.05"
CHIP = {False: 17.0, True: 27.0}
"""How high the ground of a verdict over the axes is, and on a phone, where it may take two lines."""
DOSE = re.compile(r"(.+) ([\d.]+) (mg(?:/kg)?)")
"""The name of an arm whose dose has a place on a scale: drug, number and unit."""


@explorable(
    title="Which doses beat the control?",
    narrow=True,
    sample={"trial": "daly_week"},
    trial=Choice(reading_labels, label="Trial"),
    tests=Choice({"alone": "Each dose alone", "corrected": "Corrected for several doses"}, label="Test"),
)
def dose_response(trial: str, tests: str) -> Picture:
    """What each dose gained over its control, with 95% intervals, and whether it is ahead."""
    shown, corrected = reading(trial), tests == "corrected"
    scale, y_range = SCALES[shown.unit], _range(shown)
    figure, axes = chart(290, _finding(shown, corrected), _told(shown, shown.title), left=48, right=24, top=92, bottom=58, narrow=PHONE)
    axes.grid(visible=False, axis="x")
    axes.set(ylim=y_range)
    axes.set_label("gain")
    y_ticks(axes, {tick: signed(tick, 1).removesuffix(".0") for tick in _ticks(y_range, scale.step)})
    axes.axhline(0, color=light("ink"), linewidth=1.4, zorder=0.9)
    places = _along(axes, shown)
    for y, words in ((89, scale.title), (100, KEY)) if is_narrow() else ((60, f"{scale.title}. {KEY}"),):
        say(figure, MARGIN, y, words, NOTE, "quiet")
    if _doses(shown) and None not in (gains := [arm.gain for arm in shown.arms]):
        axes.plot(places, gains, color=light("line"), linewidth=1.1, zorder=1)
    unit = axes.bbox.width / float(np.diff(axes.get_xlim())[0])
    half = min(26.0, *((b - a) * unit / 2 - 1.5 for a, b in pairwise(places))) / unit
    for x, arm in zip(places, shown.arms, strict=True):
        _arm(axes, (x, half), arm, _ahead(arm, corrected), scale.decimals)
    notes = ((work(shown.ref).short, _told(shown, shown.note)),)
    return Picture(figure, _words(shown, corrected), "redrawn from reported numbers", _table(shown), notes)


def _doses(shown: Reading) -> list[re.Match[str]]:
    """Return the doses of the arms where all are amounts of one drug in one unit; nothing where they are bands or several drugs."""
    found = [match for arm in shown.arms if (match := DOSE.fullmatch(arm.label))]
    alike = len({(match[1], match[3]) for match in found}) == 1 and len(found) == len(shown.arms)
    return found if alike else []


def _along(axes: Axes, shown: Reading) -> list[float]:
    """Lay out the arms from left to right: on a scale of doses where they have a place on one, side by side elsewhere; return where."""
    doses = _doses(shown)
    if not doses:
        places = [float(at) for at in range(len(shown.arms))]
        axes.set(xlim=(-0.5, len(places) - 0.5))
        parts = [arm.label.partition(", ") for arm in shown.arms]
        x_ticks(axes, {at: band or whole for at, (whole, _, band) in zip(places, parts, strict=True)})
        for whole in dict.fromkeys(whole for whole, _, band in parts if band):
            of_it = [at for at, part in zip(places, parts, strict=True) if part[0] == whole]
            label(axes, sum(of_it) / len(of_it), axes.get_ylim()[0], whole, "quiet", (0, -26), ha="center")
        return places
    places = [math.log10(float(dose[2])) for dose in doses]
    spare = 0.42 * max(0.3, (max(places) - min(places)) / max(1, len(places) - 1))
    axes.set(xlim=(min(places) - spare, max(places) + spare))
    x_ticks(axes, {at: dose[2] for at, dose in zip(places, doses, strict=True)}, f"{doses[0][1]}, {doses[0][3]} (log scale)")
    return places


def _finding(shown: Reading, corrected: bool) -> str:
    verdicts = [_ahead(arm, corrected) for arm in shown.arms]
    ahead, unknown = verdicts.count(True), verdicts.count(None)
    if verdicts.count(False) == len(verdicts) > 1:
        return f"None of {len(verdicts)} doses is ahead"
    if len(verdicts) == 1:
        return f"The dose is {VERDICTS[verdicts[0]][1]}"
    stay = corrected and any(arm.ahead for arm in shown.arms)
    gains = [arm.gain for arm in shown.arms if arm.gain is not None]
    if not unknown and len(gains) == len(verdicts) > 2 and gains == sorted(set(gains)):
        return f"Gains rise with dose; {ahead} of {len(verdicts)} {'stay' if stay else 'are'} ahead"
    if ahead == len(verdicts) and not stay:
        return f"{'Both' if ahead == 2 else f'All {ahead}'} doses are ahead"
    kept = "stay ahead when corrected" if stay else "are ahead"
    return f"{ahead} of {len(verdicts)} doses {kept}" + (f", {unknown} not known" if unknown else "")


def _ticks(x_range: tuple[float, float], step: float) -> list[float]:
    return [step * k for k in range(math.ceil(x_range[0] / step), math.floor(x_range[1] / step) + 1)]


def _arm(axes: Axes, column: tuple[float, float], arm: Arm, ahead: bool | None, decimals: int) -> None:
    """Draw a dose: its verdict over the axes, and in them its gain with its interval or, where none was read, where it may lie."""
    x, (colour, verdict) = column[0], VERDICTS[ahead]
    _verdict(axes, column, ahead, verdict.replace(" ", "\n") if is_narrow() else verdict)
    if arm.gain is None:
        _unread(axes, column, ahead)
        return
    if arm.interval:
        spread = [[arm.gain - arm.interval.low], [arm.interval.high - arm.gain]]
        axes.errorbar([x], [arm.gain], yerr=spread, fmt="none", ecolor=light(colour), elinewidth=2.4)
    mark(axes, x, arm.gain, "read", colour, 9)
    top, away = (arm.interval.high, 7) if arm.interval else (arm.gain, 12)
    number_at(axes, x, top, signed(arm.gain, decimals), colour, (0, away), ha="center")


def _verdict(axes: Axes, column: tuple[float, float], ahead: bool | None, words: str) -> None:
    """Write over a dose whether it is ahead, on a ground of its own."""
    (x, half), colour = column, VERDICTS[ahead][0]
    low, high = axes.get_ylim()
    unit = (high - low) / axes.bbox.height
    tall, foot = CHIP[is_narrow()] * unit, high + 3 * unit
    ground: dict[str, Any] = {"facecolor": light("blue_ground" if ahead else "panel"), "edgecolor": "none", "clip_on": False, "zorder": 0}
    axes.add_patch(Rectangle((x - half, foot), 2 * half, tall, **ground))
    weight = "bold" if ahead else "normal"
    label(axes, x, foot + tall / 2, words, colour, ha="center", va="center", fontsize=NOTE, linespacing=1.05, fontweight=weight)


def _unread(axes: Axes, column: tuple[float, float], ahead: bool | None) -> None:
    """Draw a gain whose size was not read as all the places where it may lie: above the control where the dose is ahead, else anywhere."""
    (x, half), (low, high) = column, axes.get_ylim()
    foot = 0.0 if ahead else low
    style: dict[str, Any] = {"facecolor": light("blue_ground" if ahead else "panel"), "edgecolor": "none", "zorder": 0.6}
    axes.add_patch(Rectangle((x - half, foot), 2 * half, high - foot, **style))
    label(axes, x, high / 2, "size\nnot\nread", VERDICTS[ahead][0], ha="center", va="center", fontsize=NOTE, linespacing=1.05)


def _size(shown: Reading, arm: Arm) -> tuple[str, str]:
    """Return a gain and its interval in words; the second is empty where no interval is known."""
    decimals = SCALES[shown.unit].decimals
    gain = "" if arm.gain is None else f"{arm.gain:.{decimals}f}"
    return gain, f"{arm.interval.low:.{decimals}f} to {arm.interval.high:.{decimals}f}" if arm.interval else ""


def _words(shown: Reading, corrected: bool) -> str:
    how = "with a correction for several doses" if corrected else "with each dose tested alone"
    parts = []
    for arm in shown.arms:
        gain, interval = _size(shown, arm)
        size = (gain or "size not read") + (f" ({interval})" if interval else "")
        parts.append(f"{arm.label}: {size}, {VERDICTS[_ahead(arm, corrected)][1]}")
    return f"{work(shown.ref).short}. {_told(shown, shown.title)}, {how}. {SCALES[shown.unit].title}: {'; '.join(parts)}."


def _table(shown: Reading) -> Table:
    cells = []
    for arm in shown.arms:
        gain, interval = (words or "not read" for words in _size(shown, arm))
        cells.append((arm.label, gain, interval, *(VERDICTS[_ahead(arm, corrected)][1] for corrected in (False, True))))
    columns = ("Dose", SCALES[shown.unit].title, "95% interval", "Tested alone", "Corrected")
    return Table(f"{work(shown.ref).short}: {counted(len(cells), 'comparison')}", columns, tuple(cells))
