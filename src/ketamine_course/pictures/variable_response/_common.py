"""What the pictures of notebook 04 share: scales, ticks, histograms, and the works they rest on."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.pictures._drawing import write
from ketamine_course.pictures._facts import rows_of
from ketamine_course.references import all_works
from ketamine_course.widgets.palette import light

Scale = Callable[[float], float]

MINUS = "\u2212"
_TRIALS = ("lii2023", "popova2019", "daly2019", "anand2023", "glue2024")


def linear(low: float, high: float, left: float, right: float) -> Scale:
    """Return the map from values to places between two edges of the sheet."""
    return lambda value: left + (right - left) * (value - low) / (high - low)


def logarithmic(low: float, high: float, left: float, right: float) -> Scale:
    """Return the same for a logarithmic scale."""
    line = linear(math.log(low), math.log(high), left, right)
    return lambda value: line(math.log(value))


def ticks(
    axes: Axes, y: float, at: Mapping[float, str] | Mapping[int, str], to_x: Scale, title: str = "", top: float | None = None
) -> None:
    """Draw an x axis at `y` with labels, a title under it, and gridlines up to `top`."""
    places = [to_x(value) for value in at]
    axes.plot([min(places), max(places)], [y, y], color=light("line"), linewidth=1.0, zorder=0.5)
    for place, words in zip(places, at.values(), strict=True):
        if top is not None:
            axes.plot([place, place], [top, y], color=light("faint"), linewidth=0.8, zorder=0)
        write(axes, place, y + 10, words, 8.4, "quiet", ha="center")
    if title:
        write(axes, (min(places) + max(places)) / 2, y + 24, title, 8.6, "quiet", ha="center")


def histogram(axes: Axes, values: Sequence[float] | np.ndarray, edges: np.ndarray, to_x: Scale, base: float, height: float, peak: float,
              colour: str, *, fill: str | None = None, dashed: bool = False) -> None:  # fmt: skip
    """Draw the shares of values per bin as an outline that stands on `base`; `peak` is the share that fills `height` (0: the largest)."""
    counts, _ = np.histogram(values, edges)  # what lies beyond the edges is not drawn
    tops = base - height * counts / (len(values) * peak or counts.max())
    xs = np.repeat([to_x(edge) for edge in edges], 2)
    ys = np.concatenate([[base], np.repeat(tops, 2), [base]])
    if fill:
        axes.fill(xs, ys, facecolor=light(fill), edgecolor="none", zorder=0.8)
    axes.plot(xs, ys, color=light(colour), linewidth=1.5, linestyle=(0, (4, 2)) if dashed else "solid")


def interval(axes: Axes, y: float, low: float, high: float, to_x: Scale, colour: str, *, dashed: bool = False, width: float = 2.0) -> None:
    """Draw an interval as a line with short ends."""
    first, last = to_x(low), to_x(high)
    axes.plot([first, last], [y, y], color=light(colour), linewidth=width, linestyle=(0, (3, 2)) if dashed else "solid")
    for end in (first, last):
        axes.plot([end, end], [y - 3, y + 3], color=light(colour), linewidth=1.4)


def upright(axes: Axes, x: float, top: float, bottom: float, colour: str = "ink", *, dashed: bool = False, width: float = 1.4) -> None:
    """Draw a vertical line."""
    axes.plot([x, x], [top, bottom], color=light(colour), linewidth=width, linestyle=(0, (4, 3)) if dashed else "solid")


def signed(value: float, digits: int = 1) -> str:
    """Return a number with a true minus sign."""
    return f"{value:.{digits}f}".replace("-", MINUS)


def named(text: str) -> str:
    """Return a text of the tables with names for people in place of the keys of works and factors."""
    labels = {row["factor"]: f"see {row['label']}" for row in rows_of("factors") if "_" in row["factor"]}
    known = {each.key: each.short for each in all_works()}
    return re.sub(r"\b[a-z]+(?:\d{4}|_)[a-z_]*\b", lambda key: known.get(key[0]) or labels.get(key[0], key[0]), text)


def works() -> set[str]:
    """Return the keys of all works that the pictures of this notebook rest on."""
    keys = {row["ref"] for table in ("factor_evidence", "blinding_numbers", "published_arm_values") for row in rows_of(table)}
    keys |= {row["ref"] for table in ("trial_results", "trial_arms", "trial_counts") for row in rows_of(table) if row["trial"] in _TRIALS}
    keys |= {row["ref"] for row in rows_of("meta_results") if row["meta"] in ("an2021", "kishimoto2016", "price2022ipd")}
    lists = ("variance_ratios", "simulation_defaults", "simulation_ideas", "spread")
    return {key for key in keys if key} | {key for table in lists for row in rows_of(table) for key in row["refs"]}
