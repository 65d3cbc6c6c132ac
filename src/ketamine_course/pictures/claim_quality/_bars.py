"""Claims as bars split by verdict: what holds is solid and stands first, so that the ends of the solid parts can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.pictures._drawing import CHARACTER_WIDTH, symbol, write
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures.claim_quality._common import VERDICTS, counts, spread
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.width import is_narrow, width

FILLS = {
    "supported": ("holds", "holds", "paper"),
    "supported_but_imprecise": ("blue_ground", "holds_in_part", "ink"),
    "contested": ("faint", "line", "ink"),
    "overstated": ("orange_ground", "orange", "ink"),
    "contradicted": ("magenta", "magenta", "paper"),
    "not_checkable": ("paper", "line", "ink"),
}
"""Fill, edge and number of the part of each verdict."""
Rectangle = tuple[float, float, float, float]


def parts(rows: Sequence[Row], left: float, wide: float) -> dict[str, tuple[float, float, int]]:
    """Return where the part of each verdict begins and ends on a bar that all claims fill, and how many claims it holds."""
    found, x = {}, left
    for verdict, count in counts(rows).items():
        if count:
            across = wide * count / len(rows)
            found[verdict] = x, x + across, count
            x += across
    return found


def split_bars(axes: Axes, bars: Mapping[tuple[float, float], Sequence[Row]], left: float, wide: float) -> None:
    """Draw bars by their middle and height; parts that are large enough hold their number."""
    found: dict[str, list[Rectangle]] = {}
    for (y, high), rows in bars.items():
        for verdict, (first, last, count) in parts(rows, left, wide).items():
            found.setdefault(verdict, []).append((first, y - high / 2, last, y + high / 2))
            if high > 9 and last - first > 5 + 6 * len(str(count)):
                write(axes, round((first + last) / 2), y, str(count), 8.5, FILLS[verdict][2], ha="center")
    for verdict, places in found.items():
        _rectangles(axes, places, verdict)


def _rectangles(axes: Axes, places: Sequence[Rectangle], verdict: str) -> None:
    fill, edge, _ = FILLS[verdict]
    corners = [point for left, top, right, low in places for point in ((left, top), (right, top), (right, low), (left, low), (left, top))]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * len(places)
    axes.add_patch(PathPatch(Path(np.round(corners), codes), facecolor=light(fill), edgecolor=light(edge), linewidth=0.7, zorder=0.5))


def verdict_marks(axes: Axes, y: float, rows: Sequence[Row], left: float, wide: float) -> None:
    """Draw the marks of the verdicts over the parts of a bar, beside each other where parts are narrow."""
    middles = {verdict: (first + last) / 2 for verdict, (first, last, _) in parts(rows, left, wide).items()}
    for verdict, x in spread(middles, 10, left + 3, left + wide - 3).items():
        symbol(axes, x, y, VERDICTS[verdict].symbol, VERDICTS[verdict].colour, 6)


def verdict_key(axes: Axes, y: float) -> float:
    """Write what marks and parts of bars mean, from `y` down, on a phone with marks on the parts; return where the last row stands."""
    x, inside = 14.0, is_narrow()
    for name, verdict in VERDICTS.items():
        words = verdict.name.replace("supported but ", "") if inside else verdict.name
        needed = (17 if inside else 25) + len(words) * 8.5 * CHARACTER_WIDTH
        if 14 < x > width() - 10 - needed:
            x, y = 14.0, y + 15
        left = x if inside else x + 12
        _rectangles(axes, [(left, y - 5, left + 12, y + 5)], name)
        symbol(axes, x + 6 if inside else x + 4, y, verdict.symbol, FILLS[name][2] if inside else verdict.colour, 6)
        write(axes, x + needed - len(words) * 8.5 * CHARACTER_WIDTH, y, words, 8.5, "quiet")
        x += needed + (7 if inside else 18)
    return y
