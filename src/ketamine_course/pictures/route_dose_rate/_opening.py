"""What opens the notebook: one amount, many routes into the blood, and what lies on each of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import title_lines
from ketamine_course.pictures._drawing import box, listed, lowered, sheet, symbol, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.route_dose_rate._shares import SHORT
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

LETTER, PAD, CHIP = 4.3, {False: 5.0, True: 3.5}, 14.0
"""Mean width of a letter on a chip, room beside its words, less on a phone, and its height."""
SWALLOWED = "swallowed: "
"""How the part of a route begins that only some of the drug takes."""
GUESSED = f"perhaps {SWALLOWED}"
"""How it begins where that some is swallowed is our guess."""
INNER = ("gut", "liver")
"""What stands in a column of its own, so that readers see which routes lead through it."""
BRANCH = 15.0
"""How far under a route the way of what is swallowed lies."""


@explorable(
    title="One amount, many routes",
    narrow=True,
    route=Choice(lambda: {"all": "All routes", **{row["route"]: row["label"] for row in rows_of("route_descriptions")}}, label="Route"),
)
def many_routes(route: str) -> Picture:
    """The same amount given by every route, and what the drug has to pass on each; one of them lit."""
    rows = rows_of("route_descriptions")
    lit = next((row for row in rows if row["route"] == route), None)
    start, end, high = (22.0, width() - 24, 35.5) if is_narrow() else (196.0, width() - 28, 21.5)
    deep = [high + (BRANCH - 5 if _swallowed(row) else 0) for row in rows]
    figure, axes = sheet(sum(deep) + (160 if is_narrow() else 116))
    title_lines(figure, _title(rows, lit), "What the drug passes through on its way to the blood")
    lower = 30.0 if is_narrow() else 0.0  # as much as the longest title takes, so that nothing moves
    first = 68 + lower + (30 if is_narrow() else 14)
    places = list(accumulate(deep[:-1], initial=first))
    last = places[-1] + deep[-1] - high
    look: dict[str, Any] = {"facecolor": light("blue_ground"), "edgecolor": light("blue"), "linewidth": 1.4, "zorder": 0}
    axes.add_patch(Rectangle((end - 15, 70 + lower), 30, last - 54 - lower, **look))
    write(axes, start, 62 + lower, "given", 8.5, "quiet", ha="left" if is_narrow() else "center")
    write(axes, end, 62 + lower, "blood", 9.5, "blue", ha="center", fontweight="bold")
    for y, row in zip(places, rows, strict=True):
        _route(axes, y, row, (start, end), "chosen" if row is lit else "blue" if lit is None else "faint")
    touch(axes, y=("route", {row["route"]: y for y, row in zip(places, rows, strict=True)}))
    note = "Not to scale. The figure shows what the drug passes through, not how much of it is lost on the way."
    write_lines(axes, 14, last + 28, note, width() - 28, 8.5, "quiet")
    return Picture(figure, _words(rows) if lit is None else _lit_words(lit), "conceptual", _table(rows))


def _title(rows: Sequence[Row], lit: Row | None) -> str:
    if lit is None:
        return f"One amount, {in_words(len(rows))} routes: how much arrives?"
    name = SHORT.get(lit["route"], lit["label"].partition(" (")[0])
    if _swallowed(lit):
        return f"{name}: {'perhaps ' * _guessed(lit)}two ways into the blood"
    told = [each for each in lit["passes"] if each not in name.lower().replace("-", " ")] or lit["passes"]
    return f"{name}: through the {listed(told)}" if told else f"{name}: straight into the blood"


def _swallowed(row: Row) -> list[str]:
    """Return what only the part that is swallowed has to pass."""
    found = [name.partition(SWALLOWED)[2] for name in row["passes"] if SWALLOWED in name]
    return [part for name in found for part in name.split(", ")]


def _guessed(row: Row) -> bool:
    """Return whether it is our guess that some of a route's drug is swallowed."""
    return any(name.startswith(GUESSED) for name in row["passes"])


def _direct(row: Row) -> list[str]:
    """Return what the drug has to pass that is not swallowed."""
    return [name for name in row["passes"] if SWALLOWED not in name]


