"""DISCERN and the JAMA benchmarks: the texts side by side, one item opened with the reasons."""

from __future__ import annotations

from functools import cache

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.pictures._drawing import (
    band,
    box,
    end_at,
    lines_high,
    listed,
    row_high,
    rule,
    sheet,
    symbol,
    titled,
    write,
    write_label,
    write_lines,
)
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.claim_quality._common import columns, sources
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

TOOLS = {"discern": "DISCERN", "jama": "JAMA benchmarks"}
ALL = "all"
HEARD = 110
"""Words of a description at most."""
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


def _detail_height(name: str) -> float:
    """Return where the reasons for one item end."""
    rows = items()[name]
    remark = any(row["reason"].endswith(SAVED) for row in rows) * lines_high(SAVED.strip(), 208, 8.6)
    reasons = sum(lines_high(row["reason"].removesuffix(SAVED), 208, 9) + 18.5 for row in rows)
    return 34 + lines_high(_label(name), 206, 10.2) + reasons + remark


def _full_label(name: str) -> str:
    return f"{TOOLS[items()[name][0]['instrument']]}, {_label(name)}"


@cache
def height() -> float:
    """Return the height of the picture: the same for every item, with room for the longest reasons."""
    return max(440.0, 22 + max(map(_detail_height, items())))


@explorable(
    title="DISCERN and JAMA, side by side",
    narrow=True,
    item=Slider(lambda: {ALL: "All scores", **{name: _full_label(name) for name in items()}}, label="Item"),
)
def appraisal_scores(item: str) -> Picture:
    """All scores of all texts, or one item with its scores and the reasons for them."""
    return _all_scores() if item == ALL else _one_item(item)


def _matrix() -> Figure:
    """Draw all scores."""
    places = columns(312.0, 440.0)
    across = min(places.values()) - 22
    figure, axes = sheet(452)
    y, lines = 20.0, {}
    for tool, heading in TOOLS.items():
        scale = "1 means no, 5 means yes" if tool == "discern" else "met or not met"
        write_label(axes, 14, y, f"{heading}: {scale}", min(places.values()) - 26, 9.4, "quiet", fontweight="bold")
        for source, x in places.items():
            write(axes, x, y, source, 8.5 if is_narrow() else 9.4, fontweight="normal" if is_narrow() else "bold", ha="center")
        y += 26 if is_narrow() else 19
        for name, rows in items().items():
            if rows[0]["instrument"] != tool:
                continue
            row_height = row_high(_label(name), across, 8.7, 17.4)
            y += (row_height - 17.4) / 2
            rule(axes, y + row_height / 2)
            write_label(axes, 14, y, _label(name), across, 8.7)
            for row in rows:
                _cell(axes, places[row["source"]], y, row)
            lines[name] = y
            y += (row_height + 17.4) / 2
        y += 14
    touch(axes, y=("item", lines))
    note = "Scores: our judgement. On a ground: 4 or 5, or met; in brackets: met in part."
    y = write_lines(axes, 14, y, note, width() - 18, 8.5, "quiet")
    if is_narrow():
        end_at(figure, axes, y + 20)
    return figure


def _all_scores() -> Picture:
    figure = _matrix()
    overall = ", ".join(f"{row['source']} {row['score']}" for row in items()["discern-16"])
    met = sum(row["score"] for rows in items().values() for row in rows if row["instrument"] == "jama")
    partly = [f"by {row['source']} {row['qualifier']}" for rows in items().values() for row in rows if row["qualifier"]]
    high = sum(_good(row) for rows in items().values() for row in rows if row["instrument"] == "discern")
    description = (
        f"On DISCERN's overall question, with a scale from 1 to 5, the scores are {overall}. Of all {_number('discern')} DISCERN scores, "
        f"{high} are 4 or 5. The JAMA benchmarks are met in {met} of {_number('jama')} cases{', ' if partly else ''}{listed(partly, '')}."
    )
    cells = tuple((_full_label(name), *(_score(row) for row in rows)) for name, rows in items().items())
    return Picture(figure, description, "conceptual", Table("All scores (our judgement)", ("Item", *sources()), cells))


