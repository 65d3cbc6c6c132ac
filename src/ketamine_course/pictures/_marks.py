"""One grammar of marks for all pictures: how a mark is drawn tells its basis, its shape a direction or a verdict.

Basis: filled = read in the work; hollow = as reported by others; hollow and dashed = from memory; square = our calculation; tilted
square = model. Direction: triangle up or down, bar = no change. Verdict: disc supported, half disc in part, triangle overstated, ring not
checkable, cross only for contradicted or against, and a short dash where nothing is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle

from ketamine_course.widgets.palette import light

Places: TypeAlias = float | Sequence[float] | np.ndarray


class Mark(NamedTuple):
    """A shape of matplotlib, whether it is filled, and whether its edge is dashed."""

    shape: str
    fill: str = "full"
    dashed: bool = False


MARKS = {
    "read": Mark("o"),
    "reported": Mark("o", "none"),
    "memory": Mark("o", "none", dashed=True),
    "ours": Mark("s"),
    "ours_reported": Mark("s", "none"),
    "model": Mark("D"),
    "up": Mark("^"),
    "down": Mark("v"),
    "same": Mark("_", "none"),
    "read_small": Mark("."),
    "person": Mark("o"),
    "against": Mark("x", "none"),
}
BASIS = {
    "seen": "read",
    "second_hand": "reported",
    "recalled": "memory",
    "derived": "ours",
    "assumption": "model",
    "record_only": "reported",
}
"""The mark of a number by its status in the tables."""


def mark(axes: Axes, x: Places, y: Places, kind: str, colour: str, size: float = 7.0, **options: Any) -> None:
    """Draw one of `MARKS` at one or several places, in the scales of the axes."""
    shape = MARKS[kind]
    edge = light(colour)
    options.setdefault("zorder", 3)
    if shape.dashed:
        style: dict[str, Any] = {
            "s": size**2,
            "facecolors": light("paper"),
            "edgecolors": edge,
            "linewidths": 1.3,
            "linestyles": [(0, (1.6, 1.1))],
        }
        axes.scatter(x, y, marker=MarkerStyle(shape.shape), **style, **options)
        return
    if kind == "same":
        options.setdefault("markeredgewidth", 3.5)
    face = edge if shape.fill == "full" else light("paper")
    axes.plot(x, y, shape.shape, markersize=size, color=edge, markerfacecolor=face, markeredgecolor=edge, linestyle="none", **options)


def handle(kind: str, colour: str) -> Line2D:
    """Return what stands for a mark in a key."""
    shape = MARKS[kind]
    edge = light(colour)
    face = edge if shape.fill == "full" else light("paper")
    return Line2D([], [], marker=shape.shape, markersize=6.5, markerfacecolor=face, markeredgecolor=edge, linestyle="none")
