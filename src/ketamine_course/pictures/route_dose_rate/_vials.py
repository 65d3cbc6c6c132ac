"""Vials: a dose as liquid in a glass, full at the highest dose of any trial, in the colour of what was found of it."""

from __future__ import annotations

from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from ketamine_course.widgets.palette import light

WIDE, BODY, NECK, CAP = 30.0, 48.0, 9.0, 5.0
"""Of a vial: how wide it is, and how high its body, its neck and its cap are, in units of the SVG."""
TALL = BODY + NECK + CAP
_M, _L, _C = Path.MOVETO, Path.LINETO, Path.CURVE3


class Vial(NamedTuple):
    """How full a vial is, as a share; the colour of what is in it; whether its glass is dashed, and whether its level is."""

    level: float
    colour: str
    sketched: bool = False
    unsure: bool = False


def vial(axes: Axes, x: float, foot: float, shown: Vial) -> None:
    """Draw a vial on a sheet, which stands on its foot at a place."""
    half, neck, shoulder = WIDE / 2, WIDE / 4, foot - BODY
    level, edge = (BODY - 3) * shown.level, light("quiet" if shown.sketched else "ink")
    liquid: dict[str, Any] = {"facecolor": light(shown.colour), "edgecolor": "none", "zorder": 2}
    axes.add_patch(Rectangle((x - half + 2, foot - 2 - level), WIDE - 4, level, **liquid))
    if shown.unsure:
        surface = [x - half + 2, x + half - 2], [foot - 2 - level] * 2
        axes.plot(*surface, color=light("paper"), linewidth=2.4, linestyle=(0, (2, 2)), zorder=2.1)
    corners = [(-neck, -NECK), (-neck, -3), (-half, -2), (-half, 7), (-half, BODY - 3), (-half, BODY), (3 - half, BODY)]
    right = [(-dx, dy) for dx, dy in reversed(corners)]
    codes = [_M, _L, _C, _C, _L, _C, _C, _L, _C, _C, _L, _C, _C, _L]
    glass = Path([(x + dx, shoulder + dy) for dx, dy in corners + right], codes)
    style = (0, (3, 2)) if shown.sketched else "solid"
    axes.add_patch(PathPatch(glass, fill=False, edgecolor=edge, linewidth=1.4, linestyle=style, zorder=3))
    axes.add_patch(Rectangle((x - neck - 2, shoulder - NECK - CAP), 2 * neck + 4, CAP, facecolor=edge, edgecolor="none", zorder=3))
