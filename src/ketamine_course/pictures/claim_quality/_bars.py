"""Claims as bars split by verdict: what holds is solid and stands first, so that the ends of the solid parts can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.pictures._drawing import CHARACTER_WIDTH, symbol, write
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures._marks import outlined
from ketamine_course.pictures.claim_quality._common import BACKED, VERDICTS, counts
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.width import width

FILLS = {
    "supported": ("holds", "holds", "paper"),
    "supported_but_imprecise": ("blue_ground", "holds_in_part", "holds_in_part"),
    "contested": ("panel", "line", "ink"),
    "overstated": ("faint", "line", "ink"),
    "contradicted": ("magenta", "magenta", "paper"),
    "not_checkable": ("paper", "line", "ink"),
}
"""Fill, edge, and colour of number and mark, of the part of each verdict."""
LOWER, LOWEST = 0.62, 11.0
"""How high parts that do not hold are, as a share of the bar, and at least; lower bars hold no numbers."""
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
    """Draw bars by their middle and height: what holds over all of it, the rest lower. Large parts hold their number and mark."""
    found: dict[str, list[Rectangle]] = {}
    marks: dict[str, list[tuple[float, float]]] = {}
    for (y, high), rows in bars.items():
        for verdict, (first, last, count) in parts(rows, left, wide).items():
            half = (high if verdict in BACKED else max(min(high, LOWEST), LOWER * high)) / 2
            found.setdefault(verdict, []).append((first, y - half, last, y + half))
            number, middle = 6.0 * len(str(count)), round((first + last) / 2)
            marked = high > 1.4 * LOWEST and last - first > 18 + number
            if marked:
                marks.setdefault(verdict, []).append((round(middle - 2 - number / 2), round(y)))
            if high >= LOWEST and last - first > 5 + number:
                write(axes, middle + 6 * marked, y, str(count), 8.5, FILLS[verdict][2], ha="center")
    for verdict, places in found.items():
        _rectangles(axes, places, verdict)
        outlined(axes, marks.get(verdict, []), VERDICTS[verdict].symbol, FILLS[verdict][2], 6)


def _rectangles(axes: Axes, places: Sequence[Rectangle], verdict: str) -> None:
    """Draw the parts of one verdict as one outline; where its edge has no colour of its own, as thick strokes, which is half the SVG."""
    fill, edge, _ = FILLS[verdict]
    if fill == edge:
        ends = [point for left, top, right, low in np.round(places) for point in ((left, (top + low) / 2), (right, (top + low) / 2))]
        high = np.round(places[0][3]) - np.round(places[0][1]) + 0.7
        strokes = Path(ends, [Path.MOVETO, Path.LINETO] * len(places))
        style: dict[str, Any] = {"edgecolor": light(edge), "linewidth": high, "capstyle": "butt", "snap": False, "zorder": 0.5}
        axes.add_patch(PathPatch(strokes, fill=False, **style))
        return
    corners = [point for left, top, right, low in places for point in ((left, top), (right, top), (right, low), (left, low), (left, top))]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * len(places)
    axes.add_patch(PathPatch(Path(np.round(corners), codes), facecolor=light(fill), edgecolor=light(edge), linewidth=0.7, zorder=0.5))


def verdict_key(axes: Axes, y: float) -> float:
    """Write what parts of bars and the marks on them mean, from `y` down; return where the last row stands."""
    x, long = 14.0, CHARACTER_WIDTH * 8.5
    for name, verdict in VERDICTS.items():
        words = verdict.name.replace("supported but ", "")
        needed = 17 + len(words) * long
        if 14 < x > width() - 10 - needed:
            x, y = 14.0, y + 15
        half = 5.5 if name in BACKED else 5.0
        _rectangles(axes, [(x, y - half, x + 12, y + half)], name)
        symbol(axes, x + 6, y, verdict.symbol, FILLS[name][2], 6)
        write(axes, x + 17, y, words, 8.5, "quiet")
        x += needed + 7
    return y
