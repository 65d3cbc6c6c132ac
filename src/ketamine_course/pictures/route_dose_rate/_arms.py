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
from ketamine_course.pictures._drawing import counted, legend, listed, rule, sheet, symbol, write, write_lines
from ketamine_course.pictures.route_dose_rate._common import Plot, line
from ketamine_course.references import work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

VERDICTS = {True: ("full", "blue", "ahead"), False: ("open", "ink", "not ahead"), None: ("diamond", "quiet", "not known")}


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


@explorable(
    title="Which doses beat the control?",
    sample={"trial": "daly_week"},
    trial=Choice(reading_labels, label="Trial"),
    tests=Choice({"alone": "Each dose alone", "corrected": "Corrected for several doses"}, label="Test"),
)
def dose_response(trial: str, tests: str) -> Picture:
    """What each dose gained over its control, with 95% intervals, and whether it is ahead."""
    shown, corrected = reading(trial), tests == "corrected"
    scale, x_range = SCALES[shown.unit], _range(shown)
    height = 27.0
    figure, axes = sheet(60 + height * len(shown.arms) + 118)
    plot = Plot(150, 376, 40, 46 + height * len(shown.arms), x_range)
    write(axes, 14, 16, _told(shown, shown.title), 9.8, fontweight="bold")
    plot.x_ticks(axes, {float(tick): f"{tick:g}" for tick in _ticks(x_range, scale.step)})
    axes.plot([plot.x(0)] * 2, [plot.top, plot.bottom], color=light("ink"), linewidth=1.4, zorder=0.5)
    for number, arm in enumerate(shown.arms):
        _arm(axes, plot, 58 + height * number, arm, _ahead(arm, corrected))
    write(axes, plot.x(sum(x_range) / 2), plot.bottom + 24, scale.title, 8.6, "quiet", ha="center")
    legend(
        axes,
        plot.bottom + 44,
        [(kind, colour, f"{words} (p < 0.05)" if words == "ahead" else words) for kind, colour, words in VERDICTS.values()],
    )
    write_lines(axes, 14, plot.bottom + 63, f"{work(shown.ref).short}. {_told(shown, shown.note)}", 430, 8.5, "quiet")
    return Picture(figure, _words(shown, corrected), "redrawn from reported numbers", _table(shown))


def _ticks(x_range: tuple[float, float], step: float) -> list[float]:
    return [step * k for k in range(math.ceil(x_range[0] / step), math.floor(x_range[1] / step) + 1)]


def _arm(axes: Axes, plot: Plot, y: float, arm: Arm, ahead: bool | None) -> None:
    kind, colour, verdict = VERDICTS[ahead]
    rule(axes, y + 13.5, right=448)
    write(axes, 14, y, arm.label, 9)
    write(axes, 384, y, verdict, 9, colour, fontweight="bold" if ahead else "normal")
    if arm.gain is None:
        write(axes, plot.x(0.75), y, "size not known to us", 8.6, "quiet", ha="center", fontstyle="italic")
        return
    if arm.interval:
        line(axes, plot.x(arm.interval.low), plot.x(arm.interval.high), y, colour)
    symbol(axes, plot.x(arm.gain), y, kind, colour)


def _size(shown: Reading, arm: Arm) -> tuple[str, str]:
    """Return a gain and its interval in words; the second is empty where no interval is known."""
    decimals = SCALES[shown.unit].decimals
    gain = "" if arm.gain is None else f"{arm.gain:.{decimals}f}"
    return gain, f"{arm.interval.low:.{decimals}f} to {arm.interval.high:.{decimals}f}" if arm.interval else ""


def _words(shown: Reading, corrected: bool) -> str:
    how = "corrected for several doses" if corrected else "each dose tested alone"
    parts = []
    for arm in shown.arms:
        gain, interval = _size(shown, arm)
        size = (gain or "size not known to us") + (f" ({interval})" if interval else "")
        parts.append(f"{arm.label} {size}, {VERDICTS[_ahead(arm, corrected)][2]}")
    return f"{work(shown.ref).short}. {_told(shown, shown.title)}; {how}. {SCALES[shown.unit].title}: {'; '.join(parts)}."


def _table(shown: Reading) -> Table:
    cells = []
    for arm in shown.arms:
        gain, interval = (words or "not known to us" for words in _size(shown, arm))
        cells.append((arm.label, gain, interval, *(VERDICTS[_ahead(arm, corrected)][2] for corrected in (False, True))))
    columns = ("Dose", SCALES[shown.unit].title, "95% interval", "Tested alone", "Corrected")
    return Table(f"{work(shown.ref).short}: {counted(len(cells), 'comparison')}", columns, tuple(cells))
