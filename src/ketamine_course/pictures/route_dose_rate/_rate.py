"""Rate: the same amount into a vein, slower and faster than the standard infusion."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.models import pharmacokinetics as pk
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import chart, label, note, number_at, rows_of_labels, x_ticks, y_ticks
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures._planes import Sheet
from ketamine_course.pictures.route_dose_rate._common import few_points
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

HORIZON_H = 4.0
TIMES_H = np.linspace(0, HORIZON_H, 241)
TOP = 2.25
"""The highest level drawn, as a share of the standard peak."""
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


LIMITS = {"25": "25% of the standard peak", "50": "50%", "75": "75%"}


@explorable(
    title="The same amount, faster or slower",
    narrow=True,
    sample={"minutes": "10"},
    minutes=Slider(lambda: {str(m): f"{m} minutes" for m in all_minutes()}, label="Given over", default="10", plays=True),
    limit=Choice(LIMITS, label="Time above", default="50"),
)
def rate_of_delivery(minutes: str, limit: str) -> Picture:
    """Level over time for one amount given at different speeds, with peak, time above a level and total exposure."""
    share, at = int(limit) / 100, int(minutes)
    now = course(at)
    above, usual_above = minutes_above(at, share), minutes_above(pk.standard_minutes(), share)
    figure, (over_time, beside) = chart(
        330,
        _title(at, now),
        "One amount given intravenously; level as a share of the standard peak",
        2,
        left=100,
        bottom=48,
        hspace=0.27,
        height_ratios=(6.5, 1),
        narrow={"height": 392, "left": 42, "right": 22, "top": 98, "bottom": 72, "hspace": 0.34, "height_ratios": (4, 1)},
    )
    _levels(over_time, at, share)
    _time_above(over_time, share, above, usual_above)
    _total(beside, now.area)
    warning = "In the first minutes the model's levels are too low, so the peak is probably higher." if at <= TOO_FAST_MIN else ""
    note(figure, warning or "Levels say nothing by themselves about mood or side effects.", "ink" if warning else "quiet")
    description = _words(minutes, now, limit, (f"{above:.0f}", f"{usual_above:.0f}"))
    return Picture(figure, f"{description} {warning}".strip(), "simulated", _table(share, limit))


def _words(minutes: str, now: Course, limit: str, above: tuple[str, str]) -> str:
    """Compare a rate with the standard one, or say that it is the standard; `above` are the minutes above the limit of both."""
    given = f"The standard amount is given over {minutes} minutes"
    if int(minutes) == pk.standard_minutes():
        return f"{given}: this is the standard infusion itself. The time above {limit}% of its peak is {above[0]} minutes."
    longer = f"{above[0]} minutes {'in both cases' if above[0] == above[1] else f'instead of {above[1]}'}"
    return (
        f"{given}. Compared with the standard {pk.standard_minutes()} minutes, the peak is {percent(now.peak)} and the time above "
        f"{limit}% of the standard peak is {longer}, while total exposure is {percent(now.area)}."
    )


def _title(minutes: int, now: Course) -> str:
    if minutes == pk.standard_minutes():
        return f"Over {minutes} minutes: the standard itself"
    return f"Over {minutes} minutes: peak {percent(now.peak)}, total {percent(now.area)}"


def _levels(axes: Axes, minutes: int, share: float) -> None:
    """Draw the level over time beside the standard one, on the ground that lies above the chosen level."""
    axes.set(xlim=(0, HORIZON_H), ylim=(0, TOP))
    axes.set_label("level")
    x_ticks(axes, {0: "0", 1: "1 h", 2: "2 h", 3: "3 h", 4: "4 h"})
    y_ticks(axes, {0: "0%", 0.5: "50%", 1: "100%", 1.5: "150%", 2: "200%"})
    touch(axes, x=("minutes", {f"{each}": each / 60 for each in all_minutes()}))
    touch(axes, y=("limit", {each: int(each) / 100 for each in LIMITS}), across=(0, 42 if is_narrow() else 100))
    level, usual = course(minutes), course(pk.standard_minutes())
    where = (level.share > share).tolist()
    axes.axhline(share, color=light("violet"), linewidth=1, linestyle="dashed", zorder=1.5)
    if any(where):
        inside, over = few_points(TIMES_H[where], level.share[where], 0.004)
        around = [inside[0], *inside, inside[-1]], [share, *over, share]
        axes.fill(*around, facecolor=light("violet_ground"), edgecolor="none", zorder=0.5)
        axes.plot([inside[0], inside[-1]], [share, share], color=light("violet"), linewidth=4, solid_capstyle="butt", zorder=1.6)
    if minutes != pk.standard_minutes():
        axes.plot(TIMES_H, usual.share, color=light("quiet"), linestyle="dashed")
        words = f"standard: {pk.standard_minutes()} min" if is_narrow() else f"standard, over {pk.standard_minutes()} minutes"
        slower = minutes > pk.standard_minutes()
        label(axes, pk.standard_minutes() / 60, 1.0, words, "quiet", (8, 10 if slower and is_narrow() else 3))
    axes.plot(TIMES_H, level.share, color=light("blue"), linewidth=2.4)
    mark(axes, minutes / 60, level.peak, "model", "blue", 6, clip_on=False)
    _peak(axes, minutes, level.peak, share)


def _peak(axes: Axes, minutes: int, peak: float, share: float) -> None:
    """Write beside the peak how long the drug was given and how high the peak is, clear of the line of the chosen level."""
    unit = axes.get_position().height * 72 * axes.figure.get_figheight() / TOP  # type: ignore[union-attr]
    over = (share - peak) * unit
    up = over + 9 if -6 < over < 12 else 3.0
    label(axes, minutes / 60, peak, f"{minutes} {'min' if is_narrow() else 'minutes'}: {percent(peak)}", "blue", (8, up), fontweight="bold")


def _time_above(axes: Axes, share: float, above: float, usual: float) -> None:
    """Write in the corner that no curve reaches for how long the level lies above the chosen one; on a phone over the curves."""
    if is_narrow():
        told = f"above {percent(share)}: {above:.0f} min, standard: {usual:.0f}"
        label(axes, HORIZON_H, TOP, told, "violet", (6, 9), ha="right", fontweight="bold")
        return
    words = f"above {percent(share)} for {above:.0f} minutes", f"standard: {usual:.0f} minutes"
    for down, text, weight in zip((10, 23), words, ("bold", "normal"), strict=True):
        label(axes, HORIZON_H, TOP, text, "violet", (-4, -down), ha="right", fontweight=weight)


def _total(axes: Axes, area: float) -> None:
    """Draw the total exposure as a bar, with the standard's as a dashed line."""
    rows_of_labels(axes, ["Total exposure"], end=0.45 if is_narrow() else 0.6, over=True)
    axes.grid(visible=False)
    axes.set(xlim=(0, TOP))
    _asked(axes)
    x_ticks(axes, {1: f"standard {pk.standard_minutes()} {'min' if is_narrow() else 'minutes'}: 100%"})
    axes.barh([0], [area], height=0.3 if is_narrow() else 0.5, color=light("blue"))
    axes.axvline(1.0, color=light("line"), linewidth=1.2, linestyle="dashed")
    number_at(axes, max(area, 1.0), 0, percent(area), "blue")  # right of the dashed line, so that it does not run through the number


def _asked(bars: Axes) -> None:
    """Lay the scale of total exposure, on which a guess is drawn, over the bar, and beyond its number at both ends."""
    half = 0.45 if is_narrow() else 0.55
    figure: Any = bars.get_figure()
    place = bars.get_position()
    _, above = bars.transAxes.inverted().transform(bars.transData.transform([(0, half), (0, -half)]))[:, 1]
    low = bars.transAxes.inverted().transform(bars.transData.transform((0, half)))[1]
    axes = figure.add_axes((place.x0, place.y0 + low * place.height, place.width, (above - low) * place.height), axes_class=Sheet)
    axes.set(xlim=bars.get_xlim(), ylim=(0, 1), label="total")
    axes.axis("off")


def _table(share: float, limit: str) -> Table:
    cells = tuple(
        (f"{m} minutes", percent(course(m).peak), f"{minutes_above(m, share):.0f} minutes", percent(course(m).area)) for m in all_minutes()
    )
    return Table(
        f"All speeds compared with the standard {pk.standard_minutes()} minutes",
        ("Given over", "Peak", f"Time above {limit}% of the standard peak", "Total exposure"),
        cells,
    )
