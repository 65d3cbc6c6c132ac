"""Dose and response: what each dose of a published trial gained over its control, with intervals, alone and corrected."""

from __future__ import annotations

import math

from matplotlib.axes import Axes

from ketamine_course.pictures._drawing import counted, legend, mark, rule, sheet, write, write_lines
from ketamine_course.pictures.route_dose_rate._common import Plot, line
from ketamine_course.pictures.route_dose_rate._readings import READINGS, Arm, Reading
from ketamine_course.references import work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

VERDICTS = {True: ("full", "blue", "ahead"), False: ("open", "ink", "not ahead"), None: ("diamond", "quiet", "not known")}


def _ahead(arm: Arm, corrected: bool) -> bool | None:
    if corrected:
        return arm.ahead_corrected
    return None if arm.p_value is None else arm.p_value < 0.05


@explorable(
    title="Which doses beat the control?",
    sample={"trial": "daly_week"},
    trial=Choice({name: label for name, (label, _) in READINGS.items()}, label="Trial"),
    tests=Choice({"alone": "Each dose alone", "corrected": "Corrected for several doses"}, label="Test"),
)
def dose_response(trial: str, tests: str) -> Picture:
    """What each dose gained over its control, with 95% intervals, and whether it is ahead."""
    reading = READINGS[trial][1]()
    corrected = tests == "corrected"
    height = 27.0
    figure, axes = sheet(60 + height * len(reading.arms) + 118)
    plot = Plot(150, 376, 40, 46 + height * len(reading.arms), reading.x_range)
    write(axes, 14, 16, reading.title, 9.8, fontweight="bold")
    plot.x_ticks(axes, {float(tick): f"{tick:g}" for tick in _ticks(reading.x_range)})
    axes.plot([plot.x(0)] * 2, [plot.top, plot.bottom], color=light("ink"), linewidth=1.4, zorder=0.5)
    for number, arm in enumerate(reading.arms):
        _arm(axes, plot, 58 + height * number, arm, _ahead(arm, corrected))
    write(axes, plot.x(sum(reading.x_range) / 2), plot.bottom + 24, reading.unit, 8.6, "quiet", ha="center")
    legend(
        axes,
        plot.bottom + 44,
        [(kind, colour, f"{words} (p < 0.05)" if words == "ahead" else words) for kind, colour, words in VERDICTS.values()],
    )
    write_lines(axes, 14, plot.bottom + 63, f"{work(reading.ref).short}. {reading.note}", 430, 8.5, "quiet")
    return Picture(figure, _words(reading, corrected), "redrawn from reported numbers", _table(reading))


def _ticks(x_range: tuple[float, float]) -> list[float]:
    step = 0.5 if x_range[1] < 5 else 5.0 if x_range[1] < 30 else 20.0
    return [step * k for k in range(math.ceil(x_range[0] / step), math.floor(x_range[1] / step) + 1)]


def _arm(axes: Axes, plot: Plot, y: float, arm: Arm, ahead: bool | None) -> None:
    kind, colour, verdict = VERDICTS[ahead]
    rule(axes, y + 13.5, right=448)
    write(axes, 14, y, arm.label, 9)
    write(axes, 384, y, verdict, 9, colour, fontweight="bold" if ahead else "normal")
    if arm.gain is None:
        write(axes, plot.x(0.75), y, "size not read", 8.6, "quiet", ha="center", fontstyle="italic")
        return
    if arm.low is not None and arm.high is not None:
        line(axes, plot.x(arm.low), plot.x(arm.high), y, colour)
    mark(axes, plot.x(arm.gain), y, kind, colour)


def _number(reading: Reading, value: float) -> str:
    """Return points with one decimal, and standard deviations, which are smaller, with two."""
    return f"{value:.{2 if reading.x_range[1] < 5 else 1}f}"


def _words(reading: Reading, corrected: bool) -> str:
    how = "corrected for several doses" if corrected else "each dose tested alone"
    parts = []
    for arm in reading.arms:
        size = "size not read" if arm.gain is None else _number(reading, arm.gain)
        size += f" ({_number(reading, arm.low)} to {_number(reading, arm.high)})" if arm.low is not None and arm.high is not None else ""
        parts.append(f"{arm.label} {size}, {VERDICTS[_ahead(arm, corrected)][2]}")
    return f"{work(reading.ref).short}. {reading.title}; {how}. {reading.unit}: {'; '.join(parts)}."


def _table(reading: Reading) -> Table:
    cells = []
    for arm in reading.arms:
        gain = "not read" if arm.gain is None else _number(reading, arm.gain)
        interval = "not read"
        if arm.low is not None and arm.high is not None:
            interval = f"{_number(reading, arm.low)} to {_number(reading, arm.high)}"
        cells.append((arm.label, gain, interval, VERDICTS[_ahead(arm, False)][2], VERDICTS[_ahead(arm, True)][2]))
    columns = ("Dose", reading.unit, "95% interval", "Tested alone", "Corrected")
    return Table(f"{work(reading.ref).short}: {counted(len(cells), 'comparison')}", columns, tuple(cells))
