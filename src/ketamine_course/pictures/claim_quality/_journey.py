"""From study to sentence: how one finding changes on its way to a page."""

from __future__ import annotations

from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.models.counts import filled
from ketamine_course.pictures._charts import BOLD, CHARACTER, LABEL, MARGIN, NOTE, title_lines
from ketamine_course.pictures._drawing import arrow, box, sheet, write
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._marks import BASIS, mark
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.width import is_narrow, width

FACTS = {"sureness": "It sounds", "studied_in": "Studied in"}
"""What is followed from stop to stop, each in a column of its own."""
UNSAID = "not said"
"""How the table begins to tell that a stop is silent on something."""
LINE_HIGH, NOTE_HIGH = 12.0, 11.0
SPINE, TEXT = MARGIN + 4, MARGIN + 16
NAMED = 10.0
"""How far under the top of a stop the first line of its name is."""
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
    """The stops of one finding, one under the other, with how sure each sounds, in whom it was studied, and what changed on the way."""
    steps = [row for row in rows_of("sentence_steps") if row["chain"] == chain]
    figure, axes = sheet(510 if is_narrow() else 340)
    top = 62 + title_lines(figure, _title(steps), f"{chains()[chain]}. Dashed: not said. Pale words: as before.")
    for (left, _), words in zip(_columns(), FACTS.values(), strict=True):
        write(axes, left, top, words, LABEL, "quiet", fontweight="bold")
    _stops(figure, axes, top + 10, [_stop(steps, number) for number in range(len(steps))])
    notes = tuple((f"{step['position']}. {step['who']}", f"{_said(step)}{_status(step)} {_remark(step)}".strip()) for step in steps)
    return Picture(figure, _words(steps), "conceptual", _table(steps), notes)


def _title(steps: list[Row]) -> str:
    """Tell where in the chain it is lost in whom the finding was made; where it never is, how long the chain is."""
    for number, step in enumerate(steps, start=1):
        if str(step["studied_in"]).startswith(UNSAID):
            return f"Who was studied is lost at stop {number} of {len(steps)}"
    first, last = (filled(STAGES[step["stage"]]) for step in (steps[0], steps[-1]))
    return f"{len(steps)} stops from {first} to {last}"


class Stop(NamedTuple):
    """A stop as it is laid out: what changed on the way to it, its name, and of each fact its lines and whether they are new."""

    step: Row
    changed: list[str]
    who: list[str]
    facts: list[tuple[list[str], bool]]

    @property
    def block(self) -> float:
        """How high the boxes are: as high as the longest fact needs."""
        return max(len(lines) for lines, _ in self.facts) * LINE_HIGH + 8

    @property
    def high(self) -> float:
        """How high name and boxes are: on a phone the boxes stand under the name."""
        named = len(self.who) * LINE_HIGH + 4
        return named + 2 + self.block if is_narrow() else max(named + 4, self.block)


def _columns() -> list[tuple[float, float]]:
    """Return where the boxes of each fact begin and end."""
    first = TEXT if is_narrow() else 196.0
    wide = (width() - MARGIN - first - 6) / len(FACTS)
    return [(first + number * (wide + 6), first + number * (wide + 6) + wide) for number in range(len(FACTS))]


def _stop(steps: list[Row], number: int) -> Stop:
    step, room = steps[number], (_columns()[-1][1] - 14 if is_narrow() else _columns()[0][0] - 8) - TEXT
    facts = []
    for name, (left, right) in zip(FACTS, _columns(), strict=True):
        lines = wrapped(str(step[name]), int((right - left - 10) / (LABEL * CHARACTER)))
        facts.append((list(lines), not number or bool(step[name] != steps[number - 1][name])))
    changed = wrapped(step["changed"], int(room / (NOTE * CHARACTER)))
    return Stop(step, list(changed), list(wrapped(_who(step), int(room / (LABEL * BOLD)))), facts)


def _stops(figure: Figure, axes: Axes, top: float, stops: list[Stop]) -> None:
    """Draw the stops one under the other, with the way from each to the next; what room is left stands between them."""
    needed = sum(stop.high + len(stop.changed) * NOTE_HIGH for stop in stops)
    gap = min(92.0 if is_narrow() else 56.0, (72 * figure.get_figheight() - 20 - top - needed) / (len(stops) - 1))
    y, before = top, None
    for stop in stops:
        if before:
            start = y
            y += gap + len(stop.changed) * NOTE_HIGH
            arrow(axes, (SPINE, start - before.high + NAMED + 6), (SPINE, y + NAMED - 5), "raises" if _tied(stop.step) else "unknown")
            _threads(axes, start, y + _boxes_below(stop), before, stop)
            _lines(axes, TEXT, (start + y - (len(stop.changed) - 1) * NOTE_HIGH) / 2, stop.changed, NOTE, NOTE_HIGH)
        before = stop
        _block(axes, y, stop)
        y += stop.high


def _boxes_below(stop: Stop) -> float:
    """Return how far under the top of a stop its boxes begin: on a phone its name stands over them."""
    return len(stop.who) * LINE_HIGH + 6 if is_narrow() else 0.0


def _threads(axes: Axes, start: float, end: float, before: Stop, stop: Stop) -> None:
    """Draw in each column a thread to the next box, thick where it says the same; it is cut off where nothing is said any more.

    On a phone only the last column has threads: in front of the others stand names.
    """
    for number, ((_, right), then, now) in enumerate(zip(_columns(), before.facts, stop.facts, strict=True), start=1):
        x = right - 10
        if _silent(then) or (is_narrow() and number < len(FACTS)):
            continue
        if _silent(now):
            arrow(axes, (x, start), (x, (start + end) / 2), "lowers", "orange", linewidth=2.0)
        else:
            axes.plot([x, x], [start, end], color=light("line"), linewidth=1.4 if now[1] else 4.0, zorder=0.5)


def _silent(fact: tuple[list[str], bool]) -> bool:
    return fact[0][0].startswith(UNSAID)


def _block(axes: Axes, y: float, stop: Stop) -> None:
    """Draw a stop: its mark and name, and in each column what it says; a dashed box where it is silent."""
    mark(axes, SPINE, y + NAMED, BASIS[stop.step["mark"]], "ink", 8)
    _lines(axes, TEXT, y + NAMED, stop.who, LABEL, LINE_HIGH, "ink", fontweight="bold")
    top = y + _boxes_below(stop)
    for (left, right), fact in zip(_columns(), stop.facts, strict=True):
        lines, new = fact
        lost = _silent(fact)
        look: dict[str, Any] = {"fill": "paper", "edge": "orange", "linestyle": (0, (3, 2))} if lost else {"edge": "line"}
        box(axes, left, top, right - left, stop.block, **look)
        middle = top + stop.block / 2 - (len(lines) - 1) * LINE_HIGH / 2
        _lines(axes, left + 6, middle, lines, LABEL, LINE_HIGH, "quiet" if not new else "orange" if lost else "ink")


def _lines(axes: Axes, x: float, y: float, lines: list[str], size: float, high: float, colour: str = "quiet", **options: Any) -> None:
    for number, line in enumerate(lines):
        write(axes, x, y + number * high, line, size, colour, **options)


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
