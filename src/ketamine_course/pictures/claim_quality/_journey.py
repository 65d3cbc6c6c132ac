"""From study to sentence: how one finding changes on its way to a page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.models.counts import filled
from ketamine_course.pictures._drawing import CHARACTER_WIDTH, arrow, band, lines_high, sheet, titled, write, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

COLOURS = {"paper": "blue", "agency": "blue", "press": "green", "popular": "green", "page": "orange"}
STAGES = {"paper": "paper", "agency": "agency", "press": "news", "popular": "popular piece", "page": "one of the {texts} texts"}
LINKS = {
    "retells": "goes back to it",
    "own_study": "A study of its own, not a retelling of the one above.",
    "not_known": "Whether it goes back to the stop above is not known.",
}
"""How a stop is tied to the one above; whatever does not retell it has a dashed way down and says so."""


def chains() -> dict[str, str]:
    """Return the findings by name."""
    return {row["chain"]: row["chain_label"] for row in rows_of("sentence_steps")}


@explorable(title="From study to sentence", narrow=True, chain=Choice(chains, label="Finding"))
def study_to_sentence(chain: str) -> Picture:
    """The stops of one finding as a staircase, with how sure each sounds, in whom it was studied, and what changed on the way."""
    steps = [row for row in rows_of("sentence_steps") if row["chain"] == chain]
    figure, axes = sheet(510 if is_narrow() else 340)
    lower = titled(axes, _title(steps), 13, 20)
    end = write_lines(axes, 14, 38 + lower, f"{chains()[chain]}. Orange: changed on the way", width() - 28, 9.5, "quiet")
    y = end + 3
    deep = [_high(step, number) for number, step in enumerate(steps)]
    gap = min(26.0, (72 * figure.get_figheight() - 22 - y - sum(deep)) / (len(steps) - 1))
    edges: dict[str, list[tuple[float, float, float, float]]] = {}
    for number, (step, high) in enumerate(zip(steps, deep, strict=True)):
        _stop(axes, y, number, step, steps[number - 1] if number else None, edges)
        y = round(y + high + gap)
    for colour, places in edges.items():
        _bars(axes, places, colour)
    notes = tuple((f"{step['position']}. {step['who']}", f"{_said(step)}{_status(step)} {_remark(step)}".strip()) for step in steps)
    return Picture(figure, _words(steps), "conceptual", _table(steps), notes)


def _title(steps: list[Row]) -> str:
    first, last = (filled(STAGES[step["stage"]]) for step in (steps[0], steps[-1]))
    return f"{len(steps)} stops from {first} to {last}"


def _place(number: int) -> tuple[float, float]:
    """Return where a step begins, and how wide it is."""
    left = 14 + (8.0 if is_narrow() else 24.0) * number
    return left, width() - left - 12


def _facts(step: Row) -> tuple[tuple[str, str], ...]:
    return ("sureness", f"Sounds: {step['sureness']}"), ("studied_in", f"Studied in: {step['studied_in']}")


def _changed_high(step: Row, number: int) -> float:
    return lines_high(step["changed"], _place(number)[1] - 8, 8.5) + 2 if number else 0.0


def _high(step: Row, number: int) -> float:
    """Return how much room a step takes, with what changed on the way to it."""
    room = _place(number)[1] - 16
    return (
        _changed_high(step, number)
        + lines_high(_who(step), room, 9.5)
        + sum(lines_high(text, room - 8, 9.5) for _, text in _facts(step))
        + 8
    )


def _bars(axes: Axes, places: Sequence[tuple[float, float, float, float]], colour: str) -> None:
    """Draw upright bars, and lines through words, from one corner to the other: all of a colour as one outline."""
    corners = [point for left, top, right, low in places for point in ((left, top), (right, top), (right, low), (left, low), (left, top))]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * len(places)
    axes.add_patch(PathPatch(Path(np.round(corners), codes), facecolor=light(colour), edgecolor="none", snap=False, zorder=4))


def _stop(
    axes: Axes, y: float, number: int, step: Row, before: Row | None, edges: dict[str, list[tuple[float, float, float, float]]]
) -> None:
    """Draw one step: the way down to it with what changed, and a block with what stands on it; bars at its edge are collected."""
    left, room = _place(number)
    colour = COLOURS[step["stage"]]
    top = y + _changed_high(step, number)
    if before is not None:
        _way_down(axes, y, top, number, step)
    high = _high(step, number) - (top - y)
    band(axes, left, round(top), room, round(high), f"{colour}_ground")
    edges.setdefault(colour, []).append((left, top, left + 4, top + high))
    y = write_lines(axes, left + 12, top + 10, _who(step), room - 16, 9.5, fontweight="bold")
    for name, text in _facts(step):
        same = before is not None and _same(name, step, before)
        first = y
        y = write_lines(axes, left + 20, y, text, room - 24, 9.5, "quiet" if same else "ink")
        if before is not None and not same:
            edges.setdefault("orange", []).append((left + 12, first - 5, left + 15, y - 7))
            x, lost = left + 28 + len(text) * 5, str(before[name])
            if x + len(lost) * 8.5 * CHARACTER_WIDTH < width() - 16:  # what the step above says, struck through
                write(axes, x, first, lost, 8.5, "quiet")
                edges["orange"].append((x - 1, first, x + len(lost) * 4.2, first + 1))


def _way_down(axes: Axes, y: float, top: float, number: int, step: Row) -> None:
    """Draw the way to a step, dashed where it retells nothing, and write what changed beside it."""
    left, room = _place(number)
    x = left - (4 if is_narrow() else 12)
    arrow(axes, (x, y - 14), (x, top + 6), "raises" if _tied(step) else "unknown")
    write_lines(axes, left + 4, y + 1, step["changed"], room - 8, 8.5, "orange")


def _same(column: str, step: Row, before: Row | None) -> bool:
    return before is None or step[column] == before[column]


def _who(step: Row) -> str:
    link = {"own_study": ", a study of its own", "not_known": ", link not known"}.get(step["link"], "")
    return f"{step['who']}{_status(step)}{link}"


def _said(step: Row) -> str:
    return str(step["says"]) + (f" \u201c{step['key_phrase']}\u201d" if step["key_phrase"] else "")


def _status(step: Row) -> str:
    return "" if step["mark"] == "seen" else f" ({MARKS[step['mark']]})"


def _heads(step: Row) -> str:
    return f"Sounds: {step['sureness']}; studied in: {step['studied_in']}."


def _tied(step: Row) -> bool:
    """Whether a stop retells the one above."""
    return bool(step["link"] == "retells")


def _remark(step: Row) -> str:
    """Return what the box says below its facts: a remark on the stop, and what ties it to the one above if it is no retelling."""
    note = f"{step['mark_note']}." if step["mark_note"] else ""
    link = "" if _tied(step) or not step["link"] else LINKS[step["link"]]
    return " ".join(part for part in (note, link) if part)


def _heading(step: Row) -> str:
    work = f" ({cited(step['refs'])})" if step["refs"] else ""
    return f"{step['who']}{work}, {filled(STAGES[step['stage']])}"


def _words(steps: list[Row]) -> str:
    parts = []
    for number, step in enumerate(steps, start=1):
        changed = f" {step['changed']}" if step["changed"] else ""
        parts.append(f"{number}. {_who(step)}. {_heads(step)}{changed}")
    return f"{chains()[steps[0]['chain']]}: " + " ".join(parts)


def _table(steps: list[Row]) -> Table:
    cells = tuple(
        (
            f"{step['position']}. {_heading(step)}",
            _said(step),
            step["sureness"],
            step["studied_in"],
            LINKS.get(step["link"], "start"),
            step["changed"] or "start",
            MARKS[step["mark"]],
        )
        for step in steps
    )
    heads = ("Stop", "What it says", "Sounds", "Studied in", "Tie to the stop above", "What has changed since (our reading)", "Status")
    return Table("The stops", heads, cells)
