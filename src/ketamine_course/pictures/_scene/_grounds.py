"""What lies under the drawing in each layout: the panels' grounds and titles, the dendrite up to their edges, and the tray."""

from __future__ import annotations

from ketamine_course.pictures._scene._layout import Layout
from ketamine_course.pictures._scene._pen import Pen


def grounds(pen: Pen, layout: Layout) -> None:
    """Draw the panels' grounds and titles, and the tray."""
    for title, (x, y, w, h) in layout.grounds.items():
        blood = title == "Blood"
        pen.path(_rounded_box(x, y, w, h, 10 if blood else 7), "", "magenta_ground" if blood else "panel", "", 0, 0)
        pen.text(*layout.title_at(title), title, "", layout.title, "ink", fontweight="bold", zorder=1)
    if layout.name == "wide":
        _dendrite_ends(pen, layout)
    x, y, w, h = layout.tray
    pen.path(_rounded_box(x, y, w, h, 5), "", "paper", "line", 0.8, 0.5, linestyle=(0, (2, 2)))
    pen.text(x + 6, y + 9, "Place not known", "", layout.text - (0.3 if layout.name == "wide" else 0), "quiet", zorder=1)


def _dendrite_ends(pen: Pen, layout: Layout) -> None:
    """Draw the dendrite on to both edges of the panel, where its drawing, which all layouts share, is narrower."""
    x, _, w, _ = layout.grounds["A synapse"]
    scale, across, down = layout.panels["synapse"]
    top, bottom = (scale * y + down for y in (252, 322))
    left, right = (scale * each + across for each in (306, 470))
    pen.path(f"M{x} {top} L{x + w} {top} {x + w} {bottom} {x} {bottom} Z", "", "paper", "", 0, 0.6)
    ends = " ".join(f"M{x} {y} L{left} {y} M{right} {y} L{x + w} {y}" for y in (top, bottom))
    pen.path(ends, "", "", "ink", 1.4 * scale, 0.7)


def _rounded_box(x: float, y: float, w: float, h: float, r: float) -> str:
    return (
        f"M{x + r} {y} L{x + w - r} {y} Q{x + w} {y} {x + w} {y + r} L{x + w} {y + h - r} Q{x + w} {y + h} {x + w - r} {y + h} "
        f"L{x + r} {y + h} Q{x} {y + h} {x} {y + h - r} L{x} {y + r} Q{x} {y} {x + r} {y} Z"
    )
