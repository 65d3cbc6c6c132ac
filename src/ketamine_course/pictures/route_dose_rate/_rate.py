"""Rate: the same amount into a vein, slower and faster than the standard infusion."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.models import pharmacokinetics as pk
from ketamine_course.pictures._drawing import SHEET_WIDTH, band, sheet, write, write_lines
from ketamine_course.pictures.route_dose_rate._common import Plot, line, percent
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

HORIZON_H = 4.0
TIMES_H = np.linspace(0, HORIZON_H, 241)
TOO_FAST_MIN = 10
"""Up to here the infusion ends inside the first minutes, which the model is known to miss."""


def all_minutes() -> list[int]:
    """Return the times to choose from, that of the standard infusion among them."""
    return sorted({2, 5, 10, 20, 60, 80, 100} | {pk.standard_minutes()})


class Course(NamedTuple):
    """The level over time as a share of the standard infusion's peak, with its peak and whole area relative to the standard's."""

    share: np.ndarray
    peak: float
    area: float


@cache
def course(minutes: int) -> Course:
    """Return the course of the standard amount given over some minutes."""
    person, standard = pk.typical(), pk.standard_infusion()
    dose = pk.Dose(standard.amount_mg, infusion_h=minutes / 60)
    top = pk.levels_ng_per_ml(person, [standard], [standard.infusion_h])[0, 0]
    levels = pk.levels_ng_per_ml(person, [dose], TIMES_H)[0]
    peak = pk.levels_ng_per_ml(person, [dose], [dose.infusion_h])[0, 0]  # an infusion peaks as it ends
    area = pk.areas_ng_h_per_ml(person, [dose])[0] / pk.areas_ng_h_per_ml(person, [standard])[0]
    return Course(levels / top, float(peak / top), float(area))


@cache
def minutes_above(minutes: int, limit: float) -> float:
    """Return for how many minutes the level lies above a share of the standard infusion's peak, on a grid that holds the peak."""
    person, standard = pk.typical(), pk.standard_infusion()
    dose = pk.Dose(standard.amount_mg, infusion_h=minutes / 60)
    times = np.union1d(np.linspace(0, 12, 2881), [dose.infusion_h])
    top = pk.levels_ng_per_ml(person, [standard], [standard.infusion_h])[0, 0]
    return float(pk.hours_above(pk.levels_ng_per_ml(person, [dose], times), times, limit * top)[0] * 60)


@explorable(
    title="The same amount, faster or slower",
    sample={"minutes": "10"},
    minutes=Slider(lambda: {str(m): f"{m} minutes" for m in all_minutes()}, label="Given over", default=lambda: str(pk.standard_minutes())),
    limit=Choice({"25": "25% of the standard peak", "50": "50%", "75": "75%"}, label="Time above", default="50"),
)
def rate_of_delivery(minutes: str, limit: str) -> Picture:
    """Level over time for one amount given at different speeds, with peak, time above a level and total exposure."""
    now, usual = course(int(minutes)), course(pk.standard_minutes())
    share = int(limit) / 100
    figure, axes = sheet(344)
    plot = Plot(58, 440, 36, 178, (0, HORIZON_H), (0, 2.0))
    write(axes, 14, 16, f"The amount of the standard trial infusion, given over {minutes} minutes", 10, fontweight="bold")
    plot.x_ticks(axes, {0: "0", 1: "1 h", 2: "2 h", 3: "3 h", 4: "4 h"})
    plot.y_ticks(axes, {0: "0%", 0.5: "50%", 1: "100%", 1.5: "150%", 2.0: "200%"})
    band(axes, plot.left, plot.y(2.0), plot.right - plot.left, plot.y(share) - plot.y(2.0), "violet_ground")
    plot.curve(axes, TIMES_H, usual.share, "quiet", linestyle="dashed")
    plot.curve(axes, TIMES_H, now.share, "blue", linewidth=2.4)
    write(axes, plot.x(1.6), plot.y(1.78), f"blue: over {minutes} minutes", 9, "blue")
    write(axes, plot.x(1.6), plot.y(1.60), f"dashed: over {pk.standard_minutes()} minutes (standard)", 9, "quiet")
    write(axes, plot.x(1.6), plot.y(1.30), f"ground: above {limit}% of the standard peak", 9, "violet")
    above, usual_above = minutes_above(int(minutes), share), minutes_above(pk.standard_minutes(), share)
    bars = (("Peak", now.peak), (f"Time above {limit}%", above / usual_above), ("Total exposure", now.area))
    _bars(axes, 212, bars)
    warning = "The model is known to be too low in the first minutes: the true peak is higher." if int(minutes) <= TOO_FAST_MIN else ""
    write_lines(
        axes,
        14,
        317,
        warning or "Levels say nothing by themselves about mood or side effects.",
        430,
        8.8,
        "magenta" if warning else "quiet",
    )
    description = (
        f"The standard amount over {minutes} minutes. Beside the standard {pk.standard_minutes()} minutes: peak {percent(now.peak)}, "
        f"time above {limit}% of the standard peak {above:.0f} minutes instead of {usual_above:.0f}, "
        f"total exposure {percent(now.area)}. {warning}"
    ).strip()
    return Picture(figure, description, "simulated", _table(share, limit))


def _bars(axes: Axes, top: float, bars: tuple[tuple[str, float], ...]) -> None:
    write(axes, 14, top, f"Beside the standard {pk.standard_minutes()} minutes (100%)", 9.4, fontweight="bold")
    plot = Plot(128, 400, top + 12, top + 84, (0, 2.0))
    axes.plot([plot.x(1.0)] * 2, [plot.top, plot.bottom], color=light("line"), linewidth=1.2, linestyle="dashed", zorder=0)
    for number, (name, value) in enumerate(bars):
        y = top + 26 + number * 22
        write(axes, 14, y, name, 9)
        line(axes, plot.x(0), plot.x(min(value, 2.0)), y, "blue", linewidth=9)
        # Right of the dashed line, so that it does not run through the number.
        write(axes, min(plot.x(max(value, 1.0)), SHEET_WIDTH - 60) + 8, y, percent(value), 9, "blue", fontweight="bold")


def _table(share: float, limit: str) -> Table:
    cells = tuple(
        (f"{m} minutes", percent(course(m).peak), f"{minutes_above(m, share):.0f} minutes", percent(course(m).area)) for m in all_minutes()
    )
    return Table(
        f"All speeds beside the standard {pk.standard_minutes()} minutes",
        ("Given over", "Peak", f"Time above {limit}% of the standard peak", "Total exposure"),
        cells,
    )
