"""What lies over the drawing in each layout: arrows, badges and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from ketamine_course.models.cascade import Route, course_board
from ketamine_course.pictures._scene._between import bow, obstacles
from ketamine_course.pictures._scene._layout import Layout, Place, Point, places, ways
from ketamine_course.pictures._scene._pen import Pen

LINES = {
    "people": ("blue", 2.3, "-"),
    "animals": ("green", 1.8, (0, (3.4, 1.7))),
    "cells": ("violet", 1.9, (0, (1, 1.5))),
    "none": ("line", 1.2, "-"),
    "unlisted": ("ink", 1.6, (0, (4.4, 1.6, 0.8, 1.6))),
}
"""Colour, width and dashes of an arrow by the most telling system in which it has been studied, or that no table lists it."""
TAIL = 30
"""How far the tail of a chain reaches that a reader builds, from the middle of its last step."""
TAIL_WAYS = ((1, 0), (-1, 0), (0, 1), (0, -1), (0.6, 0.6), (-0.6, 0.6), (0.6, -0.6), (-0.6, -0.6))
"""Where it is tried to lead, as shares of that, the best ways first."""


def _accounts() -> list[Route]:
    return [route for route in course_board().routes.values() if route.mixes]


def _stations() -> Counter[str]:
    """Return each step of the accounts with the number of accounts on whose way it lies."""
    return Counter(step for route in _accounts() for step in route.steps)


def network(pen: Pen, layout: Layout) -> None:
    """Draw the lines of all accounts, each as broad as the number of accounts that use it, and their stations."""
    at, via, routes, stations = places(layout.name), ways(layout.name), _accounts(), _stations()
    lines = Counter(f"{source}__{target}" for route in routes for source, target, _ in route.arrows)
    for name, count in lines.items():
        source, target = (at[step] for step in name.split("__"))
        pen.path(_way([(source.x, source.y), *via.get(name, ()), (target.x, target.y)]), "", "", "faint", 1.6 + 1.7 * count, 1)
    for step, count in stations.items():
        counted = 1 < count < len(routes)  # with room for two characters
        pen.disc(at[step].x, at[step].y, layout.badge + (1.2 if counted else -1), "", "paper", "line", 1.3, 3)
        if counted:
            pen.text(at[step].x, at[step].y + 0.2, f"\u00d7{count}", "", layout.text, "quiet", ha="center", fontweight="bold", zorder=4)
    for end in sorted(course_board().fixed):
        ending = sum(end in route.ends for route in routes)
        place = at[end]
        of_all = "" if layout.name == "lines_narrow" else f" of {len(routes)}"
        rows = f"{ending}{of_all} accounts" if ending > 1 or of_all else "1 account", "ends here" if ending == 1 else "end here"
        for number, line in enumerate(rows, start=len(place.lines)):
            y = place.label_y + layout.text * 1.08 * number
            pen.text(place.label_x, y, line, "", layout.text, "ink", ha=place.align, fontweight="bold", zorder=4)


def arrows(pen: Pen, layout: Layout) -> None:
    """Draw every arrow of the board with all the heads it can have."""
    at, via = places(layout.name), ways(layout.name)
    for name in course_board().arrows:
        source, target = name.split("__")
        _arrow(pen, name, at[source], at[target], via.get(name, ()), layout)


def disputed(name: str) -> bool:
    """Whether findings speak for and against an arrow."""
    counts = course_board().support.get(name, {}).values()
    return any(against for _, against in counts)


def _arrow(pen: Pen, name: str, source: Place, target: Place, via: Sequence[Point], layout: Layout) -> None:
    colour, width, dashes = LINES[course_board().best_system(name)]
    room = layout.badge + 1
    start = _toward((source.x, source.y), via[0] if via else (target.x, target.y), room)
    before = via[-1] if via else (source.x, source.y)
    tip = _toward((target.x, target.y), before, room)
    stop = _toward((target.x, target.y), before, room + 4.5)
    pen.path(_way([start, *via, stop]), f"arrow={name}:line", "", colour, width, 6, linestyle=dashes)
    _heads(pen, name, stop, tip, colour)
    if disputed(name):
        x, y = _middle([start, *via, stop])
        pen.disc(x, y, 4.4, f"arrow={name}:ask", "paper", "magenta", 1.0, 7)
        size = layout.text if "narrow" in layout.name else 7.2
        pen.text(x, y + 0.2, "?", f"arrow={name}:ask", size, "magenta", ha="center", fontweight="bold", zorder=7.5)


def middle_of(layout: Layout, name: str) -> Point:
    """Return the point half way along an arrow."""
    source, target = (places(layout.name)[step] for step in name.split("__"))
    return _middle([(source.x, source.y), *ways(layout.name).get(name, ()), (target.x, target.y)])


def way_between(layout: Layout, source: str, target: str) -> str:
    """Return a plain way between two steps, for an arrow that is on no list."""
    a, b = places(layout.name)[source], places(layout.name)[target]
    middle = bow((a.x, a.y), (b.x, b.y), obstacles(layout, source, target), layout.size)
    return _way([_toward((a.x, a.y), middle[0], layout.badge + 1), *middle, _toward((b.x, b.y), middle[-1], layout.badge + 1)])


def tail_end(layout: Layout, step: str, source: str = "") -> Point:
    """Return where a tail ends that nobody holds: the emptiest place beside its step, off its name; as the page's ``tail.js`` does.

    Where there is another, not the side from which the arrow out of ``source`` comes.
    """
    here, every = places(layout.name)[step], places(layout.name).values()
    before = _before(layout, source, step)
    named = 0 if here.label_x > here.x + layout.badge else 1 if here.label_x < here.x - layout.badge else 2 if here.label_y > here.y else 3
    ends = {way: (here.x + TAIL * way[0], here.y + TAIL * way[1]) for way in TAIL_WAYS}
    room = {end: min(hypot(each.x - end[0], each.y - end[1]) for each in every) for end in ends.values()}
    inside = [
        (end, _sides(way))
        for way, end in ends.items()
        if named not in _sides(way) and layout.badge < end[0] < layout.size[0] - layout.badge and end[1] > layout.badge
    ]
    best: list[Point] = []
    for end, _ in [each for each in inside if before not in each[1]] or inside:
        if not best or room[end] > room[best[-1]] + 0.01:
            best.append(end)
    return best[-1]


def _sides(way: Point) -> set[int]:
    """Return on which sides of a step a way leads: right, left, below or above."""
    x, y = way
    return {side for side, leads in enumerate((x > 0, x < 0, y > 0, y < 0)) if leads}


def _before(layout: Layout, source: str, step: str) -> int | None:
    """Return on which side of a step the arrow out of another arrives: right, left, below or above."""
    if source not in places(layout.name):
        return None
    here, there = places(layout.name)[step], places(layout.name)[source]
    x, y = [(there.x, there.y), *ways(layout.name).get(f"{source}__{step}", ())][-1]
    across, down = x - here.x, y - here.y
    return int(across < 0) if abs(across) > abs(down) else 2 + int(down < 0)


def _heads(pen: Pen, name: str, stop: Point, tip: Point, colour: str) -> None:
    length = hypot(tip[0] - stop[0], tip[1] - stop[1]) or 1
    ux, uy = (tip[0] - stop[0]) / length, (tip[1] - stop[1]) / length
    nx, ny = -uy, ux
    if _unknown(name):
        pen.disc((stop[0] + tip[0]) / 2, (stop[1] + tip[1]) / 2, 2.4, f"arrow={name}:unknown", "paper", colour, 1.3, 6.5)
        return
    side = [(stop[0] + nx * s * 3.3, stop[1] + ny * s * 3.3) for s in (1, -1)]
    pen.path(
        f"M{tip[0]} {tip[1]} L{side[0][0]} {side[0][1]} {side[1][0]} {side[1][1]} Z",
        f"arrow={name}:raises{_spare(name, 'raises')}",
        colour,
        colour,
        0.8,
        6.5,
    )
    end = (tip[0] - ux * 0.8, tip[1] - uy * 0.8)
    bar = [(end[0] + nx * s * 4.6, end[1] + ny * s * 4.6) for s in (1, -1)]
    pen.path(
        f"M{stop[0]} {stop[1]} L{end[0]} {end[1]} M{bar[0][0]} {bar[0][1]} L{bar[1][0]} {bar[1][1]}",
        f"arrow={name}:lowers{_spare(name, 'lowers')}",
        "",
        colour,
        2.2,
        6.5,
        capstyle="butt",
    )


def _spare(name: str, sign: str) -> str:
    """Mark a head that shows only once a reader has reversed the arrow: a page can draw it from the line."""
    signs = {told for route in course_board().routes.values() for source, target, told in route.arrows if f"{source}__{target}" == name}
    return "" if sign in signs else ":spare"


def _unknown(name: str) -> bool:
    """Whether no route knows the sign of an arrow: then it can have no other head."""
    signs = {sign for route in course_board().routes.values() for source, target, sign in route.arrows if f"{source}__{target}" == name}
    return signs == {"unknown"}


def _toward(start: Point, goal: Point, distance: float) -> Point:
    length = hypot(goal[0] - start[0], goal[1] - start[1]) or 1
    return start[0] + (goal[0] - start[0]) / length * distance, start[1] + (goal[1] - start[1]) / length * distance


def _way(points: Sequence[Point], radius: float = 9.0) -> str:
    """Write a way through its turning points: one makes a curve, more make straight runs with round corners."""
    text = f"M{points[0][0]:.2f} {points[0][1]:.2f}"
    if len(points) == 3:
        return f"{text} Q{points[1][0]:.2f} {points[1][1]:.2f} {points[2][0]:.2f} {points[2][1]:.2f}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        near = [_toward(corner, end, min(radius, hypot(end[0] - corner[0], end[1] - corner[1]) / 2)) for end in (before, after)]
        text += f" L{near[0][0]:.2f} {near[0][1]:.2f} Q{corner[0]:.2f} {corner[1]:.2f} {near[1][0]:.2f} {near[1][1]:.2f}"
    return f"{text} L{points[-1][0]:.2f} {points[-1][1]:.2f}"


def _middle(points: Sequence[Point]) -> Point:
    """Return the point half way along."""
    if len(points) == 3:
        (a, b), (c, d), (e, f) = points
        return 0.25 * a + 0.5 * c + 0.25 * e, 0.25 * b + 0.5 * d + 0.25 * f
    runs = [hypot(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(points)]
    left = sum(runs) / 2
    for (p, q), run in zip(pairwise(points), runs, strict=True):
        if left <= run:
            return _toward(p, q, left)
        left -= run
    return points[-1]


def badges(pen: Pen, layout: Layout) -> None:
    """Draw a badge with room for a number and a name for every step; a map always shows the names of stations on accounts' ways."""
    known = _stations()
    for step, place in places(layout.name).items():
        kind = "" if step in known else ":lone"
        if place.lead:
            a, b, c, d = place.lead
            pen.path(f"M{a} {b} L{c} {d}", f"badge={step}:lead", "", "line", 0.8, 5)
        pen.disc(place.x, place.y, layout.badge, f"badge={step}:disc", "paper", "line", 1.1, 9)
        pen.text(place.x, place.y + 0.2, "0", f"badge={step}:number", layout.badge * 1.15, "ink", ha="center", fontweight="bold", zorder=10)
        for number, line in enumerate(place.lines):
            y = place.label_y + number * layout.text * 1.08
            pen.text(place.label_x, y, line, f"badge={step}:label:{place.align}{kind}", layout.text, "ink", ha=place.align, zorder=10)
