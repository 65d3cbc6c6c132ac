"""Timing: how levels rise and fall by route, each as a share of its own peak, and what the total exposure may be."""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.models import pharmacokinetics as pk
from ketamine_course.pictures._drawing import band, legend, lowered, rule, sheet, symbol, write, write_lines
from ketamine_course.pictures._facts import rows_of
from ketamine_course.pictures.route_dose_rate._availability import estimates, lane, measured, read_range
from ketamine_course.pictures.route_dose_rate._common import STATUS_SYMBOLS, Plot, ends, labels, line, percent
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table

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
    "rectal": "Rectum (taken as by mouth)",
}
"""Labels of routes whose timing needs a word: how it was given, or where the speed of absorption comes from."""
LANES = {"seen": -7.0, "second_hand": 7.0}
"""Published peaks lie above and below the modelled one, so that none hides another."""
HOURS = {0.0: "0 h", 1.0: "1", 2.0: "2", 3.0: "3", 4.0: "4", 5.0: "5", 6.0: "6 h"}
COUNT = 1000


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
    figure, axes = sheet(100 + 27 * len(names))
    plot = Plot(186, 440, 36, 42 + 27 * len(names), (0, 4))
    plot.x_ticks(axes, {0: "0", 1: "1 h", 2: "2 h", 3: "3 h", 4: "4 h"})
    write(axes, 14, 16, "When is the level above half of its own peak?", 10, fontweight="bold")
    cells, words = [], []
    for number, (route, curves) in enumerate(names.items()):
        y = 52.0 + 27 * number
        rule(axes, y + 13.5)
        label = NOTED.get(route, labels()[route]).format(minutes=pk.standard_minutes())
        write_lines(axes, 14, y, label, 160, 8.8)
        start, end = _half_span(curves[0])
        peak = _shape(curves[0])[1]
        line(axes, plot.x(start), plot.x(end), y, "green", linewidth=5, alpha=0.35)
        symbol(axes, plot.x(peak), y, *STATUS_SYMBOLS["derived"])
        for row in _published_peaks(route):
            symbol(axes, plot.x(row[1]), y + LANES[row[0]], *STATUS_SYMBOLS[row[0]], 5.5)
        cells.append((label, f"{peak * 60:.0f} min", f"{start * 60:.0f} to {end * 60:.0f} min"))
        words.append(f"{lowered(label)} {peak * 60:.0f}")
    legend(axes, plot.bottom + 26, [(*STATUS_SYMBOLS["derived"], "peak in the model, speed of absorption assumed")])
    legend(axes, plot.bottom + 41, [(*STATUS_SYMBOLS[s], f"peak: {MARKS[s]}") for s in ("seen", "second_hand")], gap=8)
    description = (
        f"Time of the peak in the teaching model, in minutes: {'; '.join(words)}. Each bar spans the time above half of its own peak."
    )
    table = Table("Timing in the teaching model (absorption assumed)", ("Route", "Peak", "Above half of its own peak"), tuple(cells))
    return Picture(figure, description, "simulated", table)


def _published_peaks(route: str) -> list[tuple[str, float]]:
    """Return status and hours of the published times to peak, those with a single value that is not from memory."""
    found = [
        row
        for row in rows_of("routes")
        if row["route"] == route and row["quantity"] == "time to peak" and row["mark"] in ("seen", "second_hand")
    ]
    return [(row["mark"], row["value"] / (60 if row["unit"] == "min" else 1)) for row in found if row["value"] == row["value"]]


def _one(route: str) -> Picture:
    figure, axes = sheet(330)
    plot = Plot(66, 440, 42, 178, (0, 6), (0, 1.05))
    write(axes, 14, 16, "Timing: each level as a share of its own peak", 10, fontweight="bold")
    plot.x_ticks(axes, HOURS)
    plot.y_ticks(axes, {0.0: "0%", 0.5: "50%", 1.0: "100%"})
    plot.curve(axes, TIMES_H, _shape("vein")[0], "quiet", linestyle="dashed")
    for name in CURVES[route]:
        plot.curve(axes, TIMES_H, _shape(name)[0], "blue", linewidth=2.2)
    write(axes, plot.x(2.6), plot.y(0.92), f"dashed: standard infusion, {pk.standard_minutes()} minutes", 8.8, "quiet")
    write(
        axes,
        plot.x(2.6),
        plot.y(0.80),
        f"blue: {lowered(labels()[route].split(' or ')[0])}{', two assumed speeds' if len(CURVES[route]) > 1 else ''}",
        8.8,
        "blue",
    )
    peaks = [f"{_shape(name)[1] * 60:.0f}" for name in CURVES[route]]
    range_words = _exposure(axes, 206, route)
    description = (
        f"{labels()[route]}: the modelled level peaks {' or '.join(peaks)} minutes after the dose; "
        f"that of the standard infusion at its end, after {pk.standard_minutes()}. "
        f"Heights are shares of their own peak and cannot be compared. {range_words}"
    )
    return Picture(figure, description, "simulated", _table(route))


def _exposure(axes: Axes, top: float, route: str) -> str:
    """Draw the range of the total exposure beside the standard infusion, and return it in words."""
    plot = Plot(66, 440, top + 24, top + 78, (0, 1))
    write(axes, 14, top + 10, "Total exposure, the standard infusion of the same labelled amount set to 100%", 9.4, fontweight="bold")
    plot.x_ticks(axes, {0.0: "0%", 0.25: "25%", 0.5: "50%", 0.75: "75%", 1.0: "100%"})
    rows, span, spread = estimates(route), read_range(route), _spread(route)
    if spread:
        band(axes, plot.x(spread[0]), top + 30, plot.x(min(1.0, spread[1])) - plot.x(spread[0]), 40, "violet_ground")
    if span:
        line(axes, plot.x(span[0]), plot.x(span[1]), top + 50, "blue", linewidth=7, alpha=0.4)
    for row in rows:
        for end in set(ends(row) or ()):
            kind, colour = STATUS_SYMBOLS[row["mark"]]
            symbol(axes, plot.x(end), top + 50 + lane(row), "open" if kind == "full" and not measured(row) else kind, colour, 6)
    if not rows:
        write(axes, plot.x(0.5), top + 50, "not known to us", 9.5, "quiet", ha="center", fontstyle="italic")
    notes = ["Blue: range of what was measured."] if span else []
    notes += ["Violet ground: 9 of 10 simulated people."] if spread else []
    notes += [] if span or not rows else ["No estimate was read in the work."]
    write(axes, 66, top + 104, " ".join(notes), 8.6, "quiet")
    return _range_words(span, spread, bool(rows))


def _range_words(span: tuple[float, float] | None, spread: tuple[float, float] | None, any_rows: bool) -> str:
    if not any_rows:
        return "How much of it arrives in people is not known to us."
    if span is None:
        return "The only estimate of the total exposure is from memory, to be checked."
    text = f"Total exposure beside the standard infusion: {percent(span[0])}"
    fold = span[1] / span[0]
    if fold == 1:
        text += " in the one study read."
    else:
        text += f" to {percent(span[1])} in the studies read" + (f", a factor of {fold:.1f}." if fold > 1.2 else ", close together.")
    return text + (f" Nine of ten simulated people: {percent(spread[0])} to {percent(min(1, spread[1]))}." if spread else "")


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
