"""The scores of the texts: a row for each question, a bar for each score, and the benchmarks under them as marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.pictures._drawing import band, symbols, write
from ketamine_course.pictures._facts import Row
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

IN_A_WORD = {
    "discern-1": "its aims",
    "discern-2": "keeps to them",
    "discern-3": "its readers",
    "discern-4": "sources",
    "discern-5": "dates",
    "discern-6": "balance",
    "discern-7": "where next",
    "discern-8": "the unknown",
    "discern-9": "how it works",
    "discern-10": "benefits",
    "discern-11": "risks",
    "discern-12": "no treatment",
    "discern-13": "daily life",
    "discern-14": "options",
    "discern-15": "deciding",
    "discern-16": "overall",
}
"""What each question of DISCERN is about."""


class Place(NamedTuple):
    """Where the first text stands, how high a row and a bar are, how far the two instruments stand apart, and where rows begin."""

    first: float
    high: float
    bar: float
    apart: float
    under: float


WIDE, PHONE = Place(112.0, 11.2, 7.4, 8.0, 15.0), Place(100.0, 14.2, 8.6, 20.0, 30.0)
Items: TypeAlias = Mapping[str, Sequence[Row]]


def draw(axes: Axes, top: float, items: Items, texts: Sequence[str], item: str, every: str, good: int) -> None:
    """Draw all scores from `top` down, the texts side by side; the scores of one item may stand out."""
    place = PHONE if is_narrow() else WIDE
    step = (width() - 12 - place.first) / len(texts)
    across = {text: place.first + step * number for number, text in enumerate(texts)}
    jama = [name for name, rows in items.items() if rows[0]["instrument"] == "jama"]
    places = {name: round(top + place.under + place.high * number + place.apart * (name in jama), 1) for number, name in enumerate(items)}
    _heads(axes, top, items, across, good)
    if jama and is_narrow():
        write(axes, 14, places[jama[0]] - place.high, "JAMA", 8.5, "quiet", fontweight="bold")
    if item != every:
        band(axes, 10, places[item] - place.high / 2, width() - 20, place.high, "violet_ground")
    for name, y in places.items():
        chosen, number = name == item, name.split("-")[1]
        of_jama = number if is_narrow() else f"JAMA: {number}"
        words = of_jama if name in jama else f"{number} {IN_A_WORD.get(name, '')}".strip()
        write(axes, 14, y, words, 8.5, "violet" if chosen else "quiet", fontweight="bold" if chosen else "normal")
    _bars(axes, {name: rows for name, rows in items.items() if name not in jama}, places, across, step - 3, item, good)
    _marks(axes, {name: items[name] for name in jama}, places, across)
    touch(axes, y=("item", {every: top + 8, **places}))


def _heads(axes: Axes, top: float, items: Items, across: Mapping[str, float], good: int) -> None:
    """Write the names of the texts, and under each on how many questions it has a good score."""
    aside, under = (0.0, 14.0) if is_narrow() else (4.0 + 7.0 * max(map(len, across)), 0.0)
    write(axes, 14, top, "DISCERN", 8.5, "quiet", fontweight="bold")
    write(axes, 14 if is_narrow() else 61, top + under, f"{good} or 5 on", 8.5, "quiet")
    for text, x in across.items():
        count = sum(row["score"] >= good for rows in items.values() for row in rows if row["source"] == text)
        write(axes, x, top, text, 9.5, fontweight="bold")
        write(axes, x + aside, top + under, str(count), 9.5, "blue", fontweight="bold")


def _bars(axes: Axes, items: Items, places: Mapping[str, float], across: Mapping[str, float], long: float, item: str, good: int) -> None:
    """Draw a bar for each score, from a line at the left of its text."""
    strokes: dict[str, list[tuple[float, float]]] = {"faint": []}
    for name, rows in items.items():
        for row in rows:
            x, y, score = across[row["source"]], places[name], row["score"]
            colour = "violet" if name == item else "blue" if score >= good else "line"
            end = round(x + long * score / 5, 1)
            strokes.setdefault(colour, []).extend([(x, y), (end, y)])
            if name == item:
                inside = score > 2
                place = (end - 2, "right", "paper") if inside else (end + 2, "left", "violet")
                write(axes, place[0], y, str(score), 8.5, place[2], ha=place[1], fontweight="bold")
    size = PHONE if is_narrow() else WIDE
    ends = [places[next(iter(items))] - size.high / 2, places[list(items)[-1]] + size.high / 2]
    strokes["faint"] = [(x, y) for x in across.values() for y in ends]
    for colour, corners in strokes.items():
        thick = 1.0 if colour == "faint" else size.bar
        look: dict[str, Any] = {"linewidth": thick, "capstyle": "butt", "snap": False, "zorder": 0.5}
        path = Path(corners, [Path.MOVETO, Path.LINETO] * (len(corners) // 2))
        axes.add_patch(PathPatch(path, fill=False, edgecolor=light("line" if colour == "faint" else colour), **look))


def _marks(axes: Axes, items: Items, places: Mapping[str, float], across: Mapping[str, float]) -> None:
    """Draw whether each text meets each benchmark."""
    found: dict[str, list[tuple[float, float]]] = {}
    for name, rows in items.items():
        for row in rows:
            kind = "nothing" if not row["score"] else "half" if row["qualifier"] else "read"
            found.setdefault(kind, []).append((across[row["source"]] + 6, places[name]))
    for kind, at in found.items():
        symbols(axes, at, kind, "quiet" if kind == "nothing" else "blue", 6 if kind == "nothing" else 8)
