"""DISCERN and the JAMA benchmarks: the texts side by side, one item opened with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from ketamine_course.pictures._drawing import listed, sheet, symbols, titled, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._who_is_who import named, who_is_who
from ketamine_course.pictures.claim_quality._common import sources
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

TOOLS = {"discern": "DISCERN", "jama": "JAMA benchmarks"}
ALL = "all"
HEARD = 110
"""Words of a description at most."""
SHORT = (
    *("aims", "keeps to its aims", "fits its readers", "sources", "how old it is", "balance", "further help", "what is not known"),
    *("how it works", "benefits", "risks", "without treatment", "daily life", "other options", "deciding together", "overall"),
)
"""Items of DISCERN on a phone, in a word or three."""
SHADES = {1: 0.0, 2: 0.13, 3: 0.28, 4: 0.5, 5: 1.0}
"""How strong the colour of a score is."""
SAVED = " Only the saved text was seen, not the rest of the site."
"""A remark that many reasons end with; the picture makes it once."""


@cache
def items() -> dict[str, list[Row]]:
    """Return the rows of each item, one for each text, by a stable name such as ``discern-1``."""
    items: dict[str, list[Row]] = {}
    for row in rows_of("appraisals"):
        items.setdefault(f"{row['instrument']}-{row['item']}", []).append(row)
    return {name: sorted(rows, key=lambda row: sources().index(row["source"])) for name, rows in items.items()}


def _label(name: str) -> str:
    row = items()[name][0]
    return f"{row['item']}. {row['item_text']}" if row["instrument"] == "discern" else f"{row['item']}: {row['item_text']}"


def _number(tool: str) -> int:
    return sum(row["instrument"] == tool for rows in items().values() for row in rows)


def _full_label(name: str) -> str:
    return f"{TOOLS[items()[name][0]['instrument']]}, {_label(name)}"


@explorable(
    title="DISCERN and JAMA, side by side",
    narrow=True,
    item=Slider(lambda: {ALL: "All scores", **{name: _full_label(name) for name in items()}}, label="Item"),
)
def appraisal_scores(item: str) -> Picture:
    """All scores of all texts, or one item with its scores and the reasons for them."""
    return _all_scores() if item == ALL else _one_item(item)


def _matrix(item: str) -> Figure:
    """Draw all scores as tiles, stronger where they are better, with each text's points as bars over them; one item may be outlined."""
    figure, axes = sheet(442 if is_narrow() else 340)
    lower = titled(axes, _title(item), 13, 20)
    write_lines(axes, 14, 38 + lower, "Our scores; bars: points on DISCERN, of at most 80", width() - 28, 9.5, "quiet")
    step = 13.0 if is_narrow() else 10.5
    y = 136.0 if is_narrow() else 96.0
    places, lines = _columns(), {ALL: y - 22}
    _points(axes, y - 8, places)
    key = y - (26 if is_narrow() else 24)
    for tool, heading in TOOLS.items():
        scale = "1 no, 5 yes" if tool == "discern" else "met or not"
        write(axes, 14, y, f"{heading}: {scale}", 8.5, "quiet", fontweight="bold")
        for source, x in places.items() if tool == "discern" else ():
            write(axes, x, y - 1, source, 8.5, fontweight="bold", ha="center")
        for name in (name for name, rows in items().items() if rows[0]["instrument"] == tool):
            y += step
            lines[name] = y
        y += step + 3
    for name, at in lines.items():
        if name != ALL:
            write(axes, 14, at, _short(name) if is_narrow() else _label(name), 8.5, "violet" if name == item else "ink")
    _tiles(axes, places, lines, step - 1, key)
    if item != ALL:
        axes.add_patch(Rectangle((9, lines[item] - step / 2), width() - 18, step, fill=False, edgecolor=light("violet"), linewidth=1.8))
    touch(axes, y=("item", lines))
    return figure


def _title(item: str) -> str:
    scores = [row["score"] for rows in items().values() for row in rows if row["instrument"] == "discern"]
    if item == ALL:
        return f"{sum(score >= 4 for score in scores)} of {len(scores)} DISCERN scores are 4 or 5"
    words = _label(item).split(". ", 1)[-1]
    return words[0].upper() + words[1:]


def _short(name: str) -> str:
    tool, item = name.split("-")
    return item if tool == "jama" else f"{item}. {SHORT[int(item) - 1]}"


def _total(source: str) -> int:
    """Return the points that a text has on DISCERN."""
    return sum(row["score"] for rows in items().values() for row in rows if (row["instrument"], row["source"]) == ("discern", source))


def _step() -> float:
    """Return how far the texts stand apart: closer where there are more of them."""
    widest, room = (18.4, 92.0) if is_narrow() else (28.6, 143.0)
    return min(widest, room / max(1, len(sources()) - 1))


def _columns() -> dict[str, float]:
    """Return where the texts stand, the one with most points first."""
    first = 130.0 if is_narrow() else 294.0
    return {source: first + _step() * nth for nth, source in enumerate(sorted(sources(), key=_total, reverse=True))}


def _points(axes: Axes, bottom: float, places: Mapping[str, float]) -> None:
    """Draw the points of each text as a bar, with their number over it."""
    wide = _step() - (4.4 if is_narrow() else 4.6)
    for source, x in places.items():
        high = 0.42 * _total(source)
        axes.add_patch(Rectangle((x - wide / 2, bottom - high), wide, high, facecolor=light("blue"), edgecolor="none"))
        write(axes, x, bottom - high - 6, str(_total(source)), 9.5, fontweight="bold", ha="center")


