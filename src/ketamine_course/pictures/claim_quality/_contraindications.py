"""Lists of contraindications laid over each other: what S3 prints, a label, the exclusions of a trial, and consensus statements."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._drawing import box, counted, legend, listed, sheet, symbols, titled, write, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

S3 = "S3"
BESIDE = {
    "US label of esketamine": "the US label of the esketamine spray",
    "exclusions of an oral esketamine trial": "the exclusion criteria of an oral esketamine trial",
    "consensus statements": "consensus statements (from memory, not read in full)",
}
"""Lists that can be set beside those of S3, with their names in a sentence."""
NAMES = {
    "US label of esketamine": ("the US label", "US label of the spray"),
    "exclusions of an oral esketamine trial": ("the trial", "Oral esketamine trial"),
    "consensus statements": ("the consensus", "Consensus statements"),
}
"""The same lists in the title and at the head of what they list."""
ROW, HEAD = 17.0, 46.0
"""Height of a topic, and of what stands over the topics of a field."""
Topic = tuple[str, list[Row], list[Row]]
"""A topic with its items on the list of S3 and on the other list."""


class Field(NamedTuple):
    """Topics that only S3, both lists or only the other list name, and where they stand."""

    topics: list[Topic]
    left: float
    top: float
    wide: float

    @property
    def bottom(self) -> float:
        """Where the field ends."""
        return self.top + HEAD + ROW * len(self.topics)


@explorable(
    title="Who should not take it? Lists compared",
    narrow=True,
    sample={"beside": "US label of esketamine"},
    beside=Choice({name: f"{words[0].upper()}{words[1:]}" for name, words in BESIDE.items()}, label="Beside the lists of S3"),
)
def contraindications(beside: str) -> Picture:
    """Topics that S3 names for oral ketamine at home and those of another list: two fields that overlap where both name a topic."""
    ours, theirs = _rows(S3), _rows(beside)
    topics = list(dict.fromkeys(row["topic"] for row in (*ours, *theirs)))
    notes = _notes(theirs)
    lines = [(topic, _items(ours, topic), _items(theirs, topic)) for topic in topics]
    figure = _fields(beside, lines)
    return Picture(figure, _words(beside, lines, notes), "conceptual", _table([*ours, *theirs]), _in_words(beside, lines, notes))


def _fields(beside: str, lines: Sequence[Topic]) -> Figure:
    """Draw both lists as fields, with the topics of both where they overlap; where nothing is shared they stand apart."""
    groups = [
        [line for line in lines if line[1] and not line[2]],
        [line for line in lines if line[1] and line[2]],
        [line for line in lines if line[2] and not line[1]],
    ]
    figure, axes = sheet(500 if is_narrow() else 316)
    shared = len(groups[1])
    number = "no topic" if not shared else f"{in_words(shared)} topic{'s' * (shared > 1)}"
    lower = titled(axes, f"S3 and {NAMES[beside][0]} share {number}", 13, 20)
    y = write_lines(axes, 14, 38 + lower, "Who should not take it, by two lists; one mark is one item", width() - 28, 9.5, "quiet")
    fields = _in_a_column(groups, y) if is_narrow() else _in_a_row(groups, y)
    _grounds(axes, fields)
    heads = (("S3, oral use at home", "ink"), ("On both lists", "ink"), (NAMES[beside][1], "violet"))
    for field, (name, colour) in zip(fields, heads, strict=True):
        _field(axes, field, name, colour)
    entries = [("read", "ink", "S3"), ("read", "violet", "the other list"), ("memory", "violet", "the other list, from memory")]
    legend(axes, 72 * figure.get_figheight() - (38 if is_narrow() else 24), entries)
    return figure


def _in_a_row(groups: Sequence[list[Topic]], top: float) -> list[Field]:
    tops = (top - 2, top + 10, top + 10)
    return [Field(group, 14 + 146 * number, at, 140) for number, (group, at) in enumerate(zip(groups, tops, strict=True))]


def _in_a_column(groups: Sequence[list[Topic]], top: float) -> list[Field]:
    tops = accumulate((HEAD + ROW * len(group) + 4 for group in groups[:2]), initial=top - 4)
    return [Field(group, 30, at, width() - 60) for group, at in zip(groups, tops, strict=True)]


def _grounds(axes: Axes, fields: Sequence[Field]) -> None:
    """Draw both lists as fields, as long as they are, and over them what they share; a dashed place where they share nothing."""
    ours, both, theirs = fields
    shared = bool(both.topics)
    if is_narrow():
        first = (14.0, ours.top, width() - 44, (both if shared else ours).bottom - ours.top)
        top = (both if shared else theirs).top
        second = (30.0, top, width() - 44, theirs.bottom - top)
        middle = (30.0, both.top, width() - 60, both.bottom - both.top)
    else:
        first = (ours.left, ours.top, (both.left + both.wide if shared else ours.left + ours.wide) - ours.left, ours.bottom - ours.top)
        left = (both if shared else theirs).left
        second = (left, theirs.top, theirs.left + theirs.wide - left, max(both.bottom, theirs.bottom) - theirs.top)
        middle = (both.left, both.top, both.wide, second[3])
    box(axes, *first, "panel", "line", zorder=0)
    box(axes, *second, "violet_ground", "violet", zorder=0.1)
    box(axes, *middle, "paper", "ink" if shared else "line", zorder=0.2, linestyle="-" if shared else (0, (3, 3)))


def _field(axes: Axes, field: Field, name: str, colour: str) -> None:
    """Write the head of a field and its topics, with the items of S3 before each topic and those of the other list behind it."""
    x, y = field.left + 9, field.top + 15
    write(axes, x, y, name, 9.5, colour, fontweight="bold")
    many = counted(len(field.topics), "topic") if field.topics else "no topic"
    write(axes, x, y + 13, many if name == "On both lists" else f"{many} of its own", 8.5, "quiet")
    places: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for number, (topic, *sides) in enumerate(field.topics):
        at = field.top + HEAD + ROW * number
        first = x + 3.0
        for rows, ink in zip(sides, ("ink", "violet"), strict=True):
            for row in rows:
                places.setdefault(("read" if row["mark"] == "seen" else "memory", ink), []).append((first, at))
                first += 9
        write(axes, first, at, topic)
    for (kind, ink), found in places.items():
        symbols(axes, found, kind, ink, 5.5)


def _in_words(beside: str, lines: Sequence[Topic], notes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the items of both lists by topic, and our reading."""

    def said(*sides: tuple[str, Sequence[Row]]) -> str:
        return " ".join(f"{name}: {'; '.join(map(_told, rows))}." for name, rows in sides if rows)

    items = tuple((topic, said((S3, left), (NAMES[beside][1], right))) for topic, left, right in lines)
    return (*items, *((("Our reading", " ".join(notes)),) if notes else ()))


