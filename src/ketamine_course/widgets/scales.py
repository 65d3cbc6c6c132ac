"""What a picture tells of its axes, so that a page can place a guess on them: their scales, and where their rows lie."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from matplotlib.axes import Axes
from matplotlib.figure import Figure

_ROWS: WeakKeyDictionary[Axes, dict[str, float]] = WeakKeyDictionary()


def name_row(axes: Axes, name: str, y: float) -> None:
    """Name a row of some axes, which lies at `y` in data coordinates; what a reader guesses of it can then be drawn there."""
    _ROWS.setdefault(axes, {})[name] = y


def scales(figure: Figure) -> dict[str, dict[str, Any]]:
    """Return the scales of all axes that have a label, so that a page can place something on a picture's own axis.

    Returns
    -------
    dict
        For each label ``x`` and ``y``: kind (``linear`` or ``log``), lowest and highest value (the left one and the lower one first),
        and where these lie in units of the SVG, whose y grows downwards. Where rows are named, ``rows``: where each lies, in these units.
    """
    high = 72 * figure.get_figheight()
    found = {}
    for axes in figure.axes:
        if axes.get_label():
            place = axes.get_position()
            across = [round(72 * figure.get_figwidth() * share, 1) for share in (place.x0, place.x1)]
            up = [round(high * (1 - share), 1) for share in (place.y0, place.y1)]
            told: dict[str, Any] = {
                "x": [axes.get_xscale(), *(round(float(end), 4) for end in axes.get_xlim()), *across],
                "y": [axes.get_yscale(), *(round(float(end), 4) for end in axes.get_ylim()), *up],
            }
            low, top = axes.get_ylim()
            rows = {name: round(up[0] + (y - low) / (top - low) * (up[1] - up[0]), 1) for name, y in _ROWS.get(axes, {}).items()}
            found[str(axes.get_label())] = told | ({"rows": rows} if rows else {})
    return found