def _tiles(axes: Axes, places: Mapping[str, float], lines: Mapping[str, float], high: float, key: float) -> None:
    """Draw the scores: a shade for each, and the number or a tick on it, with a key from no to yes.

    Numbers are marks: a hundred texts take much longer to draw.
    """
    wide = _step() - (2.4 if is_narrow() else 2.6)
    found: dict[tuple[int, str], list[tuple[float, float]]] = {
        (score, "discern"): [((14 if is_narrow() else 34) + (wide + 1) * (score - 0.5), key)] for score in SHADES
    }
    if not is_narrow():
        write(axes, 14, key, "no", 8.5, "quiet")
        write(axes, 37 + 5 * (wide + 1), key, "yes", 8.5, "quiet")
    for name, y in lines.items():
        for row in items().get(name, ()):
            x = places[row["source"]]
            found.setdefault((_shade(row), row["instrument"] if row["score"] else "nothing"), []).append((x, y))
            if row["instrument"] == "jama" and row["score"]:
                write(axes, x, y, "(\u2713)" if row["qualifier"] else "\u2713", 8.5, "ink" if row["qualifier"] else "paper", ha="center")
    for (score, sort), at in found.items():
        _squares(axes, at, (wide, high), SHADES[score])
        colour = light("paper" if score == 5 else "ink")
        if sort == "discern":
            style: dict[str, Any] = {"markersize": 6.0, "markeredgewidth": 0.15, "linestyle": "none", "color": colour, "zorder": 3}
            axes.add_line(Line2D(*np.transpose(at), marker=f"${score}$", **style))
        elif sort == "nothing":
            symbols(axes, at, "nothing", "quiet", 5)


def _squares(axes: Axes, at: Sequence[tuple[float, float]], size: tuple[float, float], shade: float) -> None:
    """Draw tiles as broad dashes, which say no more than where they begin and end."""
    wide, high = size
    ends = np.repeat(at, 2, axis=0) + [[-wide / 2, 0], [wide / 2, 0]] * len(at)
    path = Path(np.round(ends, 1), [Path.MOVETO, Path.LINETO] * len(at))
    look: dict[str, Any] = {"linewidth": high, "capstyle": "butt", "snap": False, "zorder": 0.5}
    axes.add_patch(PathPatch(path, fill=False, edgecolor=light("blue"), alpha=shade or 0.04, **look))


def _shade(row: Row) -> int:
    """Return how strong the colour of a score is, from 1 to 5."""
    if row["instrument"] == "discern":
        return int(row["score"])
    return (3 if row["qualifier"] else 5) if row["score"] else 1


def _all_scores() -> Picture:
    figure = _matrix(ALL)
    overall = ", ".join(f"{row['source']} {row['score']}" for row in items()["discern-16"])
    met = sum(row["score"] for rows in items().values() for row in rows if row["instrument"] == "jama")
    partly = [f"by {row['source']} {row['qualifier']}" for rows in items().values() for row in rows if row["qualifier"]]
    high = sum(_good(row) for rows in items().values() for row in rows if row["instrument"] == "discern")
    description = (
        f"On DISCERN's overall question, with a scale from 1 to 5, the scores are {overall}. Of all {_number('discern')} DISCERN scores, "
        f"{high} are 4 or 5. The JAMA benchmarks are met in {met} of {_number('jama')} cases{', ' if partly else ''}{listed(partly, '')}."
    )
    cells = tuple((_full_label(name), *(_score(row) for row in rows)) for name, rows in items().items())
    return Picture(figure, description, "conceptual", Table("All scores (our judgement)", ("Item", *sources()), cells), (who_is_who(),))


def _one_item(item: str) -> Picture:
    rows = items()[item]
    scores = ", ".join(f"{row['source']} {_score(row)}" for row in rows)
    reasons = [f"{row['source']}: {row['reason'].removesuffix(SAVED)}" for row in rows]
    description = _as_long_as_heard(f"{_full_label(item)}. {scores}.", reasons)
    cells = tuple((row["source"], _score(row), row["reason"]) for row in rows)
    table = Table(f"{_full_label(item)} (our scores)", ("Text", "Score", "What in the text decides it"), cells)
    notes = tuple((f"{named(row['source'])}: {_score(row)}", row["reason"]) for row in rows)
    return Picture(_matrix(item), description, "conceptual", table, notes)


def _as_long_as_heard(start: str, reasons: list[str]) -> str:
    """Join reasons as long as a listener can follow; where there are more, say where they are."""
    whole = " ".join([start, *reasons])
    if len(whole.split()) <= HEARD:
        return whole
    shown = [" ".join([start, *reasons[:number], "The table has the other reasons."]) for number in range(len(reasons))]
    return next(text for text in reversed(shown) if len(text.split()) <= HEARD)


def _score(row: Row) -> str:
    if row["instrument"] == "jama":
        return ", ".join(filter(None, ("met" if row["score"] else "not met", row["qualifier"])))
    return str(row["score"])


def _good(row: Row) -> bool:
    return bool(row["score"] >= (4 if row["instrument"] == "discern" else 1))
