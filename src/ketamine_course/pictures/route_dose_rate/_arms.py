"""Dose and response: what each dose of a published trial gained over its control, with intervals, alone and corrected."""

from __future__ import annotations

import math
from typing import NamedTuple

from matplotlib.axes import Axes

from ketamine_course.models.dose_response import (
    PERCENTAGE_POINTS,
    POINTS,
    STANDARD_DEVIATIONS,
    Arm,
    Reading,
    reading,
    reading_labels,
)
from ketamine_course.pictures._charts import NOTE, chart, label, rows_of_labels, say, signed, span, x_ticks
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
    POINTS: Scale("MADRS points: extra fall over the control", (-6.0, 18.0), 5.0, 1),
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


PHONE = {"height": 330, "left": 16, "right": 66, "top": 118, "bottom": 74}


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
    scale, x_range = SCALES[shown.unit], _range(shown)
    figure, axes = chart(290, _finding(shown, corrected), _told(shown, shown.title), left=136, right=92, top=66, bottom=64, narrow=PHONE)
    rows_of_labels(axes, [arm.label for arm in shown.arms], most=20, over=True)
    axes.set(xlim=x_range)
    axes.set_label("gain")
    x_ticks(axes, {tick: signed(tick, 1).removesuffix(".0") for tick in _ticks(x_range, scale.step)}, scale.title)
    axes.axvline(0, color=light("ink"), linewidth=1.4, zorder=0.9)
    say(figure, *((180, 110) if is_narrow() else (376, 58)), "p < 0.05?", NOTE, "quiet")
    for y, arm in enumerate(shown.arms):
        _arm(axes, y, arm, _ahead(arm, corrected))
    notes = ((work(shown.ref).short, _told(shown, shown.note)),)
    return Picture(figure, _words(shown, corrected), "redrawn from reported numbers", _table(shown), notes)


def _finding(shown: Reading, corrected: bool) -> str:
    verdicts = [_ahead(arm, corrected) for arm in shown.arms]
    ahead, unknown = verdicts.count(True), verdicts.count(None)
    if len(verdicts) == 1:
        return f"The dose is {VERDICTS[verdicts[0]][1]}"
    stay = corrected and any(arm.ahead for arm in shown.arms)
    gains = [arm.gain for arm in shown.arms if arm.gain is not None]
    if not unknown and len(gains) == len(verdicts) > 2 and gains == sorted(set(gains)):
        return f"Gains rise with dose; {ahead} of {len(verdicts)} {'stay' if stay else 'are'} ahead"
    kept = "stay ahead when corrected" if stay else "are ahead"
    return f"{ahead} of {len(verdicts)} doses {kept}" + (f", {unknown} not known" if unknown else "")


def _ticks(x_range: tuple[float, float], step: float) -> list[float]:
    return [step * k for k in range(math.ceil(x_range[0] / step), math.floor(x_range[1] / step) + 1)]


def _arm(axes: Axes, y: int, arm: Arm, ahead: bool | None) -> None:
    colour, verdict = VERDICTS[ahead]
    axes.text(
        1.03,
        y,
        verdict,
        color=light(colour),
        transform=axes.get_yaxis_transform(),
        va="center_baseline",
        fontweight="bold" if ahead else "normal",
    )
    if arm.gain is None:
        _unread(axes, y)
        return
    if arm.interval:
        span(axes, y, arm.interval.low, arm.interval.high, colour)
    mark(axes, arm.gain, y, "read", colour)


def _unread(axes: Axes, y: int) -> None:
    """Say at zero that the size of a gain was not read: no mark, which would look like an effect."""
    ground = {"facecolor": light("paper"), "edgecolor": "none", "pad": 0.6}
    label(axes, 0, y, "size not read", "quiet", (8, 0), fontsize=NOTE, style="italic", bbox=ground)


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
        parts.append(f"{arm.label} {size}, {VERDICTS[_ahead(arm, corrected)][1]}")
    return f"{work(shown.ref).short}. {_told(shown, shown.title)}, {how}. {SCALES[shown.unit].title}: {'; '.join(parts)}."


def _table(shown: Reading) -> Table:
    cells = []
    for arm in shown.arms:
        gain, interval = (words or "not read" for words in _size(shown, arm))
        cells.append((arm.label, gain, interval, *(VERDICTS[_ahead(arm, corrected)][1] for corrected in (False, True))))
    columns = ("Dose", SCALES[shown.unit].title, "95% interval", "Tested alone", "Corrected")
    return Table(f"{work(shown.ref).short}: {counted(len(cells), 'comparison')}", columns, tuple(cells))
