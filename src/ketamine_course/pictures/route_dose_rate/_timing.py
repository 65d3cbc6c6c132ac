"""Timing: how levels rise and fall by route, each as a share of its own peak, and what the total exposure may be."""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.absences import found_on, told
from ketamine_course.models import pharmacokinetics as pk
from ketamine_course.pictures._charts import chart, key, label, note, percent, rows_of_labels, say, x_ticks, y_ticks
from ketamine_course.pictures._drawing import lowered
from ketamine_course.pictures._facts import rows_of
from ketamine_course.pictures._marks import BASIS, mark
from ketamine_course.pictures.route_dose_rate._common import ends, labels
from ketamine_course.pictures.route_dose_rate._estimates import kind_and_colour, lane
from ketamine_course.pictures.route_dose_rate._shares import estimates, read_range
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

TIMES_H = np.linspace(0, 6, 181)
CURVES = {
    "muscle": ("muscle",),
    "under_skin": ("under_skin",),
    "nose_racemic": ("nose_high", "nose_low"),
    "under_tongue": ("under_tongue",),
    "mouth": ("mouth",),
    "rectal": ("rectal",),
}
"""Routes that the teaching model covers, with the names of their absorption there; the nose has a hopeful and a gloomy case."""
NOTED = {
    "vein": "Into a vein, over {minutes} minutes",
    "under_skin": "Under the skin (no data)",
    "rectal": "Rectum (modelled as oral)",
}
"""Labels of routes whose timing needs a word: how it was given, or where the speed of absorption comes from."""
LANES = {"seen": -0.3, "second_hand": 0.3}
"""Published peaks lie above and below the modelled one, so that none hides another."""
HOURS = {0.0: "0 h", 1.0: "1", 2.0: "2", 3.0: "3", 4.0: "4", 5.0: "5", 6.0: "6 h"}
COUNT = 1000
HEIGHT = 330
PHONE = {"height": 390, "right": 14}


@cache
def _shape(name: str) -> tuple[np.ndarray, float]:
    """Return a level over time as a share of its own peak, and when the peak comes (h); `vein` is the standard infusion."""
    standard = pk.standard_infusion()
    dose = standard if name == "vein" else pk.Dose(standard.amount_mg, absorption=pk.absorption(name))
    fine = np.sort(np.append(np.linspace(0, 6, 1441), standard.infusion_h))
    levels = pk.levels_ng_per_ml(pk.typical(), [dose], fine)[0]
    at_times = pk.levels_ng_per_ml(pk.typical(), [dose], TIMES_H)[0]
    return at_times / levels.max(), float(fine[levels.argmax()])


@explorable(
    title="The same labelled amount by another route",
    narrow=True,
    route=Choice(lambda: {"all": "All routes: when", **{route: labels()[route] for route in CURVES}}, label="Show"),
)
def routes_in_time(route: str) -> Picture:
    """When levels peak and fall, as shares of their own peak, and the range of total exposure beside the standard infusion."""
    return _when() if route == "all" else _one(route)


def _half_span(name: str) -> tuple[float, float]:
    """Return from when to when a level lies above half of its own peak, in hours."""
    over = TIMES_H[_shape(name)[0] >= 0.5]
    return float(over[0]), float(over[-1])


def _when() -> Picture:
    names = {"vein": ("vein",), **CURVES}
    shown = {NOTED.get(route, labels()[route]).format(minutes=pk.standard_minutes()): route for route in names}
    peaks = {route: _shape(curves[0])[1] for route, curves in names.items()}
    spans = {route: _half_span(curves[0]) for route, curves in names.items()}
    title = f"The peak comes after {min(peaks.values()) * 60:.0f} to {max(peaks.values()) * 60:.0f} minutes"
    figure, axes = chart(
        HEIGHT,
        title,
        "Bars: when the level is above half of its own peak",
        left=180,
        top=84,
        bottom=48,
        narrow=PHONE | {"left": 92, "top": 138, "bottom": 48},
    )
    key(
        figure,
        55,
        [("model", "model", "peak in the model (speed assumed)" if is_narrow() else "peak in the model, speed of absorption assumed")],
    )
    key(figure, 69, [(BASIS[status], "blue", f"peak: {MARKS[status]}") for status in ("seen", "second_hand")])
    rows_of_labels(axes, list(shown), most=26)
    touch(axes, y=("route", {route: at for at, route in enumerate(names) if route in CURVES}))
    axes.set(xlim=(0, 4))
    axes.set_label("peak")
    x_ticks(axes, {0: "0", 1: "1 h", 2: "2 h", 3: "3 h", 4: "4 h"})
    places, ends_ = range(len(names)), [spans[route] for route in names]
    axes.barh(places, [end - start for start, end in ends_], 0.24, [start for start, _ in ends_], color=light("line"), alpha=0.35)
    mark(axes, [peaks[route] for route in names], list(places), "model", "model")
    for y, route in enumerate(names):
        for status, hours in _published_peaks(route):
            mark(axes, hours, y + LANES[status], BASIS[status], "blue", 5.5)
    description = (
        "In the teaching model, the peak comes after this many minutes: "
        f"{'; '.join(f'{lowered(name)} {peaks[route] * 60:.0f}' for name, route in shown.items())}. "
        "Each bar spans the time above half of its own peak."
    )
    cells = tuple((name, f"{peaks[r] * 60:.0f} min", _minutes(*spans[r])) for name, r in shown.items())
    table = Table("Timing in the teaching model (absorption assumed)", ("Route", "Peak", "Above half of its own peak"), cells)
    return Picture(figure, description, "simulated", table)


