"""One estimate of bioavailability as a mark, and a dose as a tube that is filled as far as it reaches the blood."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import count

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.pictures._charts import key, percent
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures._marks import BASIS, capsule, mark
from ketamine_course.pictures.route_dose_rate._common import ends
from ketamine_course.references import MARKS
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.width import is_narrow

STATED = "reported", "quiet"
"""Mark and colour of what somebody states without having measured it."""
SIZE = 6.5
"""How large a mark is."""
TUBE = 12.0
"""How high a tube is at least."""


def measured(row: Row) -> bool:
    """Say whether a row comes from people who were measured; otherwise somebody states it."""
    return bool(row["n"])


def lane(row: Row) -> float:
    """Return how far from the middle of its route a mark lies, in rows, so that no mark hides another of a different kind."""
    if row["mark"] == "assumption" or (row["mark"] == "seen" and measured(row)):
        return 0.0
    return -0.3 if row["mark"] in ("seen", "recalled") else 0.3


def kind_and_colour(row: Row) -> tuple[str, str]:
    """Return mark and colour of an estimate; what somebody states without having measured it is hollow and grey."""
    if row["mark"] == "seen" and not measured(row):
        return STATED
    return BASIS[row["mark"]], "ink" if row["mark"] == "assumption" else "blue"


def swarm(rows: Sequence[Row], unit: float) -> list[tuple[Row, float]]:
    """Return rows with how far each mark moves from the middle, so that none touches another; a share of one is `unit` long."""
    placed: list[tuple[Row, float]] = []
    for row in rows:
        steps = (0.5 * (number // 2 + number % 2) * (-1 if number % 2 else 1) for number in count())
        placed.append((row, next(up for up in steps if all(_apart(row, up, other, at, unit) for other, at in placed))))
    return placed


def _apart(row: Row, up: float, other: Row, at: float, unit: float) -> bool:
    (low, high), (first, last) = ends(row) or (0.0, 0.0), ends(other) or (0.0, 0.0)
    across = max(0.0, low - last, first - high) * unit
    return math.hypot(across, up - at) >= SIZE + 1.4


def deep(placed: Sequence[tuple[Row, float]]) -> float:
    """Return how high a tube must be for the marks in it."""
    return max([TUBE, *(2 * abs(up) + SIZE + 4 for _, up in placed)])


def draw_estimate(axes: Axes, y: float, row: Row) -> None:
    """Draw an estimate as a mark, and one that is a range as a mark that is as long as the range."""
    low, high = ends(row) or (0.0, 0.0)
    kind, colour = kind_and_colour(row)
    if high > low:
        capsule(axes, low, high, y, kind, colour, SIZE)
    else:
        mark(axes, low, y, kind, colour, SIZE, clip_on=False)


def drawn(rows: Sequence[Row]) -> list[Row]:
    """Return the estimates that are drawn where all routes are: those measured and read, and the others in one kind of mark.

    What we calculated or know from memory is drawn only where nothing else is known of a route; that all arrives is said in words.
    """
    known = [row for row in rows if row["mark"] in ("seen", "second_hand")]
    return known or [row for row in rows if row["mark"] != "assumption"]


def keys(figure: Figure, *, every: bool = True) -> None:
    """Name the marks: `every` kind, or those where all routes are drawn; what a phone leaves out has its words under the picture."""
    read, reported = ("read", "blue", "measured, read"), MARKS["second_hand"]
    if not every:
        key(figure, 55, [read, ("reported", "blue", "as reported" if is_narrow() else "as reported by others, or only stated")], gap=11)
        return
    if is_narrow():
        key(figure, 55, [read, ("reported", "blue", "otherwise known")])
        return
    memory = MARKS["recalled"].partition(",")[0]
    key(figure, 55, [read, ("reported", "blue", reported), ("memory", "blue", memory), ("ours", "blue", MARKS["derived"])])


def marks_in_words() -> tuple[str, str]:
    """Say in words what each mark is."""
    return (
        "Marks",
        (
            f"Disc: measured, and read in the work. Ring: {MARKS['second_hand']}, or stated, not measured (see the table). Dashed ring: "
            f"{MARKS['recalled'].partition(',')[0]}. Square: {MARKS['derived']}. Tilted square: by definition. A long mark is a range."
        ),
    )


def draw_tube(axes: Axes, y: float, high: float, span: tuple[float, float] | None) -> None:
    """Draw a dose as a tube, filled as far as it was measured to reach the blood: surely to the lowest estimate, darker to the highest."""
    axes.barh(y, 1, high, color=light("panel"), edgecolor=light("faint"), linewidth=0.8, zorder=0.5)
    if span:
        low, last = span
        axes.barh(y, low, high, color=light("blue_ground"), zorder=0.6)
        if last > low:
            axes.barh(y, last - low, high, low, color=light("blue"), alpha=0.3, zorder=0.6)


def span_words(span: tuple[float, float]) -> str:
    """Return a range of shares for a label."""
    low, high = span
    return percent(low) if low == high else f"{100 * low:.0f}\u2013{high:.0%}"
