"""The scene of the cascade: drawn once, every condition of the world as a named part."""

from __future__ import annotations

from matplotlib.figure import Figure

from ketamine_course.pictures._scene import _blood, _cells, _grounds, _overlay, _person, _synapse
from ketamine_course.pictures._scene._layout import MAPS, WIDE, Layout
from ketamine_course.pictures._scene._pen import Pen
from ketamine_course.pictures._scene._still import paint
from ketamine_course.widgets.picture import blank

__all__ = ["draw", "paint"]

PARTS = {
    "head": (_person.head, _person.self_view),
    "fast": (_person.fast,),
    "lasting": (_person.lasting,),
    "cells": (_cells.cells,),
    "synapse": (_synapse.synapse,),
    "drug": (_blood.drug,),
    "metabolite": (_blood.metabolite,),
}


def _plane(layout: Layout) -> tuple[Figure, Pen]:
    width, height = layout.size
    figure = blank(width / 72, height / 72)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    return figure, Pen(axes)


def draw(layout: Layout = WIDE) -> Figure:
    """Draw the scene, or the line map, in one layout, with every part in all its conditions."""
    figure, pen = _plane(layout)
    if layout.name in MAPS:
        with pen.panel("ground"):
            _overlay.network(pen, layout)
        with pen.panel("over"):
            _overlay.arrows(pen, layout)
            _overlay.badges(pen, layout)
        return figure
    with pen.panel("ground"):
        _grounds.grounds(pen, layout)
    for name, drawings in PARTS.items():
        with pen.panel(name, *layout.panels[name]):
            for each in drawings:
                each(pen)
    with pen.panel("over"):
        _overlay.arrows(pen, layout)
        _overlay.badges(pen, layout)
    return figure
