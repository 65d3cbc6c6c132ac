"""When levels peak by route: all routes under each other on one axis of time, each level as a share of its own peak."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_course.models import pharmacokinetics as pk
from ketamine_course.pictures._charts import chart, heading, key, label, x_ticks
from ketamine_course.pictures._drawing import lowered
from ketamine_course.pictures._facts import rows_of
from ketamine_course.pictures._marks import BASIS, mark
from ketamine_course.pictures.route_dose_rate._common import few_points, labels
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
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
    "vein": "Intravenous, over {minutes} minutes",
    "under_skin": "Under the skin (no data)",
    "rectal": "Rectum (modelled as oral)",
}
"""Labels of routes whose timing needs a word: how it was given, or where the speed of absorption comes from."""
LANES = {"seen": 0.32, "second_hand": 0.1}
"""How high published peaks stand over the base of their curve, as a share of it, so that none hides another."""
HEIGHT = 330
PHONE = {"height": 452, "right": 14}


@cache
def shape(name: str) -> tuple[np.ndarray, float]:
    """Return a level over time as a share of its own peak, and when the peak comes (h); `vein` is the standard infusion."""
    standard = pk.standard_infusion()
    dose = standard if name == "vein" else pk.Dose(standard.amount_mg, absorption=pk.absorption(name))
    fine = np.sort(np.append(np.linspace(0, 6, 1441), standard.infusion_h))
    levels = pk.levels_ng_per_ml(pk.typical(), [dose], fine)[0]
    at_times = pk.levels_ng_per_ml(pk.typical(), [dose], TIMES_H)[0]
    return at_times / levels.max(), float(fine[levels.argmax()])


@cache
def drawn(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return hours and levels of `shape` at the few points that a line needs."""
    return few_points(TIMES_H, shape(name)[0], 0.004)


def _half_span(name: str) -> tuple[float, float]:
    """Return from when to when a level lies above half of its own peak, in hours."""
    share = shape(name)[0]
    first, last = np.flatnonzero(share >= 0.5)[[0, -1]]
    rising, falling = slice(first - 1, first + 1), slice(last + 1, last - 1, -1)  # straight lines between neighbours
    return tuple(float(np.interp(0.5, share[part], TIMES_H[part])) for part in (rising, falling))  # type: ignore[return-value]


def all_routes() -> Picture:
    """Draw a curve for each route, the earliest peak on top."""
    names = {"vein": ("vein",), **CURVES}
    peaks = {route: shape(curves[0])[1] for route, curves in names.items()}
    order = sorted(names, key=lambda route: peaks[route])
    shown = {NOTED.get(route, labels()[route]).format(minutes=pk.standard_minutes()): route for route in order}
    spans = {route: _half_span(curves[0]) for route, curves in names.items()}
    title = f"The peak comes after {min(peaks.values()) * 60:.0f} to {max(peaks.values()) * 60:.0f} minutes"
    figure, axes = chart(
        HEIGHT,
        title,
        "Level by route, each as a share of its own peak; earliest peak on top",
        left=180,
        right=54,
        top=72,
        bottom=48,
        narrow=PHONE | {"left": 14, "top": 112, "bottom": 48},
    )
    _keys(figure)
    touch(axes, y=("route", {route: at - 0.4 for at, route in enumerate(order) if route in CURVES}))
    axes.set(xlim=(0, 4), ylim=(len(order) - 0.8, -1.05), yticks=[])
    axes.set_label("peak")
    x_ticks(axes, {0: "0", 1: "1 h", 2: "2 h", 3: "3 h", 4: "4 h"})
    for y, (name, route) in enumerate(shown.items()):
        _row(axes, y, name, route)
    description = (
        "In the teaching model, the peak comes after the following number of minutes: "
        f"{'; '.join(f'{lowered(name)} {peaks[route] * 60:.0f}' for name, route in shown.items())}. "
        "The line across each curve spans the time above half of its own peak."
    )
    cells = tuple((name, f"{peaks[r] * 60:.0f} min", _minutes(*spans[r])) for name, r in shown.items())
    table = Table("Timing in the teaching model (absorption assumed)", ("Route", "Peak", "Above half of its own peak"), cells)
    return Picture(figure, description, "simulated", table)


def _keys(figure: Figure) -> None:
    """Write what the marks and the line across a curve mean."""
    peak = "peak: modelled" if is_narrow() else "peak modelled, speed assumed"
    half = Line2D([], [], color=light("line"), linewidth=3, label="above half of it" if is_narrow() else "above half of its own peak")
    key(
        figure,
        55,
        [("model", "model", peak), ("read", "blue", "read"), ("reported", "blue", "reported"), half],
        gap=12 if is_narrow() else 17,
    )


def _row(axes: Axes, y: int, name: str, route: str) -> None:
    """Draw the level of a route over its own base, with its peak and the published ones, and its name beside or, on a phone, over it."""
    curve = CURVES.get(route, (route,))[0]
    (hours, share), peak = drawn(curve), shape(curve)[1]
    high, line = (0.52, 0.82) if is_narrow() else (0.78, 0.3)
    at: dict[str, Any] = {"ha": "right"} if is_narrow() else {"shift": (6, 0)}
    levels = y - high * share
    axes.fill([0, *hours, hours[-1]], [y, *levels, y], facecolor=light("blue_ground"), edgecolor="none", zorder=0.8)
    axes.plot(hours, levels, color=light("blue"), linewidth=1.6)
    axes.axhline(y, color=light("faint"), linewidth=0.8, zorder=0.9)
    axes.plot(_half_span(curve), [y - high / 2] * 2, color=light("line"), linewidth=3, solid_capstyle="butt")
    mark(axes, peak, y - high, "model", "model", 7)
    label(axes, axes.get_xlim()[1], y - line, f"{peak * 60:.0f} min", "ink", **at, fontweight="bold")
    for status, hour in _published_peaks(route):
        mark(axes, hour, y - high * LANES[status], BASIS[status], "blue", 5)
    heading(axes, y - line, name, fontweight="normal")


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
