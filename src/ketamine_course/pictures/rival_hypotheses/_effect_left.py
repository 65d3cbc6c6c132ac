"""How much of an effect is left at each place of a track, as bars under it."""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.axes import Axes

from ketamine_course.pictures._charts import NOTE, label
from ketamine_course.widgets.palette import light

BASE, HIGH = -0.095, 0.075
"""Where the bars stand and how high a full one is, as shares of the height of the axes."""


def lengths(axes: Axes, places: Iterable[float]) -> None:
    """Draw under each place, from 0 to 1, how much of the effect would be left there."""
    under = axes.get_xaxis_transform()
    for x in places:
        for colour, part in (("faint", 1.0), ("ink", x)):
            ends = [BASE, BASE + HIGH * part]
            axes.plot([x, x], ends, color=light(colour), linewidth=9, transform=under, clip_on=False, solid_capstyle="butt")
    label(axes, 0, BASE + HIGH / 2, "effect left", "quiet", (-14, 0), ha="right", fontsize=NOTE, xycoords=under)
