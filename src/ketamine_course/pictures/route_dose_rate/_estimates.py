"""One estimate of bioavailability as a mark, and a dose as a tube that is filled as far as it reaches the blood."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.pictures._charts import number_at, percent
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures._marks import BASIS, capsule, mark
from ketamine_course.pictures.route_dose_rate._common import ends
from ketamine_course.widgets.palette import light

STATED = "reported", "quiet"
"""Mark and colour of what somebody states without having measured it."""
SMALL, MIDDLE = 3, 20
"""Up to so many people an estimate has a small symbol, and a middle one."""


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
    return BASIS[row["mark"]], "green" if row["mark"] in ("derived", "assumption") else "blue"


def draw_estimate(axes: Axes, y: float, row: Row) -> None:
    """Draw an estimate as a mark, and one that is a range as a mark that is as long as the range."""
    low, high = ends(row) or (0.0, 0.0)
    kind, colour = kind_and_colour(row)
    if high > low:
        capsule(axes, low, high, y, kind, colour, size(row))
        return
    if kind == "read":
        mark(axes, low, y, kind, "paper", size(row) + 2.5)  # a rim, so that a small mark shows on a large one
    mark(axes, low, y, kind, colour, size(row))


def size(row: Row) -> float:
    """Return the size of a mark: small, middle or large, and middle where their number is not given."""
    number = people(row) or MIDDLE
    return 5.0 if number <= SMALL else 7.5 if number <= MIDDLE else 10.0


def people(row: Row) -> int:
    """Return the number of people behind an estimate, the larger one of a range; 0 where it is not given."""
    return int(str(row["n"]).rsplit("-", 1)[-1]) if row["n"] else 0


def draw_tube(axes: Axes, y: float, span: tuple[float, float] | None) -> None:
    """Draw a dose as a tube, filled as far as it was measured to reach the blood: surely to the lowest estimate, darker to the highest."""
    axes.barh(y, 1, 0.74, color=light("panel"), edgecolor=light("faint"), linewidth=0.8, zorder=0.5)
    if span:
        low, high = span
        axes.barh(y, low, 0.74, color=light("blue_ground"), zorder=0.6)
        axes.barh(y, high - low, 0.74, low, color=light("blue"), alpha=0.3, zorder=0.6)
        number_at(axes, 1, y, percent(low) if low == high else f"{100 * low:.0f}\u2013{high:.0%}", "blue", (-4, 0), ha="right")
