"""Timing: how levels rise and fall by route, each as a share of its own peak, and what the total exposure may be."""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.absences import found_on, told
from ketamine_course.models import pharmacokinetics as pk
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import chart, label, note, pushed, say, x_ticks, y_ticks
from ketamine_course.pictures._drawing import lowered
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures.route_dose_rate._common import ends, labels
from ketamine_course.pictures.route_dose_rate._estimates import draw_tube, keys, kind_and_colour, lane, marks_in_words, span_words
from ketamine_course.pictures.route_dose_rate._peaks import CURVES, HEIGHT, PHONE, TIMES_H, all_routes, drawn, shape
from ketamine_course.pictures.route_dose_rate._shares import estimates, read_range
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.width import is_narrow

HOURS = {0.0: "0 h", 1.0: "1", 2.0: "2", 3.0: "3", 4.0: "4", 5.0: "5", 6.0: "6 h"}
COUNT = 1000


@explorable(
    title="The same labelled amount by another route",
    narrow=True,
    route=Choice(lambda: {"all": "All routes: when", **{route: labels()[route] for route in CURVES}}, label="Route", cases=True),
)
def routes_in_time(route: str) -> Picture:
    """When levels peak and fall, as shares of their own peak, and the range of total exposure beside the standard infusion."""
    return all_routes() if route == "all" else _one(route)


def _one(route: str) -> Picture:
    told_range = _range_words(read_range(route), _spread(route), bool(estimates(route)))
    peaks = " or ".join(f"{shape(name)[1] * 60:.0f}" for name in CURVES[route])
    figure, (over_time, total) = chart(
        HEIGHT,
        f"The modelled level peaks after {peaks} minutes",
        f"{labels()[route]}; each level as a share of its own peak",
        2,
        bottom=74,
        hspace=0.42,
        height_ratios=(7, 1),
        narrow=PHONE | {"left": 42, "top": 112, "bottom": 116, "hspace": 0.55, "height_ratios": (6, 1)},
    )
    _curves(over_time, route)
    lines = wrapped("Total exposure, standard infusion of the same labelled amount = 100%", 38 if is_narrow() else 80)
    for line, words in enumerate(lines):
        say(figure, 12, 72 * figure.get_figheight() * (1 - total.get_position().y1) - 8 + 13 * (line + 1 - len(lines)), words)
    note(figure, _exposure(total, route))
    if rows := estimates(route):
        low, high = read_range(route) or (0, 0)
        under = 72 * figure.get_figheight() - (86 if is_narrow() else 44)
        keys(figure, rows, shaded=high > low, y=under - pushed(figure))
    description = (
        f"{labels()[route]}: the modelled level peaks {peaks} minutes after the dose, whereas with "
        f"the standard infusion it peaks after {pk.standard_minutes()} minutes, when the infusion ends. "
        f"Because heights are shares of each curve's own peak, they cannot be compared. {told_range}"
    )
    notes = (marks_in_words(rows),) if rows else ()
    return Picture(figure, description, "simulated", _table(route), notes)


def _curves(axes: Axes, route: str) -> None:
    axes.set(xlim=(0, 6), ylim=(0, 1.1))
    axes.set_label("level")
    x_ticks(axes, HOURS)
    y_ticks(axes, {0.0: "0%", 0.5: "50%", 1.0: "100%"})
    axes.plot(*drawn("vein"), color=light("quiet"), linestyle="dashed")
    for name in CURVES[route]:
        hours, share = drawn(name)
        axes.fill([0, *hours, hours[-1]], [0, *share, 0], facecolor=light("blue_ground"), edgecolor="none", alpha=0.7, zorder=0.6)
        axes.plot(hours, share, color=light("blue"), linewidth=2.2)
        mark(axes, shape(name)[1], 1, "model", "model", 7)
    lift = 36 if is_narrow() else 0  # on a phone over the axes
    label(
        axes,
        6,
        1,
        f"standard infusion, {pk.standard_minutes()} min (dashed)"
        if lift
        else f"standard infusion, {pk.standard_minutes()} minutes (dashed)",
        "quiet",
        (0, lift - 6),
        ha="right",
    )
    speeds = (", two speeds" if is_narrow() else ", two assumed speeds") if len(CURVES[route]) > 1 else ""
    words = f"{lowered(labels()[route].split(' or ')[0])}{speeds}"
    label(axes, 6, 1, words, "blue", (0, lift - (19 if lift else 21)), ha="right", fontweight="bold")


