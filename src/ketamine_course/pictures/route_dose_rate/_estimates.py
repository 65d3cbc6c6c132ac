"""One estimate of bioavailability as a mark, and a dose as a tube that is filled as far as it reaches the blood."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import count

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import key
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures._marks import BASIS, capsule, mark
from ketamine_course.pictures.route_dose_rate._common import ends
from ketamine_course.references import MARKS
from ketamine_course.widgets.palette import light

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


def keys(figure: Figure, rows: Sequence[Row], *, shaded: bool = False, y: float = 55) -> None:
    """Name the marks of the estimates that are drawn and, where a range of what was measured is, its band."""
    entries: list[tuple[str, str, str] | Line2D] = [(kind, "blue", words) for kind, (words, _) in _kinds(rows).items()]
    if shaded:
        entries.append(Line2D([], [], color=light("blue"), alpha=0.3, linewidth=9, label="lowest to highest"))
    key(figure, y, entries)


def _kinds(rows: Sequence[Row]) -> dict[str, tuple[str, str]]:
    """Return for each kind of mark among some estimates what it means, in a legend and in words."""
    drawn_kinds = {kind_and_colour(row)[0] for row in rows}
    stated = any(kind_and_colour(row) == STATED for row in rows)
    reported = f"{MARKS['second_hand']}, or stated, not measured (see the table)" if stated else MARKS["second_hand"]
    memory = MARKS["recalled"].partition(",")[0]
    every = {
        "read": ("measured, read", "Disc: measured, and read in the work."),
        "reported": ("reported or stated" if stated else "reported", f"Ring: {reported}."),
        "memory": (memory, f"Dashed ring: {memory}."),
        "ours": (MARKS["derived"], f"Square: {MARKS['derived']}."),
        "model": ("by definition", "Tilted square: by definition."),
    }
    return {kind: words for kind, words in every.items() if kind in drawn_kinds}


def marks_in_words(rows: Sequence[Row]) -> tuple[str, str]:
    """Say in words what each mark among some estimates is."""
    long = [" A long mark is a range."] if any(low < high for low, high in (ends(row) or (0.0, 0.0) for row in rows)) else []
    return "Marks", " ".join(words for _, words in _kinds(rows).values()) + "".join(long)


def draw_tube(axes: Axes, y: float, high: float, span: tuple[float, float] | None) -> None:
    """Draw a dose as a tube, with a band from the lowest to the highest share that was measured to reach the blood."""
    axes.barh(y, 1, high, color=light("panel"), edgecolor=light("faint"), linewidth=0.8, zorder=0.5)
    if span and span[1] > span[0]:
        axes.barh(y, span[1] - span[0], high, span[0], color=light("blue"), alpha=0.3, zorder=0.6)


def span_words(span: tuple[float, float]) -> str:
    """Return a range of shares for a label."""
    low, high = span
    return percent(low) if low == high else f"{100 * low:.0f}\u2013{percent(high)}"
