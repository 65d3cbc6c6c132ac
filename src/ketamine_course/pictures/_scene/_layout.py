"""Where everything stands: two layouts, their panels, and the places and ways from the tables.

A step without a row stands in the tray "Place not known", and an arrow without a row runs straight, so that a new account is shown
before anybody has drawn it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_course.models.cascade import course_board
from ketamine_course.tables import rows_of

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Place:
    """Where a step's badge stands, and where its name does."""

    x: float
    y: float
    label_x: float
    label_y: float
    align: str
    lines: tuple[str, ...]
    lead: tuple[float, ...] = ()
    """Both ends of the line to what is drawn, where that is not beside the badge."""


@dataclass(frozen=True)
class Layout:
    """One arrangement of the scene.

    Parameters
    ----------
    name : str
        ``wide`` or ``narrow``.
    size : (float, float)
        Width and height, in units of the SVG.
    panels : mapping of str to (scale, x, y)
        How each drawn part is scaled and moved from the wide layout's coordinates.
    grounds : mapping of str to (left, top, width, height)
        Panel grounds by title.
    tray : (left, top, width, height)
        Where steps without a place stand.
    slot : (float, float)
        Width and height of one place in the tray.
    badge, text : float
        Radius of a badge, and size of its name.
    """

    name: str
    size: Point
    panels: Mapping[str, tuple[float, float, float]]
    grounds: Mapping[str, Box]
    tray: Box
    slot: Point
    badge: float
    text: float

    @property
    def title(self) -> float:
        """The size of a panel's title."""
        return self.text + (0.8 if self.name == "wide" else 0)

    def title_at(self, panel: str) -> Point:
        """Return where a panel's title begins, at half of its height."""
        x, y, _, height = self.grounds[panel]
        return x + 8, y + (height / 2 if panel == "Blood" else 11 if self.name == "wide" else 9)


WIDE = Layout(
    "wide",
    (512, 336),
    {
        "head": (0.62, 7, 50),
        "fast": (1, 10, 2),
        "lasting": (1, 10, 2),
        "cells": (1, 22, 0),
        "synapse": (0.9, 68.4, 2.8),
        "drug": (1, 0, 0),
        "metabolite": (1, -6, 0),
    },
    {"Blood": (8, 5, 496, 22), "In a person": (8, 32, 160, 300), "Two cells": (174, 32, 144, 300), "A synapse": (324, 32, 180, 300)},
    (176, 263, 140, 66),
    (66, 22),
    7.2,
    8.5,
)
NARROW = Layout(
    "narrow",
    (240, 500),
    {
        "head": (0.44, 5, 23),
        "fast": (0.72, 5.3, -22.4),
        "lasting": (0.72, 119.3, -52.6),
        "cells": (0.52, -74, 166),
        "synapse": (0.6, -110, 284),
        "drug": (0.4, 20.5, 6),
        "metabolite": (0.4, 14, 6),
    },
    {"Blood": (3, 3, 234, 19), "In a person": (3, 25, 234, 157), "Two cells": (3, 187, 126, 113), "A synapse": (3, 306, 234, 190)},
    (133, 187, 104, 113),
    (52, 19),
    8.0,
    8.8,
)
LINES = Layout("lines", (480, 384), {}, {}, (6, 2, 92, 20), (92, 20), 7.2, 8.5)
LINES_NARROW = Layout("lines_narrow", (240, 440), {}, {}, (2, 420, 236, 20), (76, 20), 8.0, 8.8)
LAYOUTS = {layout.name: layout for layout in (WIDE, NARROW)}
MAPS = {layout.name: layout for layout in (LINES, LINES_NARROW)}
_ALL = {**LAYOUTS, **MAPS}


@cache
def places(name: str) -> dict[str, Place]:
    """Return the place of every step of the board in one layout; steps without a row are put into the tray."""
    known = {row["step"]: _place(row) for row in rows_of("stage_places") if row["layout"] == name}
    board = course_board()
    used = {step for route in board.routes.values() for step in route.steps}
    homeless = [step for step in board.steps if step not in known and step in used]
    return {**known, **{step: _in_tray(_ALL[name], number, board.steps[step].short) for number, step in enumerate(homeless)}}


def homeless(name: str) -> list[str]:
    """Return the steps that stand in the tray."""
    listed = {row["step"] for row in rows_of("stage_places") if row["layout"] == name}
    return [step for step in places(name) if step not in listed]


def _in_tray(layout: Layout, number: int, label: str) -> Place:
    left, top, width, height = layout.tray
    across, down = layout.slot
    columns = max(1, int(width // across))
    x = left + 12 + (number % columns) * across
    y = top + height - 11 + (number // columns) * down
    return Place(x, y, x + layout.badge + 3, y, "left", (label,))


@cache
def ways(name: str) -> dict[str, tuple[Point, ...]]:
    """Return the turning points of every arrow that has some."""
    return {row["arrow"]: tuple(_point(part) for part in row["via"].split(";")) for row in rows_of("stage_ways") if row["layout"] == name}


def _place(row: dict[str, Any]) -> Place:
    at = row["x"], row["y"], row["label_x"], row["label_y"]
    return Place(*at, row["align"], tuple(row["lines"].split("|")), _numbers(row["lead"]))


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(map(float, text.split()))


def _point(text: str) -> Point:
    x, y = text.split()
    return float(x), float(y)