def _exposure(axes: Axes, route: str) -> str:
    """Draw the range of the total exposure beside the standard infusion, and return what the marks mean."""
    axes.set(xlim=(0, 1), ylim=(1, -1), yticks=[])
    axes.set_label("exposure")
    axes.grid(visible=False)
    x_ticks(axes, {0.0: "0%", 0.25: "25%", 0.5: "50%", 0.75: "75%", 1.0: "100%"})
    rows, measured_span, spread = estimates(route), read_range(route), _spread(route)
    draw_tube(axes, 0, 1.6, measured_span)
    if spread:
        axes.plot([spread[0], min(1.0, spread[1])], [0.9, 0.9], color=light("blue"), linewidth=2, clip_on=False)
    for row in rows:
        for end in set(ends(row) or ()):
            mark(axes, end, lane(row), *kind_and_colour(row), 6)
    if measured_span:
        label(axes, 1, 0, span_words(measured_span), "blue", (-4, 0), ha="right", fontweight="bold")
    if not rows:
        label(axes, 0.5, 0, "none found" if is_narrow() else told("share_under_skin"), "quiet", ha="center", fontstyle="italic")
    notes = ["Line under the strip: nine in ten simulated people."] if spread else []
    notes += [] if measured_span or not rows else ["No work that we have read gives an estimate."]
    return " ".join(notes)


def _range_words(span: tuple[float, float] | None, spread: tuple[float, float] | None, any_rows: bool) -> str:
    if not any_rows:
        return f"No figure for how much of the drug reaches the blood in people {found_on('share_under_skin')}."
    if span is None:
        return "The only estimate of total exposure is from memory, not yet checked."
    text = f"Compared with the standard infusion, total exposure is {percent(span[0])}"
    fold = span[1] / span[0]
    if fold == 1:
        text += " in the one study that we read."
    else:
        text += f" to {percent(span[1])} in the studies that we read"
        text += f", so the values differ by a factor of {fold:.1f}." if fold > 1.2 else ", so the values lie close together."
    return text + (f" For nine in ten simulated people, it is {percent(spread[0])} to {percent(min(1, spread[1]))}." if spread else "")


@cache
def _spread(route: str) -> tuple[float, float] | None:
    """Return 5th and 95th percentile of simulated exposure beside a typical standard infusion, where a spread is known."""
    try:
        absorbed = pk.absorption_of_crowd(route, COUNT)
    except ValueError:
        return None
    standard = pk.standard_infusion()
    areas = pk.areas_ng_h_per_ml(pk.crowd(COUNT), [pk.Dose(standard.amount_mg, absorption=absorbed)])
    low, high = np.quantile(areas / pk.areas_ng_h_per_ml(pk.typical(), [standard]), [0.05, 0.95])
    return float(low), float(high)


def _table(route: str) -> Table:
    hours = (0.25, 0.5, 1.0, 2.0, 4.0, 6.0)
    cells = [
        (
            f"{hour:g} h",
            percent(float(np.interp(hour, TIMES_H, shape("vein")[0]))),
            *(percent(float(np.interp(hour, TIMES_H, shape(n)[0]))) for n in CURVES[route]),
        )
        for hour in hours
    ]
    columns = ("Time", "Standard infusion", *(("This route",) if len(CURVES[route]) == 1 else ("Optimistic case", "Pessimistic case")))
    return Table("Level as a share of its own peak (teaching model)", columns, tuple(cells))
