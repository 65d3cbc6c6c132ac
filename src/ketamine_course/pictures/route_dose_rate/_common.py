"""What the pictures of notebook 03 share: a plot within a sheet, symbols by status, intervals, and the works behind them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.pictures._drawing import write
from ketamine_course.pictures._facts import rows_of
from ketamine_course.widgets.palette import light

STATUS_SYMBOLS = {
    "seen": ("full", "blue"),
    "second_hand": ("diamond", "violet"),
    "recalled": ("open_cross", "magenta"),
    "derived": ("half", "green"),
    "assumption": ("triangle", "orange"),
}
"""Symbol and colour of a number by its status: nothing unread looks like something read."""


@cache
def labels() -> dict[str, str]:
    """Return the names of the routes."""
    return {row["route"]: row["label"] for row in rows_of("route_descriptions")}


@dataclass(frozen=True)
class Plot:
    """A plane for data within a sheet: where it lies, and what its edges mean."""

    left: float
    right: float
    top: float
    bottom: float
    x_range: tuple[float, float]
    y_range: tuple[float, float] = (0.0, 1.0)
    log_x: bool = False

    def x(self, value: Any) -> Any:
        """Return the place of a value, or of an array of values, on the sheet."""
        low, high = self.x_range
        if self.log_x:
            value, low, high = np.log10(value), math.log10(low), math.log10(high)
        return self.left + (self.right - self.left) * (value - low) / (high - low)

    def y(self, value: Any) -> Any:
        """Return the height of a value, or of an array of values, on the sheet."""
        low, high = self.y_range
        return self.bottom - (self.bottom - self.top) * (value - low) / (high - low)

    def x_ticks(self, axes: Axes, ticks: Mapping[float, str], grid: bool = True) -> None:
        """Write the words under the plot and draw faint lines above them."""
        for value, words in ticks.items():
            if grid:
                axes.plot([self.x(value)] * 2, [self.top, self.bottom], color=light("faint"), linewidth=0.8, zorder=0)
            write(axes, self.x(value), self.bottom + 9, words, 8.4, "quiet", ha="center")

    def y_ticks(self, axes: Axes, ticks: Mapping[float, str]) -> None:
        """Write the words left of the plot and draw faint lines beside them."""
        for value, words in ticks.items():
            axes.plot([self.left, self.right], [self.y(value)] * 2, color=light("faint"), linewidth=0.8, zorder=0)
            write(axes, self.left - 5, self.y(value), words, 8.4, "quiet", ha="right")

    def curve(self, axes: Axes, x: Any, y: Any, colour: str, **options: Any) -> None:
        """Draw a line through data."""
        options.setdefault("linewidth", 1.8)
        axes.plot(self.x(np.asarray(x)), self.y(np.asarray(y)), color=light(colour), **options)


def line(axes: Axes, x0: float, x1: float, y: float, colour: str, **options: Any) -> None:
    """Draw a level line between two places of the sheet."""
    options.setdefault("linewidth", 1.8)
    options.setdefault("solid_capstyle", "butt")
    axes.plot([x0, x1], [y, y], color=light(colour), **options)


def percent(share: float) -> str:
    """Return a share as a whole percentage, and at least ``<1%`` where it is not zero."""
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def present(value: Any) -> bool:
    """Say whether a cell of a table holds a number."""
    return isinstance(value, int | float) and not math.isnan(value)


def ends(row: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return lowest and highest of what a row of `routes` states: its value, or its range where there is no value."""
    if present(row["value"]):
        return float(row["value"]), float(row["value"])
    return (float(row["low"]), float(row["high"])) if present(row["low"]) else None