def _rows(name: str) -> list[Row]:
    """Return the items of one list; S3 prints two, and both count as its own."""
    return [row for row in rows_of("contraindications") if name in (row["list_name"], row["source"])]


def _notes(theirs: Sequence[Row]) -> list[str]:
    """Return our observations on the comparison: those that need no work, or one that the list is from."""
    keys = {key for row in theirs for key in row["refs"]}
    found = (row for row in rows_of("regulation_safety_notes") if row["about"] == "contraindications compared")
    return [
        " ".join(filter(None, (row["text"], row["mark_note"] and f"{row['mark_note'].rstrip('.')}.")))
        for row in found
        if not row["refs"] or keys & set(row["refs"])
    ]


def _items(rows: Sequence[Row], topic: str) -> list[Row]:
    return [row for row in rows if row["topic"] == topic]


def _told(row: Row) -> str:
    """Return an item; those for which S3 asks for a doctor's clearance say so."""
    return f"{row['item']} (needs clearance)" if "clearance" in row["list_name"] else str(row["item"])


def _words(beside: str, lines: Sequence[Topic], notes: Sequence[str]) -> str:
    both = [topic for topic, left, right in lines if left and right]
    ours = [topic for topic, _, right in lines if not right]
    theirs = [topic for topic, left, _ in lines if not left]
    return (
        f"The lists of S3 are compared with {BESIDE[beside]}. Topics on both: {listed(both)}. Only S3 names {listed(ours)}, and only the "
        f"other list names {listed(theirs)}. " + " ".join(notes)
    )


def _table(rows: Sequence[Row]) -> Table:
    cells = tuple(
        (row["topic"], row["list_name"], row["item"], cited(row["refs"]) or S3, MARKS[row["mark"]], row["mark_note"]) for row in rows
    )
    return Table("Items of the lists (not medical advice)", ("Topic", "List", "Item", "Works", "Status", "What it covers"), cells)
