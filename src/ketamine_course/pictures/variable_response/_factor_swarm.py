"""The map of all factors: every finding as a sign on a scale of people studied, in the lane of its direction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from math import hypot, isnan, log10

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_course.pictures._charts import LABEL, MARGIN, NOTE, title_lines
from ketamine_course.pictures._drawing import rule, sheet, write
from ketamine_course.pictures.variable_response._factor_rows import ORDER, TALL, Finding, Lanes, Signs
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.width import is_narrow, width

HEIGHT = 340.0
LARGE, LITTLE = 10.0, 6.0
"""Size of the sign of a controlled finding, and of another."""
FEWEST, MOST = 4.0, 4000.0
"""The ends of the scale of people."""
TICKS = (10, 100, 1000)
NAMES, UNKNOWN = 124.0, 34.0
"""Room for the names of lanes, and for findings whose number of people is not told."""
PER_ROW = 4
"""How many of these stand side by side."""
WORDS = {1: "more benefit", 0: "no clear difference", -1: "less benefit", 2: "unclear"}


def drawn_swarm(found: Lanes) -> Figure:
    """Return the map of factors of all groups: their findings by direction and size of the study."""
    figure, axes = sheet(TALL if is_narrow() else HEIGHT)
    lanes = {lane: [each for lanes in found.values() for each in lanes[lane]] for lane in ORDER}
    lower = title_lines(figure, _title(lanes), "Every finding on a factor; large and coloured: controlled comparison")
    top = 52 + lower
    end = (TALL if is_narrow() else HEIGHT) - 46
    over = 16.0 if is_narrow() else 0.0
    packed = {lane: _packed(members) for lane, members in lanes.items()}
    needs = {lane: over + 10 + _deep(places) for lane, places in packed.items()}
    spare = max(0.0, (end - top - sum(needs.values())) / len(needs))
    signs = Signs(axes)
    _scale(axes, top, end)
    for lane, places in packed.items():
        middle = round(top + over + (needs[lane] - over + spare) / 2)
        _named(axes, top + 10 if over else middle, lane, lanes[lane])
        for each, x, y, size in places:
            signs.found[lane, each.controlled].append((x, middle + y, size - (lane == 2)))
        top += needs[lane] + spare
        rule(axes, round(top), MARGIN)
    signs.draw()
    return figure


def _title(lanes: Mapping[int, Sequence[Finding]]) -> str:
    more, same = (sum(each.controlled for each in lanes[lane]) for lane in (1, 0))
    return f"Controlled findings: {more} \u201cmore\u201d, {same} \u201cno difference\u201d"


def _packed(members: Sequence[Finding]) -> list[tuple[Finding, float, float, float]]:
    """Return where the sign of each finding stands, moved off its lane as little as needed, and how large it is."""
    placed: list[tuple[Finding, float, float, float]] = []
    untold = count()
    for each in members:
        size = LARGE if each.controlled else LITTLE
        aside = width() - MARGIN - UNKNOWN + 5
        x = aside + 8.0 * (next(untold) % PER_ROW) if isnan(each.people) else _across(each.people)
        down = next(
            y
            for y in (side * step for step in count() for side in (1, -1))
            if all(hypot(x - a, y - b) >= (size + other) / 2 + 0.6 for _, a, b, other in placed)
        )
        placed.append((each, round(x), down, size))
    return placed


def _deep(places: Sequence[tuple[Finding, float, float, float]]) -> float:
    return 2 * max((abs(y) + size / 2 for _, _, y, size in places), default=6.0)


def _across(people: float) -> float:
    """Return where so many people stand on the scale."""
    first, last = (MARGIN + 8 if is_narrow() else NAMES + 20), width() - MARGIN - UNKNOWN - 18
    return first + (last - first) * log10(people / FEWEST) / log10(MOST / FEWEST)


def _named(axes: Axes, y: float, lane: int, members: Sequence[Finding]) -> None:
    """Write the name of a lane, and how many findings it holds."""
    told = f"{sum(each.controlled for each in members)} of {len(members)} controlled"
    if is_narrow():
        write(axes, MARGIN, y, WORDS[lane], LABEL, fontweight="bold")
        write(axes, width() - MARGIN, y, told, NOTE, "quiet", ha="right")
        return
    write(axes, MARGIN, y - 7, WORDS[lane], LABEL, fontweight="bold")
    write(axes, MARGIN, y + 6, told, NOTE, "quiet")


def _scale(axes: Axes, top: float, end: float) -> None:
    """Draw the scale of people, and where findings stand whose number of people is not told."""
    for tick in TICKS:
        x = round(_across(tick))
        axes.add_line(Line2D([x, x], [top, end], color=light("faint"), linewidth=0.8, zorder=0))
        write(axes, x, end + 9, f"{tick:,}", NOTE, "quiet", ha="center")
    write(axes, width() - MARGIN - UNKNOWN / 2, end + 9, "?", NOTE, "quiet", ha="center")
    write(axes, _across(100), end + 22, "people studied (?: not given)", LABEL, "quiet", ha="center")
