"""Small drawings of whom or what something was studied in: a person, a mouse, a cell, a flask for models, a capsule for a product."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, PathPatch
from matplotlib.path import Path

from ketamine_course.pictures._planes import Sheet
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.width import width

Draw = Callable[[Axes, float, float, str], None]
M: Any = Path.MOVETO
L: Any = Path.LINETO
C: Any = Path.CURVE4
APART = 31.0
"""How far icons stand apart."""


def _filled(axes: Axes, corners: list[tuple[float, float]], codes: list[Any], x: float, y: float, colour: str) -> None:
    path = Path([(x + across, y + down) for across, down in corners], codes)
    axes.add_patch(PathPatch(path, facecolor=light(colour), edgecolor="none", zorder=3))


def _round(axes: Axes, x: float, y: float, wide: float, high: float, colour: str) -> None:
    axes.add_patch(Ellipse((x, y), wide, high, facecolor=light(colour), edgecolor="none", zorder=3))


def _person(axes: Axes, x: float, y: float, colour: str) -> None:
    _round(axes, x, y - 8, 10, 10, colour)
    corners = [(-9.0, 13.0), (-9.0, 6.0), (-9.0, -4.0), (9.0, -4.0), (9.0, 6.0), (9.0, 13.0)]
    _filled(axes, corners, [M, L, C, C, C, L], x, y, colour)


def _mouse(axes: Axes, x: float, y: float, colour: str) -> None:
    corners = [(12.0, 8.0), (8.0, -6.0), (-11.0, -9.0), (-11.0, 8.0)]
    _filled(axes, corners, [M, C, C, C], x, y, colour)
    _round(axes, x + 3, y - 4, 8, 8, colour)
    _round(axes, x + 6.5, y + 3, 2, 2, "paper")
    tail = Path([(x - 10, y + 7), (x - 17, y + 8), (x - 10, y - 5), (x - 16, y - 6)], [M, C, C, C])
    axes.add_patch(PathPatch(tail, fill=False, edgecolor=light(colour), linewidth=1.6, zorder=3))


def _cell(axes: Axes, x: float, y: float, colour: str) -> None:
    axes.add_patch(Ellipse((x, y + 1), 21, 19, facecolor=light("paper"), edgecolor=light(colour), linewidth=1.8, zorder=3))
    _round(axes, x + 1, y + 2, 7, 7, colour)


def _flask(axes: Axes, x: float, y: float, colour: str) -> None:
    corners = [(-3.5, -12.0), (3.5, -12.0), (3.5, -4.0), (11.0, 11.0), (-11.0, 11.0), (-3.5, -4.0)]
    _filled(axes, corners, [M, L, L, L, L, L], x, y, colour)


def _capsule(axes: Axes, x: float, y: float, colour: str) -> None:
    axes.add_line(Line2D([x - 5, x + 5], [y, y], color=light(colour), linewidth=11, solid_capstyle="round", zorder=3))
    axes.add_line(Line2D([x + 0.5, x + 5], [y, y], color=light("paper"), linewidth=7.5, solid_capstyle="round", zorder=3))


ICONS: dict[str, tuple[Draw, str]] = {
    r"\bcells?\b": (_cell, "quiet"),
    r"\bmice\b|\brats?\b|\banimals\b": (_mouse, "green"),
    r"\bexperimental models\b": (_flask, "quiet"),
    r"\bpeople\b": (_person, "blue"),
    r"\buse\b": (_capsule, "quiet"),
}
"""What is drawn for words, and its colour: animals green, people blue."""


def colour_of(words: str) -> str:
    """Return the colour of the last thing that is drawn for some words."""
    return next((colour for pattern, (_, colour) in reversed(ICONS.items()) if re.search(pattern, words)), "quiet")


def icons(axes: Axes, x: float, y: float, words: str) -> float:
    """Draw what some words name, side by side around a middle; return how far from it the drawings reach."""
    found = [icon for pattern, icon in ICONS.items() if re.search(pattern, words)]
    for number, (draw, colour) in enumerate(found):
        draw(axes, x + APART * (number - (len(found) - 1) / 2), y, colour)
    return APART * len(found) / 2 + 3


def over(figure: Figure) -> Axes:
    """Return a sheet over a chart, on which icons stand at places of the picture, in its units."""
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), axes_class=Sheet)
    axes.set(xlim=(0, width()), ylim=(72 * figure.get_figheight(), 0))
    axes.axis("off")
    return axes


def nobody(axes: Axes, x: float, y: float) -> float:
    """Draw an empty place where nothing is said; return how far from its middle it reaches."""
    style: dict[str, Any] = {"edgecolor": light("orange"), "linewidth": 1.3, "linestyle": (0, (3, 2))}
    axes.add_patch(Ellipse((x, y), 25, 25, facecolor=light("paper"), zorder=3, **style))
    return 14.0
