"""From study to sentence: how one finding changes on its way to a page."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.models.counts import filled
from ketamine_course.pictures._drawing import arrow, band, lines_high, sheet, titled, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
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
    write_lines(axes, 14, 38 + lower, f"{chains()[chain]}. A bar at the edge: changed since the step above", width() - 28, 9.5, "quiet")
    top = 86.0 if is_narrow() else 58.0
    end = 0.0
    for number, step in enumerate(steps):
        y = max(top + number * _deep(), end + 4)
        end = _stop(axes, y, number, step, steps[number - 1] if number else None)
    notes = tuple((f"{step['position']}. {step['who']}", f"{_said(step)}{_status(step)} {_remark(step)}".strip()) for step in steps)
    return Picture(figure, _words(steps), "conceptual", _table(steps), notes)


def _deep() -> float:
    """Return how far each step is below the one before."""
    return 98.0 if is_narrow() else 66.0


def _title(steps: list[Row]) -> str:
    first, last = (filled(STAGES[step["stage"]]) for step in (steps[0], steps[-1]))
    return f"{len(steps)} stops from {first} to {last}"


def _stop(axes: Axes, y: float, number: int, step: Row, before: Row | None) -> float:
    """Draw one step: its tread, what stands on it, and the way down to it with what changed; return where it ends."""
    inset = 8.0 if is_narrow() else 24.0
    left = 14 + inset * number
    room = width() - left - 14
    if before is not None:
        y = _way_down(axes, (left - inset, y), left, step, room)
    band(axes, left, y, room, 4, COLOURS[step["stage"]])
    y = write_lines(axes, left, y + 14, _who(step), 0.92 * room, 9.5, fontweight="bold")
    for text, same in (
        (f"Sounds: {step['sureness']}", _same("sureness", step, before)),
        (f"Studied in: {step['studied_in']}", _same("studied_in", step, before)),
    ):
        top, colour = y, "quiet" if before is not None and same else "ink"
        y = write_lines(axes, left + 9, y, text, 0.92 * room - 9, 9.5, colour)
        if not same:
            band(axes, left, top - 6, 3, y - top - 1, "orange")
    return y


def _way_down(axes: Axes, start: tuple[float, float], left: float, step: Row, room: float) -> float:
    """Draw the riser of a step, dashed where it retells nothing, and write what changed beside it; return where the tread lies."""
    x, y = start
    lines = lines_high(step["changed"], room - 8, 8.5)
    arrow(axes, (x + 4, y - 12), (x + 4, y + lines - 2), "raises" if _tied(step) else "unknown")
    write_lines(axes, left, y - 1, step["changed"], room, 8.5, "orange")
    return y + lines - 4


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