def _minutes(start: float, end: float) -> str:
    return f"{start * 60:.0f} to {end * 60:.0f} min"


def _published_peaks(route: str) -> list[tuple[str, float]]:
    """Return status and hours of the published times to peak, those with a single value that is not from memory."""
    found = [
        row
        for row in rows_of("routes")
        if row["route"] == route and row["quantity"] == "time to peak" and row["mark"] in ("seen", "second_hand")
    ]
    return [(row["mark"], row["value"] / (60 if row["unit"] == "min" else 1)) for row in found if row["value"] == row["value"]]


def _one(route: str) -> Picture:
    told_range = _range_words(read_range(route), _spread(route), bool(estimates(route)))
    peaks = " or ".join(f"{_shape(name)[1] * 60:.0f}" for name in CURVES[route])
    figure, (over_time, total) = chart(
        HEIGHT,
        f"The modelled level peaks after {peaks} minutes",
        f"{labels()[route]}; each level as a share of its own peak",
        2,
        bottom=54,
        hspace=0.62,
        height_ratios=(2.3, 1),
        narrow=PHONE | {"left": 42, "top": 118, "bottom": 72, "hspace": 1.1},
    )
    _curves(over_time, route)
    for line, words in enumerate(
        wrapped("Total exposure, standard infusion of the same labelled amount = 100%", 38 if is_narrow() else 80)
    ):
        say(figure, 12, (258 if is_narrow() else 212) + 13 * line, words)
    note(figure, _exposure(total, route))
    description = (
        f"{labels()[route]}: the modelled level peaks {peaks} minutes after the dose; "
        f"that of the standard infusion at its end, after {pk.standard_minutes()}. "
        f"Because heights are shares of each curve's own peak, they cannot be compared. {told_range}"
    )
    return Picture(figure, description, "simulated", _table(route))


def _curves(axes: Axes, route: str) -> None:
    axes.set(xlim=(0, 6), ylim=(0, 1.1))
    axes.set_label("level")
    x_ticks(axes, HOURS)
    y_ticks(axes, {0.0: "0%", 0.5: "50%", 1.0: "100%"})
    axes.plot(TIMES_H, _shape("vein")[0], color=light("quiet"), linestyle="dashed")
    for name in CURVES[route]:
        axes.plot(TIMES_H, _shape(name)[0], color=light("blue"), linewidth=2.2)
    lift = 30 if is_narrow() else 0  # on a phone over the axes
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
    label(axes, 6, 1, f"{lowered(labels()[route].split(' or ')[0])}{speeds}", "blue", (0, lift - 21), ha="right", fontweight="bold")


def _exposure(axes: Axes, route: str) -> str:
    """Draw the range of the total exposure beside the standard infusion, and return what the marks mean."""
    axes.set(xlim=(0, 1), ylim=(1, -1), yticks=[])
    axes.set_label("exposure")
    x_ticks(axes, {0.0: "0%", 0.25: "25%", 0.5: "50%", 0.75: "75%", 1.0: "100%"})
    rows, measured_span, spread = estimates(route), read_range(route), _spread(route)
    if spread:
        axes.axvspan(spread[0], min(1.0, spread[1]), facecolor=light("blue_ground"), zorder=0.5)
    if measured_span:
        axes.plot(measured_span, [0, 0], color=light("blue"), linewidth=7, alpha=0.4)
    for row in rows:
        for end in set(ends(row) or ()):
            mark(axes, end, lane(row), *kind_and_colour(row), 6)
    if not rows:
        label(axes, 0.5, 0, "none found" if is_narrow() else told("share_under_skin"), "quiet", ha="center", fontstyle="italic")
    notes = ["Bar: range of what was measured."] if measured_span else []
    notes += ["Shaded: 9 of 10 simulated people."] if spread else []
    notes += [] if measured_span or not rows else ["No estimate was read in the work."]
    return " ".join(notes)


def _range_words(span: tuple[float, float] | None, spread: tuple[float, float] | None, any_rows: bool) -> str:
    if not any_rows:
        return f"No figure for how much of it arrives in people {found_on('share_under_skin')}."
    if span is None:
        return "The only estimate of the total exposure is from memory, to be checked."
    text = f"Compared with the standard infusion, total exposure is {percent(span[0])}"
    fold = span[1] / span[0]
    if fold == 1:
        text += " in the one study read."
    else:
        text += f" to {percent(span[1])} in the studies read" + (f", a factor of {fold:.1f}." if fold > 1.2 else ", close together.")
    return text + (f" For nine of ten simulated people it is {percent(spread[0])} to {percent(min(1, spread[1]))}." if spread else "")


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
            percent(float(np.interp(hour, TIMES_H, _shape("vein")[0]))),
            *(percent(float(np.interp(hour, TIMES_H, _shape(n)[0]))) for n in CURVES[route]),
        )
        for hour in hours
    ]
    columns = ("Time", "Standard infusion", *(("This route",) if len(CURVES[route]) == 1 else ("Hopeful case", "Gloomy case")))
    return Table("Level as a share of its own peak (teaching model)", columns, tuple(cells))
