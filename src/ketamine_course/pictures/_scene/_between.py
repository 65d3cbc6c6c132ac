"""A way between two steps for an arrow that is on no list: the bow that passes the most steps and names, as in the page's `between.js`.

Where the drawing is higher than broad and every bow would run through what stands there, the way leads along its edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import numpy as np

from ketamine_course.pictures._scene._layout import Layout, Place, Point, places

BOWS = (0.12, -0.12, 0.24, -0.24, 0.38, -0.38, 0.55, -0.55, 0.75, -0.75)
"""How far a bow leaves the straight line, as shares of its length, the best first."""
PARTS = 24
"""In how many parts a bow is looked at."""
LETTER = 4.7
"""How wide a letter of a name is, about."""
BASE = 0.376
"""How far below the middle of its letters the line of a text is, as a share of its size: the page knows the line alone."""
UP = 3.2
"""How far above its line a text is met."""
EDGE = 6.5
"""How far from the edge of the drawing a way round runs."""
ASIDE = (-12.5, 12.5)
"""How far above or below a step a way round passes its name."""
ROUND = 30
"""What a way round must spare, against the best bow."""
Obstacle = tuple[float, float, float]
"""A point, and how far a way stays from it."""


def obstacles(layout: Layout, source: str, target: str) -> list[Obstacle]:
    """Return what a way between two steps should pass: all other badges, and every name."""
    every = places(layout.name)
    badges = [(place.x, place.y, layout.badge + 4) for step, place in every.items() if step not in (source, target)]
    titles = [Place(0, 0, *layout.title_at(title), "left", (title,)) for title in layout.grounds]
    names = [*((place, layout.text) for place in every.values()), *((place, layout.title) for place in titles)]
    return [*badges, *(point for place, size in names for point in _name(layout, place, size))]


def _name(layout: Layout, place: Place, size: float) -> Iterator[Obstacle]:
    for number, line in enumerate(place.lines):
        width = LETTER * len(line)
        start = place.label_x - width * {"left": 0.0, "center": 0.5, "right": 1.0}[place.align]
        for part in (0, 0.25, 0.5, 0.75, 1):
            yield start + width * part, place.label_y + number * layout.text * 1.08 + BASE * size - UP, 6


def bow(start: Point, end: Point, around: Sequence[Obstacle], size: Point) -> list[Point]:
    """Return the middle point of the best bow, or the corners of a way round."""
    (a, b), (c, d) = start, end
    best: list[tuple[float, list[Point]]] = []
    for share in BOWS:
        middle = ((a + c) / 2 + (d - b) * share, (b + d) / 2 - (c - a) * share)
        points = [_at(start, middle, end, at / PARTS) for at in range(PARTS + 1)]
        best.append((_cost(points, around, size), [middle]))
    for x, up, down in product((EDGE, size[0] - EDGE), ASIDE, ASIDE) if size[1] > size[0] else ():
        corners = [(a, b + up), (x, b + up), (x, d + down), (c, d + down)]
        runs = pairwise([start, *corners, end])
        points = [_at(p, ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2), q, at / PARTS) for p, q in runs for at in range(PARTS + 1)]
        best.append((_cost(points, around, size) + ROUND, corners))
    return min(best, key=lambda each: each[0])[1]


def _cost(points: Sequence[Point], around: Sequence[Obstacle], size: Point) -> float:
    """Return how much a way runs through: the nearer to the middle of something, the more, and far more out of the drawing."""
    at, (x, y, room) = np.array(points), np.array(around).T
    distance = ((at[:, :1] - x) ** 2 + (at[:, 1:] - y) ** 2).min(axis=0)
    inside = ((at > 4) & (at < np.array(size) - 4)).all()
    return float(np.maximum(room**2 - distance, 0).sum()) + (0 if inside else 1e4)


def _at(start: Point, middle: Point, end: Point, t: float) -> Point:
    u = 1 - t
    x, y = (u * u * p + 2 * u * t * m + t * t * q for p, m, q in zip(start, middle, end, strict=True))
    return x, y
