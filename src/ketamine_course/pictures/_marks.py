"""One grammar of marks for all pictures: how a mark is drawn tells its basis, its shape a direction or a verdict.

Basis: filled = read in the work; hollow = as reported by others; hollow and dashed = from memory; square = our calculation; tilted
square = model. Direction: triangle up or down, bar = no change. Verdict: disc supported, half disc in part, triangle overstated, ring not
checkable, cross only for contradicted or against, and a short dash where nothing is listed. A dashed ring with a question mark has no size:
where areas count people, it is a study without a number of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from ketamine_course.widgets.palette import light

Places: TypeAlias = float | Sequence[float] | np.ndarray


class Mark(NamedTuple):
    """A shape of matplotlib, how it is filled (as `fillstyle`), whether its edge is dashed, and a sign drawn on it."""

    shape: str
    fill: Literal["full", "left", "none"] = "full"
    dashed: bool = False
    sign: str = ""


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
    "half": Mark("o", "left"),
    "overstated": Mark("^", "none", sign="$!$"),
    "disputed": Mark("o", "none", sign="$?$"),
    "unsized": Mark("o", "none", dashed=True, sign="$?$"),
    "unchecked": Mark("o", "none"),
    "against": Mark("x", "none"),
    "nothing": Mark("_", "none"),
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
    axes.add_line(_line(x, y, kind, colour, size, options))
    if shape.sign:
        axes.add_line(_sign(x, y, shape.sign, colour, size))


def _line(x: Places, y: Places, kind: str, colour: str, size: float, options: dict[str, Any]) -> Line2D:
    shape, edge = MARKS[kind], light(colour)
    style: dict[str, Any] = {"fillstyle": shape.fill if shape.fill == "left" else "full", "markerfacecoloralt": light("paper")}
    face = light("paper") if shape.fill == "none" else edge
    found = {"marker": shape.shape, "markersize": size, "markerfacecolor": face, "markeredgecolor": edge, "linestyle": "none"}
    return Line2D(np.ravel(x), np.ravel(y), **(style | found | options))


def _sign(x: Places, y: Places, sign: str, colour: str, size: float) -> Line2D:
    """Return the sign on a mark: an exclamation mark or a question mark, drawn as a shape and not as text."""
    edge = light(colour)
    options: dict[str, Any] = {"markerfacecolor": edge, "markeredgecolor": edge, "markeredgewidth": 0.2, "linestyle": "none", "zorder": 3.1}
    return Line2D(np.ravel(x), np.ravel(y), marker=sign, markersize=0.62 * size, **options)


RING_OF_DASHES = Path.make_compound_path(*(Path.arc(start, start + 38) for start in range(0, 360, 60)))
"""A dashed ring for keys: lines of matplotlib draw the edges of their markers only solid."""


def handle(kind: str, colour: str) -> Line2D:
    """Return what stands for a mark in a key."""
    line = _line([], [], kind, colour, 6.5, {"markeredgewidth": 3.5} if kind == "same" else {})
    shape = MARKS[kind]
    if shape.dashed and shape.sign:
        sign = Path(np.array(_SIGNS[shape.sign][0]) * (0.22, -0.22), _SIGNS[shape.sign][1])
        line.set(marker=Path.make_compound_path(RING_OF_DASHES, sign), markersize=8.5, markerfacecolor="none")
    elif shape.dashed:
        line.set_marker(RING_OF_DASHES)
    return line


def capsule(axes: Axes, low: float, high: float, y: float, kind: str, colour: str, size: float) -> None:
    """Draw a round one of `MARKS` from one end of a range to the other: filled or hollow, as the mark itself is."""
    shape, unit = MARKS[kind], axes.bbox.width / np.diff(axes.get_xlim())[0]
    size = max(4.5, min(size, 0.6 * (high - low) * unit))
    inset = size / 2 / unit
    for ink, thick in (("paper", size + 2.5), (colour, size), *([("paper", size - 2.8)] if shape.fill == "none" else [])):
        style: dict[str, Any] = {"color": light(ink), "linewidth": thick, "solid_capstyle": "round", "zorder": 3}
        axes.add_line(Line2D([low + inset, high - inset], [y, y], **style))


def discs(axes: Axes, x: np.ndarray, y: np.ndarray, colour: str, size: float) -> None:
    """Draw discs as one outline of round dots: a page then holds, compares and moves one part instead of sixty."""
    starts, ends = np.column_stack([x, y]), np.column_stack([np.asarray(x) + 1e-6, y])
    _strokes(axes, [starts, ends], colour, size, "round")  # not quite without a length: PNG would leave such a stroke out


def dashed_ring(axes: Axes, x: float, y: float, colour: str, size: float) -> None:
    """Draw a dashed ring on a sheet as two curves: a marker of matplotlib would be ten times the SVG."""
    path = Path(np.round(_RING * size / 2 + (x, y), 1), [Path.MOVETO, *[Path.CURVE4] * 6])
    axes.add_patch(PathPatch(path, fill=False, edgecolor=light(colour), linewidth=1.3, linestyle=(0, (1.6, 1.1)), snap=False, zorder=4))


def rows_of_discs(axes: Axes, rows: Sequence[tuple[float, float, int]], place: float, colour: str, size: float) -> None:
    """Draw discs side by side, on axes whose scale is that of the SVG: for each row where its first one is, and how many there are.

    Each row is one line with round ends whose dashes have no length, which is much less SVG than a disc each.
    """
    corners = [(x + end, y) for x, y, count in rows for end in (0.0, place * (count - 0.99))]
    path = Path(corners, [Path.MOVETO, Path.LINETO] * len(rows))
    dashes: Any = (0, (0.001, place / size - 0.001))
    style: dict[str, Any] = {"linewidth": size, "linestyle": dashes, "capstyle": "round", "snap": False}
    axes.add_patch(PathPatch(path, fill=False, edgecolor=light(colour), clip_on=False, **style))


def outlined(axes: Axes, places: Sequence[tuple[float, float]], kind: str, colour: str, size: float) -> None:
    """Draw one of `MARKS` at many places of a sheet, in as few outlines as it has colours: a page then moves one part, not many.

    Round ones are dots of a stroke and signs are strokes: the outline of a disc or of a letter at each place would be ten times the SVG.
    """
    shape, edge, paper = MARKS[kind], light(colour), light("paper")
    if not places:
        return
    if shape.shape == "o":
        x, y = np.array(places, dtype=float).T
        discs(axes, x, y, colour, size + 1)
        if shape.fill == "none":
            discs(axes, x, y, "paper", size - 1)
    else:
        marker = MarkerStyle(shape.shape)
        path = marker.get_path().transformed(marker.get_transform() + Affine2D().scale(size, -size))
        face = edge if shape.fill == "full" else paper
        axes.add_patch(PathPatch(_at_each(places, path), facecolor=face, edgecolor=edge, linewidth=1.0, zorder=4))
    if shape.fill == "left":
        path = Path(_RIGHT_HALF * (size - 1) / 2, [Path.MOVETO, *[Path.CURVE4] * 3])
        axes.add_patch(PathPatch(_at_each(places, path), facecolor=paper, edgecolor="none", zorder=4))
    if shape.sign:
        path = Path(np.array(_SIGNS[shape.sign][0]) * size / 6, _SIGNS[shape.sign][1])
        style: dict[str, Any] = {"linewidth": 0.16 * size, "capstyle": "round", "snap": False}
        axes.add_patch(PathPatch(_at_each(places, path), fill=False, edgecolor=edge, zorder=4, **style))


_RIGHT_HALF = np.array([(0, -1), (4 / 3, -1), (4 / 3, 1), (0, 1)])
"""The right half of a disc, as one curve."""
_RING = np.array([(0, -1), (4 / 3, -1), (4 / 3, 1), (0, 1), (-4 / 3, 1), (-4 / 3, -1), (0, -1)])
"""A ring as two curves."""
_SIGNS: dict[str, tuple[list[tuple[float, float]], list[Any]]] = {
    "$!$": ([(0, -1.2), (0, 0.6), (0, 1.9), (0.001, 1.9)], [Path.MOVETO, Path.LINETO, Path.MOVETO, Path.LINETO]),
    "$?$": (
        [(-1.1, -1.1), (-0.8, -2.5), (2.4, -1.9), (0, 0.5), (0, 1.9), (0.001, 1.9)],
        [Path.MOVETO, *[Path.CURVE4] * 3, Path.MOVETO, Path.LINETO],
    ),
}
"""The signs on marks as strokes, for a mark of 6 units: points, and what each is."""


def _at_each(places: Sequence[tuple[float, float]], path: Path) -> Path:
    """Return a small outline at all places as one, in few digits."""
    corners = np.asarray(path.vertices, dtype=float)
    every = Path.make_compound_path(*(Path(np.round(corners + np.array(at), 1), path.codes) for at in places))
    every.should_simplify = False  # matplotlib would drop dots
    return every


def strokes(axes: Axes, x: np.ndarray, y: np.ndarray, kind: str, colour: str, size: float) -> None:
    """Draw many crosses (``against``) or short dashes (``nothing``) as one outline, on a sheet, whose scale is that of the SVG."""
    at, half = np.column_stack([x, y]), size / 2
    ways = {"against": [(half, half), (half, -half)], "nothing": [(half, 0.0)]}[kind]
    ends = [np.concatenate([at + side * np.array(way) for way in ways]) for side in (-1, 1)]
    _strokes(axes, ends, colour, 1.4, "butt")


def _strokes(axes: Axes, ends: Sequence[np.ndarray], colour: str, thick: float, cap: Literal["round", "butt"]) -> None:
    if len(ends[0]) == 0:
        return
    corners = np.stack(ends, axis=1).reshape(-1, 2)
    path = Path(corners, [Path.MOVETO, Path.LINETO] * len(ends[0]))
    path.should_simplify = False  # matplotlib would drop strokes without a length
    axes.add_patch(PathPatch(path, fill=False, edgecolor=light(colour), linewidth=thick, capstyle=cap, snap=False, clip_on=False, zorder=4))