def _scores_of(item: str) -> Figure:
    """Draw one item alone, a line for each text: on a phone a slider walks the list, and the reasons stand under the drawing."""
    rows = items()[item]
    figure, axes = sheet(96 + 22 * len(rows))
    titled(axes, _label(item))
    for number, row in enumerate(rows):
        y = 72 + 22 * number
        rule(axes, y + 11)
        write(axes, 14, y, row["source"], 9.6, "violet", fontweight="bold")
        write(axes, 50, y, _score(row), 9.6, fontweight="bold")
        if row["instrument"] == "discern":
            _scale(axes, y, row["score"], 112)
    return figure


def _one_item(item: str) -> Picture:
    rows = items()[item]
    scores = ", ".join(f"{row['source']} {_score(row)}" for row in rows)
    reasons = [f"{row['source']}: {row['reason'].removesuffix(SAVED)}" for row in rows]
    description = _as_long_as_heard(f"{_full_label(item)}. {scores}.", reasons)
    cells = tuple((row["source"], _score(row), row["reason"]) for row in rows)
    table = Table(f"{_full_label(item)} (our scores)", ("Text", "Score", "What in the text decides it"), cells)
    if is_narrow():
        notes = tuple((f"{row['source']}: {_score(row)}", row["reason"]) for row in rows)
        return Picture(_scores_of(item), description, "conceptual", table, notes)
    return Picture(_list_and_reasons(item), description, "conceptual", table)


def _list_and_reasons(item: str) -> Figure:
    """Draw the list of all items, and one of them opened beside it."""
    rows = items()[item]
    figure, axes = sheet(height())
    _list(axes, item)
    box(axes, 226, 14, 224, height() - 32, "panel", "faint", zorder=0)
    y = write_lines(axes, 236, 30, _label(item), 206, 10.2, fontweight="bold") + 4
    for row in rows:
        write(axes, 236, y, f"{row['source']}: {_score(row)}", 9.6, "violet", fontweight="bold")
        if row["instrument"] == "discern":
            _scale(axes, y, row["score"])
        y = write_lines(axes, 236, y + 13.5, row["reason"].removesuffix(SAVED), 208, 9) + 5
    if any(row["reason"].endswith(SAVED) for row in rows):
        write_lines(axes, 236, y, SAVED.strip(), 208, 8.6, "quiet")
    return figure


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


def _cell(axes: Axes, x: float, y: float, row: Row) -> None:
    if _good(row):
        band(axes, x - 9, y - 7, 18, 14, "blue_ground")
    tick = "(\u2713)" if row["qualifier"] else "\u2713"
    text = str(row["score"]) if row["instrument"] == "discern" else (tick if row["score"] else "\u2013")
    write(axes, x, y, text, 9, "blue" if _good(row) else "ink", ha="center", fontweight="bold" if _good(row) else "normal")


def _scale(axes: Axes, y: float, score: int, left: float = 290) -> None:
    """Draw a line from 1 to 5 with the score on it."""
    places = [left + 22 * point for point in range(5)]
    axes.plot([places[0], places[-1]], [y, y], color=light("line"), linewidth=1.2, marker="|", markersize=4)
    axes.plot(places, [y] * 5, color=light("line"), linewidth=0, marker="|", markersize=5)
    symbol(axes, places[score - 1], y, "read", "violet", 7)


def _list(axes: Axes, item: str) -> None:
    """Write all items; each can be touched."""
    y, places = 22.0, {}
    for tool, heading in TOOLS.items():
        write(axes, 14, y, heading, 9, "quiet", fontweight="bold")
        y += 17
        for name, rows in items().items():
            if rows[0]["instrument"] != tool:
                continue
            if name == item:
                band(axes, 10, y - 8, 208, 16, "violet_ground")
            lines = wrapped(_label(name), 38)
            text = lines[0] if len(lines) == 1 else f"{lines[0].rstrip(',:')} \u2026"
            write(axes, 14, y, text, 8.6, "violet" if name == item else "ink", fontweight="bold" if name == item else "normal")
            places[name] = y
            y += 16.6
        y += 12
    touch(axes, y=("item", places), across=(0, 222))