def _route(axes: Axes, y: float, row: Row, ends: tuple[float, float], colour: str) -> None:
    """Draw one route: the amount, what it passes, the way of what is swallowed, and the open question at its end."""
    (start, end), lit, dim = ends, colour == "chosen", colour == "faint"
    words = {"chosen": "chosen", "faint": "quiet"}.get(colour, "ink")
    write(axes, 14, y - (16 if is_narrow() else 0), row["label"].partition(" (")[0], 9.5, words)
    _way(axes, [(start, y), (end - 9, y)], colour)
    symbol(axes, start, y, "person", colour, 11)
    x, inner = start + (9 if is_narrow() else 11), _inner(end)
    for name in _direct(row):
        x = _chip(axes, inner.get(name, x), y, name, dim) + 4
    if _swallowed(row):
        x, below = start + 19, y + BRANCH
        _way(axes, [(x, y), (x, below), (end - 22, below), (end - 9, y)], colour, dashed=_guessed(row))
        ground = {"facecolor": light("paper"), "edgecolor": "none", "pad": 0.8}
        write(axes, x + 5, below, "swallowed?" if _guessed(row) else "swallowed", 8.5, "chosen" if lit else "quiet", bbox=ground)
        x += 54
        for name in _swallowed(row):
            x = _chip(axes, inner.get(name, x), below, name, dim) + 4
    symbol(axes, end, y, "memory", "line" if dim else colour, 15)
    write(axes, end, y, "?", 9.5, "quiet" if dim else words, fontweight="bold", ha="center")


def _inner(end: float) -> dict[str, float]:
    """Return where gut and liver begin, before the blood."""
    found, x = {}, end - (20 if is_narrow() else 24)
    for name in reversed(INNER):
        x -= _wide(name)
        found[name] = x
        x -= 4
    return found


@cache
def _longest() -> int:
    """Return the letters of the longest name that has no column of its own: all of these boxes are as wide, and none looks like more."""
    return max(len(name) for row in rows_of("route_descriptions") for name in row["passes"] if name not in INNER and SWALLOWED not in name)


def _wide(name: str) -> float:
    return LETTER * (len(name) if name in INNER else _longest()) + 2 * PAD[is_narrow()]


def _chip(axes: Axes, x: float, y: float, name: str, dim: bool) -> float:
    """Draw something that the drug has to pass; return where it ends."""
    wide = _wide(name)
    inner = name in INNER and not dim
    edge = "orange" if inner else "faint" if dim else "line"
    box(axes, x, y - CHIP / 2, wide, CHIP, "orange_ground" if inner else "panel", edge)
    write(axes, x + wide / 2, y, name, 8.5, "quiet" if dim else "ink", ha="center")
    return x + wide


def _way(axes: Axes, corners: Sequence[tuple[float, float]], colour: str, *, dashed: bool = False) -> None:
    thick, alpha = {"chosen": (3.2, 1.0), "faint": (1.4, 1.0)}.get(colour, (1.6, 0.6))
    axes.add_line(
        Line2D(
            *zip(*corners, strict=True),
            color=light(colour),
            linewidth=thick,
            alpha=alpha,
            zorder=0.2,
            linestyle=(0, (3, 2)) if dashed else "solid",
        )
    )


def _passed(row: Row) -> str:
    direct = listed(_direct(row), "nothing: it is put straight into the blood")
    guess = " (our guess)" if _guessed(row) else ""
    return f"{direct}; if swallowed{guess}, {listed(_swallowed(row))}" if _swallowed(row) else direct


def _words(rows: Sequence[Row]) -> str:
    def named(which: Sequence[Row]) -> str:
        return "; ".join(lowered(row["label"]) for row in which)

    whole = [row for row in rows if set(INNER) <= set(row["passes"])]
    part = [row for row in rows if _swallowed(row) and not _guessed(row)]
    guessed = [row for row in rows if _guessed(row)]
    perhaps = f"; perhaps the same holds for another ({named(guessed)}; our guess)" if guessed else ""
    others = [row for row in rows if row["passes"] and row not in whole and not _swallowed(row)]
    return (
        f"Each of {in_words(len(rows))} routes begins with the same amount of drug and ends in the blood. Only when the drug goes "
        f"{listed([lowered(row['label']) for row in rows if not row['passes']])} is there nothing in between. By some routes "
        f"({named(whole)}), the whole dose passes through the {listed(INNER)}; by others ({named(part)}), only the part that is swallowed "
        f"does{perhaps}. For the rest ({named(others)}), we draw only the tissue into which the drug is given. A question mark "
        "means that the amount that arrives is not shown."
    )


SLOW = "slow release"
"""What delays the drug on its way, and is no tissue."""


def _lit_words(row: Row) -> str:
    direct, inner = _direct(row), listed(_swallowed(row), "")
    part = f" The part that is swallowed passes through the {inner} instead." if inner else ""
    part = f" Perhaps part of it is swallowed (our guess, dashed) and passes through the {inner} instead." if _guessed(row) else part
    tissue = f"passes through the {listed([each for each in direct if each != SLOW])}"
    passed = f"the drug is released slowly and then {tissue}" if SLOW in direct else f"the drug {tissue}"
    return (
        f"{row['label']}: {passed if direct else 'the drug is put straight into the blood'}.{part} The other routes are faint. "
        "A question mark means that the amount that arrives is not shown."
    )


def _table(rows: Sequence[Row]) -> Table:
    lines = [(row["label"], row["drug"], _passed(row)) for row in rows]
    return Table(
        "What the drug passes through on its way into the blood", ("Route", "Drug that was studied", "Passes through"), tuple(lines)
    )
