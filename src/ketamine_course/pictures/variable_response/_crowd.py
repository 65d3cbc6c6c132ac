"""Sixty numbered people as a histogram that is made of them: one disc with a number for each, piled up on a scale."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from ketamine_course.models import trials
from ketamine_course.pictures._charts import NOTE
from ketamine_course.pictures._marks import discs
from ketamine_course.widgets.palette import light

Places: TypeAlias = NDArray[np.floating[Any]]
DISC = 14
"""Diameter of a person, in units: a number of two digits in the smallest type has room. Whole numbers make pages lighter."""
SMALLEST = 14
"""The same of the one to follow, whose number is bold: at least."""
SIDES = {"left": 20, "right": 20}
SIDES_ON_A_PHONE = {"left": 15, "right": 15}
"""Margins between which a whole number of discs stands side by side."""
FOLLOWED = 17
"""The person who is dark in every picture, so that readers can follow one course through all parts."""


def bins(axes: Axes, low: float, high: float, cut: float, disc: float = DISC) -> Places:
    """Set the limits of an x axis and return the edges of as many bins as discs stand side by side on it.

    The cut is one of the edges, and the limits move by up to half a bin for it: no disc stands on the line.
    """
    edges = np.linspace(low, high, round(axes.bbox.width / disc) + 1)
    edges += cut - edges[np.abs(edges - cut).argmin()]
    axes.set_xlim(edges[0], edges[-1])
    return edges


def levels(axes: Axes, disc: float = DISC) -> None:
    """Give the y axis one unit for each disc of a pile, and no ticks."""
    axes.set(ylim=(0, axes.bbox.height / disc), yticks=[])


def piled(values: Places, edges: Places) -> tuple[Places, Places]:
    """Return where the disc of each person stands: the middle of a bin, and its height in the pile, in discs.

    Who lies beyond an end stands in the bin at that end.
    """
    at = np.clip(np.digitize(values, edges) - 1, 0, len(edges) - 2)
    below = np.array([np.count_nonzero(at[:person] == each) for person, each in enumerate(at)])
    return (edges[:-1] + edges[1:])[at] / 2, below + 0.5


def crowd(
    axes: Axes,
    x: Places,
    y: Places,
    colour: str,
    *,
    filled: NDArray[np.bool_] | None = None,
    strong: NDArray[np.bool_] | None = None,
    numbers: bool = True,
    disc: float = DISC,
) -> None:
    """Draw the sixty at places of the data, and the one to follow in dark; each or that one numbered.

    All have a pale ground, those who are `strong` a full one; or only those who are `filled` have one.
    """
    discs(axes, x, y, colour if filled is None else "line", disc - 1)
    discs(axes, x, y, "paper", disc - 2.8)
    if filled is not None:
        discs(axes, x[filled], y[filled], colour, disc - 1)
    else:
        discs(axes, x, y, f"{colour}_ground", disc - 2.8)
    if strong is not None:
        discs(axes, x[strong], y[strong], colour, disc - 1)
    followed(axes, x, y, disc)
    numbered(axes, x, y, trials.sixty().numbers == FOLLOWED, every=numbers)


def followed(axes: Axes, x: Places, y: Places, disc: float = DISC) -> None:
    """Draw the disc of the one to follow over its neighbours, large enough for its number."""
    one = slice(FOLLOWED - 1, FOLLOWED)
    discs(axes, x[one], y[one], "ink", max(disc, SMALLEST))


def numbered(
    axes: Axes, x: Places, y: Places, dark: NDArray[np.bool_], *, every: bool = True, gone: NDArray[np.bool_] | None = None
) -> None:
    """Write the numbers of the sixty at their places, or only that of the one to follow, in light where the disc is dark.

    Who is `gone` has none, except the one to follow, whose number is pale.
    """
    away = np.zeros(len(x), dtype=bool) if gone is None else gone
    colours = np.where(dark, "paper", np.where(away, "quiet", "ink"))
    for number, across, up, colour, left in zip(trials.sixty().numbers, x, y, colours, away, strict=True):
        if (left or not every) and number != FOLLOWED:
            continue
        weight = "bold" if number == FOLLOWED else "normal"
        style: dict[str, Any] = {"fontsize": NOTE, "fontweight": weight, "color": light(colour), "ha": "center", "va": "center_baseline"}
        axes.text(across, up, str(number), **style, clip_on=False, zorder=5)


def ringed(axes: Axes, x: Places, y: Places, who: NDArray[np.bool_], disc: float = DISC) -> None:
    """Draw a ring around some people; the one to follow stays dark within it."""
    dark = trials.sixty().numbers == FOLLOWED
    discs(axes, x[who], y[who], "magenta", disc - 0.5)
    discs(axes, x[who & ~dark], y[who & ~dark], "magenta_ground", disc - 4)
    discs(axes, x[who & dark], y[who & dark], "ink", max(disc, SMALLEST) - 2.8)


def named(who: NDArray[np.bool_]) -> str:
    """Return the numbers of some of the sixty as text."""
    return ", ".join(str(number) for number in trials.sixty().numbers[who]) or "nobody"
