"""Lists of contraindications laid over each other: what S3 prints, a label, the exclusions of a trial, and consensus statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import title_lines
from ketamine_course.pictures._drawing import box, legend, listed, sheet, symbols, write
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table, wrapped
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
HEAD, APART = {True: 1.25, False: 0.3}, 0.3
"""Height of what stands over the topics of a part, on a phone and elsewhere, and of the room after it, in rows."""
EMPTY = 1.1
"""Height of a part without topics, in rows, beside that."""
MIDDLE = {True: (62.0, 178.0), False: (164.0, 296.0)}
"""Where the names of the topics begin and end, on a phone and elsewhere: the part that both fields share."""
Topic = tuple[str, list[Row], list[Row]]
"""A topic with its items on the list of S3 and on the other list."""


class Part(NamedTuple):
    """Topics that only S3, both lists or only the other list name, and from where to where they stand."""

    topics: list[Topic]
    top: float
    bottom: float


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
    """Draw both lists as fields that overlap where both name a topic; where nothing is shared they stand apart."""
    groups = [
        [line for line in lines if line[1] and not line[2]],
        [line for line in lines if line[1] and line[2]],
        [line for line in lines if line[2] and not line[1]],
    ]
    figure, axes = sheet(500 if is_narrow() else 340)
    shared = len(groups[1])
    number = "no topic" if not shared else f"{in_words(shared)} topic{'s' * (shared > 1)}"
    lower = title_lines(figure, f"S3 and {NAMES[beside][0]} share {number}", "Who should not take it, by two lists; one mark is one item")
    entries = [("read", "ink", "S3"), ("read", "violet", "the other list"), ("memory", "violet", "the other list, from memory")]
    y = legend(axes, 55 + lower, entries, 18)
    row, parts = _parts(groups, y + 14, 72 * figure.get_figheight() - 20)
    _grounds(axes, parts)
    _heads(axes, row, parts, NAMES[beside][1])
    _marks(axes, row, parts)
    return figure


def _parts(groups: Sequence[list[Topic]], top: float, bottom: float) -> tuple[float, list[Part]]:
    """Return the height of a row and where each part stands, so that they fill their place."""
    around = HEAD[is_narrow()] + APART
    high = [around + (len(group) or EMPTY * (not is_narrow())) for group in groups]
    row = min(48.0, (bottom - top) / sum(high) * 2 // 1) / 2
    parts = []
    for group, rows in zip(groups, high, strict=True):
        parts.append(Part(group, top, top + row * rows))
        top = parts[-1].bottom
    return row, parts


def _grounds(axes: Axes, parts: Sequence[Part]) -> None:
    """Draw both lists as fields, as long as they are, and over them what they share; a dashed place where they share nothing."""
    ours, both, theirs = parts
    shared = bool(both.topics)
    first, last = MIDDLE[is_narrow()]
    left, right, apart = 12.0, width() - 12, 0.0 if shared else 4.0
    ours_end, theirs_start = (both.bottom, both.top) if shared else (ours.bottom, theirs.top)
    box(axes, left, ours.top, last - left, ours_end - ours.top, "panel", "line", zorder=0)
    box(axes, first, theirs_start, right - first, theirs.bottom - theirs_start, "violet_ground", "violet", zorder=0.1)
    look = {"zorder": 0.2, "linestyle": "-" if shared else (0, (3, 3))}
    high = both.bottom - both.top - 2 * apart
    box(axes, first, both.top + apart, last - first, high, "paper", "ink" if shared else "line", **look)


def _heads(axes: Axes, row: float, parts: Sequence[Part], other: str) -> None:
    """Write beside each part, and over it on a phone, what it is: at the left, in the middle, and at the right."""
    ours, both, theirs = parts
    first, last = MIDDLE[is_narrow()]
    left, right, middle = 20.0, width() - 20, (first + last) / 2
    inside = is_narrow() or not both.topics
    heads = (
        (ours, left, "S3, oral use at home", "ink", "left"),
        (both, middle if inside else left, "On both", "ink", "center" if inside else "left"),
        (theirs, right, other, "violet", "right"),
    )
    for part, x, name, colour, side in heads:
        words = f"{name}: {in_words(len(part.topics)) if part.topics else 'none'}"
        lines = [words] if is_narrow() else wrapped(words, 17)
        y = part.top + 0.75 * row if is_narrow() else (part.top + part.bottom) / 2 - 6.5 * (len(lines) - 1)
        for number, line in enumerate(lines):
            write(axes, x, y + 13 * number, line, 9.5, colour, ha=side, fontweight="bold")


def _marks(axes: Axes, row: float, parts: Sequence[Part]) -> None:
    """Write the topics down the middle, with the items of S3 on their left and those of the other list on their right."""
    first, last = MIDDLE[is_narrow()]
    step = 11.0 if is_narrow() else 13.0
    places: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for part in parts:
        for number, (topic, *sides) in enumerate(part.topics):
            y = part.top + row * (HEAD[is_narrow()] + number + 0.5)
            write(axes, (first + last) / 2, y, topic, ha="center")
            for rows, ink, start, way in zip(sides, ("ink", "violet"), (first, last), (-1, 1), strict=True):
                for nth, item in enumerate(rows):
                    kind = "read" if item["mark"] == "seen" else "memory"
                    places.setdefault((kind, ink), []).append((start + way * (10 + step * nth), y))
    for (kind, ink), found in places.items():
        symbols(axes, found, kind, ink, 8)


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
