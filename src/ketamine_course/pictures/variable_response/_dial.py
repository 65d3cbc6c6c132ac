"""What the drug adds to everyone, as a scale that can be touched."""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.figure import Figure

from ketamine_course.pictures._charts import LABEL, MARGIN, say, x_ticks
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures._planes import Plane
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width


def dial(figure: Figure, gain: str, gains: Iterable[str]) -> None:
    """Draw what the drug adds as a scale that can be touched, with a mark at what the reader chose."""
    high = 72 * figure.get_figheight()
    left, top = (26, 96) if is_narrow() else (150, 58)
    place = (left / width(), 1 - (top + 10) / high, (width() - left - 30) / width(), 10 / high)
    axes = figure.add_axes(place, axes_class=Plane, label="gain")
    axes.set(xlim=(-0.5, 12.5), ylim=(-1, 1), yticks=[])
    axes.grid(visible=False)
    values = {value: float(value) for value in gains}
    axes.spines["bottom"].set_position(("data", 0))
    x_ticks(axes, {place: value for value, place in values.items()})
    mark(axes, values[gain], 0, "model", "violet", 8)
    touch(axes, x=("gain", values), down=(-3, 3))
    say(figure, MARGIN, top + (-12 if is_narrow() else 5), "Points that the drug adds", LABEL, "violet")
