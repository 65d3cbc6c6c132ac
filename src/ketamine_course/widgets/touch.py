"""Touching a picture: where on it a press or a drag sets which value of which control.

A drawing function says it with one call (`touch`); the SVG carries it in its attribute ``data-sets``, and the page moves the native
control, which stays the only way for keyboards and screen readers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias
from weakref import ReferenceType, WeakKeyDictionary, ref

from matplotlib.axes import Axes
from matplotlib.figure import Figure

Places: TypeAlias = tuple[str, Mapping[str, float]]
"""A control, and for its values where they stand on an axis, in the scale of the data; values may be left out."""

REACH = 11.0
"""Units from the outermost place that a touch still reaches: a place alone has 24 pixels where a unit is 1.1 pixels."""


class _Spot(NamedTuple):
    axes: ReferenceType[Axes]
    x: Places | None
    y: Places | None
    across: tuple[float, float] | None
    down: tuple[float, float] | None


_spots: WeakKeyDictionary[Figure, list[_Spot]] = WeakKeyDictionary()
"""What was said of a figure. It must not hold the figure's axes: they know their figure, and no figure would ever be let go."""


def touch(
    axes: Axes,
    *,
    x: Places | None = None,
    y: Places | None = None,
    across: tuple[float, float] | None = None,
    down: tuple[float, float] | None = None,
) -> None:
    """Let a reader set controls by touching axes: columns by `x` (they can be dragged), rows by `y`, cells of a grid by both.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Their limits may still change: places are worked out when the picture is saved.
    x, y : (str, mapping of str to float), optional
        Which control is set along an axis, and where its values stand.
    across : (float, float), optional
        From where to where rows reach, in units of the SVG; the whole picture by default, so that their names can be touched, too.
    down : (float, float), optional
        From where to where columns reach, in the scale of the data; the whole axes by default.

    Raises
    ------
    ValueError
        Neither axis sets anything, or one has no values.
    """
    given = [places for places in (x, y) if places]
    if not given or not all(values for _, values in given):
        raise ValueError("touch needs the places of some values along x, y or both")
    figure: Any = axes.get_figure()
    _spots.setdefault(figure, []).append(_Spot(ref(axes), x, y, across, down))


def zones(figure: Figure) -> str:
    """Return what `touch` said of a figure as JSON, or an empty text.

    Returns
    -------
    str
        A list of zones; each has an axis across and one down; each axis the edges of its cells in units of the SVG, ascending, and then,
        if it sets a control, the control's name and the value of each cell.
    """
    found = [_zone(figure, axes, each) for each in _spots.get(figure, ()) if (axes := each.axes())]
    return json.dumps(found, separators=(",", ":")) if found else ""


def _zone(figure: Figure, axes: Axes, spot: _Spot) -> list[list[Any]]:
    x, y = spot.x, spot.y
    place = axes.get_position()
    wide, high = 72 * figure.get_figwidth(), 72 * figure.get_figheight()
    columns = spot.across or ((wide * place.x0, wide * place.x1) if x else (0.0, wide))
    rows = [high - _at(axes, at, 1) for at in spot.down] if spot.down else [high * (1 - place.y1), high * (1 - place.y0)]
    return [
        _cells(x[0], {name: _at(axes, at, 0) for name, at in x[1].items()}, wide) if x else [_rounded(columns)],
        _cells(y[0], {name: high - _at(axes, at, 1) for name, at in y[1].items()}, high) if y else [_rounded(sorted(rows))],
    ]


def _at(axes: Axes, value: float, side: int) -> float:
    """Return where a value stands along an axis, in units from the left or lower edge of the figure; the other axis does not matter."""
    limits = axes.get_xlim()[0], axes.get_ylim()[0]
    point = (value, limits[1]) if side == 0 else (limits[0], value)
    return float(axes.transData.transform(point)[side])


def _cells(control: str, places: Mapping[str, float], end: float) -> list[Any]:
    """Cut an axis halfway between neighbouring places, within the sheet, which ends there."""
    names = sorted(places, key=lambda name: places[name])
    at = [places[name] for name in names]
    cuts = [(low + high) / 2 for low, high in pairwise(at)]
    first = max([REACH, *(cut - at[0] for cut in cuts[:1])])
    last = max([REACH, *(at[-1] - cut for cut in cuts[-1:])])
    return [_rounded([max(0.0, at[0] - first), *cuts, min(end, at[-1] + last)]), control, names]


def _rounded(edges: Sequence[float]) -> list[int]:
    """Return edges as whole units: a touch is no more precise, and they are short."""
    return [round(edge) for edge in edges]
