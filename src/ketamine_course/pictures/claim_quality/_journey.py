"""From study to sentence: how one finding changes on its way to a page."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.models.counts import filled
from ketamine_course.pictures._drawing import CHARACTER_WIDTH, LINE_HEIGHT, arrow, box, sheet, titled, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.width import is_narrow, width

GROUNDS = {"paper": "blue_ground", "agency": "blue_ground", "press": "green_ground", "popular": "green_ground", "page": "orange_ground"}
STAGES = {"paper": "paper", "agency": "agency", "press": "news", "popular": "popular piece", "page": "one of the {texts} texts"}
TEXT = 9.4
LINKS = {
    "retells": "goes back to it",
    "own_study": "A study of its own, not a retelling of the one above.",
    "not_known": "Whether it goes back to the stop above is not known.",
}
"""How a stop is tied to the one above; whatever does not retell it hangs on a dashed line and says so."""


def _box() -> float:
    """Return the width of a stop."""
    return width() - 28


def _bold() -> float:
    """Return the width to break headings at: bold letters are wider than those that the breaking counts with."""
    return _box() - (40 if is_narrow() else 60)


def chains() -> dict[str, str]:
    """Return the findings by name."""
    return {row["chain"]: row["chain_label"] for row in rows_of("sentence_steps")}


@explorable(title="From study to sentence", narrow=True, chain=Choice(chains, label="Finding"))
def study_to_sentence(chain: str) -> Picture:
    """The stops of one finding from top to bottom, with how sure each sounds and what changed on the way."""
    steps = [row for row in rows_of("sentence_steps") if row["chain"] == chain]
    lower = 14.0 if is_narrow() else 0.0
    figure, axes = sheet(40 + lower + sum(_height(step) + _gap(step) for step in steps) + 22)
    titled(axes, chains()[chain])
    y = 34.0 + lower
    for step in steps:
        if step["changed"]:
            y = _change(axes, y, step)
        y = _stop(axes, y, step)
    notes = tuple((f"{step['position']}. {step['who']}", _said(step) + _status(step)) for step in steps) if is_narrow() else ()
    return Picture(figure, _words(steps), "conceptual", _table(steps), notes)


def _lines(text: str, width: float, size: float) -> int:
    return len(wrapped(text, max(8, int(width / (size * CHARACTER_WIDTH)))))


def _height(step: Row) -> float:
    parts = [*([] if is_narrow() else [(_said(step) + _status(step), TEXT)]), (_heads(step), 8.6), (_remark(step), 8.6)]
    heading = 8.6 * LINE_HEIGHT * _lines(_heading(step), _bold(), 8.6)
    return 20 + heading + sum(size * LINE_HEIGHT * _lines(text, _box() - 20, size) for text, size in parts)


def _gap(step: Row) -> float:
    return 16 + 12.2 * _lines(step["changed"], _box() - 50, 9.2) if step["changed"] else 0.0


def _said(step: Row) -> str:
    return str(step["says"]) + (f" \u201c{step['key_phrase']}\u201d" if step["key_phrase"] else "")


def _status(step: Row) -> str:
    return "" if step["mark"] == "seen" else f" ({MARKS[step['mark']]})"


def _heads(step: Row) -> str:
    return f"Sounds: {step['sureness']}. Studied in: {step['studied_in']}."


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


def _stop(axes: Axes, y: float, step: Row) -> float:
    height = _height(step)
    box(axes, 14, y, _box(), height - 6, GROUNDS[step["stage"]], "line")
    below = write_lines(axes, 24, y + 12, _heading(step), _bold(), 8.6, "quiet", fontweight="bold")
    if not is_narrow():  # there, it stands under the drawing
        below = write_lines(axes, 24, below + 1, _said(step) + _status(step), _box() - 20, TEXT)
    below = write_lines(axes, 24, below, _heads(step), _box() - 20, 8.6, "quiet")
    write_lines(axes, 24, below, _remark(step), _box() - 20, 8.6, "quiet")
    return y + height


def _change(axes: Axes, y: float, step: Row) -> float:
    gap = _gap(step)
    arrow(axes, (30, y - 4), (30, y + gap - 4), "raises" if _tied(step) else "unknown")
    write_lines(axes, 46, y + 9, step["changed"], _box() - 50, 9.2, "violet", fontweight="bold")
    return y + gap


def _words(steps: list[Row]) -> str:
    parts = []
    for number, step in enumerate(steps, start=1):
        changed = f" {step['changed']}" if step["changed"] else ""
        link = {"own_study": ", a study of its own", "not_known": ", link not known"}.get(step["link"], "")
        parts.append(
            f"{number}. {step['who']}{_status(step)}{link}; sounds: {step['sureness']}; studied in: {step['studied_in']}.{changed}"
        )
    return f"{chains()[steps[0]['chain']]}, {len(steps)} stops. " + " ".join(parts)


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
