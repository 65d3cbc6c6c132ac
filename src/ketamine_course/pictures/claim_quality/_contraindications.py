"""Lists of contraindications side by side: what S3 prints, a label, the exclusions of a trial, and consensus statements."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.pictures._drawing import band, end_at, legend, lines_high, listed, rule, sheet, symbol, symbols, write, write_lines
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
LEFT, MIDDLE, RIGHT = 14.0, 118.0, 292.0
SIZE = 8.6


@explorable(
    title="Who should not take it? Lists compared",
    narrow=True,
    sample={"beside": "US label of esketamine"},
    beside=Choice({name: f"{words[0].upper()}{words[1:]}" for name, words in BESIDE.items()}, label="Beside the lists of S3"),
)
def contraindications(beside: str) -> Picture:
    """What S3 lists for oral ketamine at home and another list, topic by topic. Shown to compare lists, not to decide about anyone."""
    ours, theirs = _rows(S3), _rows(beside)
    topics = list(dict.fromkeys(row["topic"] for row in (*ours, *theirs)))
    notes = _notes(theirs)
    lines = [(topic, _items(ours, topic), _items(theirs, topic)) for topic in topics]
    table = _table([*ours, *theirs])
    if is_narrow():
        return Picture(_matrix(beside, lines), _words(beside, lines, notes), "conceptual", table, _in_words(lines, notes))
    heights = [_height(*line) for line in lines]
    figure, axes = sheet(114 + sum(heights) + sum(lines_high(note, 430, 9) + 4 for note in notes))
    write(axes, MIDDLE, 18, "S3, oral use at home", 9, fontweight="bold")
    write_lines(axes, RIGHT, 18, BESIDE[beside][0].upper() + BESIDE[beside][1:], 140, 9, fontweight="bold")
    y = 66.0
    for (topic, left, right), height in zip(lines, heights, strict=True):
        _line(axes, y, height, topic, (left, right))
        y += height
    legend(axes, y + 6, [("read", "ink", "read in the text or work itself"), ("memory", "ink", "from memory, to be checked")], size=8.3)
    write(axes, LEFT, y + 22, "Shaded: a topic that both lists name. Below: our reading.", 8.3, "quiet")
    y += 40
    for note in notes:
        y = write_lines(axes, LEFT, y, note, 430, 9) + 4
    return Picture(figure, _words(beside, lines, notes), "conceptual", table)


def _matrix(beside: str, lines: Sequence[tuple[str, list[Row], list[Row]]]) -> Figure:
    """Draw topics against the two lists, a mark for each item: on a phone the items themselves stand under the drawing."""
    figure, axes = sheet(200)
    left, right = 150.0, 196.0
    write(axes, left, 18, S3, 9, fontweight="bold", ha="center")
    last = write_lines(axes, right, 18, beside, 66, 8.5, fontweight="bold", ha="center")
    y = last + 8
    for topic, *sides in lines:
        height = 10 + lines_high(topic, left - 40, SIZE)
        if all(sides):
            band(axes, 8, y - 11, width() - 16, height, "violet_ground")
        rule(axes, y - 11)
        write_lines(axes, LEFT, y, topic, left - 40, SIZE)
        for rows, x in zip(sides, (left, right), strict=True):
            for kind in ("read", "memory"):
                places = [
                    (x + 8 * (at - (len(rows) - 1) / 2), y) for at, row in enumerate(rows) if (row["mark"] == "seen") == (kind == "read")
                ]
                if places:
                    symbols(axes, places, kind, "ink", 5)
        y += height
    y = legend(axes, y + 2, [("read", "ink", "an item, read in the text or work itself"), ("memory", "ink", "from memory, to be checked")])
    write(axes, LEFT, y + 14, "Shaded: a topic that both lists name.", 8.5, "quiet")
    end_at(figure, axes, y + 40)
    return figure


def _in_words(lines: Sequence[tuple[str, list[Row], list[Row]]], notes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the items of both lists by topic, and our reading."""

    def said(*sides: tuple[str, Sequence[Row]]) -> str:
        return " ".join(f"{name}: {'; '.join(map(_told, rows))}." for name, rows in sides if rows)

    items = tuple((topic, said((S3, left), ("The other list", right))) for topic, left, right in lines)
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


def _height(topic: str, *sides: Sequence[Row]) -> float:
    """Return the height of a topic's line: that of its name or of the longer of its two lists."""
    widths = (RIGHT - MIDDLE - 26, 440 - RIGHT)
    lists = [sum(lines_high(_told(row), width, SIZE) + 2 for row in rows) for rows, width in zip(sides, widths, strict=True)]
    return max(16.0, lines_high(topic, MIDDLE - LEFT - 6, SIZE), *lists) + 6


def _line(axes: Axes, y: float, height: float, topic: str, sides: tuple[list[Row], list[Row]]) -> None:
    if all(sides):
        band(axes, 8, y - 8, 444, height, "violet_ground")
    rule(axes, y - 8)
    write_lines(axes, LEFT, y, topic, MIDDLE - LEFT - 6, SIZE, fontweight="bold")
    for rows, x, room in ((sides[0], MIDDLE, RIGHT - MIDDLE - 16), (sides[1], RIGHT, 450 - RIGHT)):
        at = y
        for row in rows:
            symbol(axes, x + 2, at, "read" if row["mark"] == "seen" else "memory", "ink", 5)
            at = write_lines(axes, x + 10, at, _told(row), room - 10, SIZE) + 2
        if not rows:
            write(axes, x + 2, y, "\u2013", SIZE, "quiet")


def _words(beside: str, lines: Sequence[tuple[str, list[Row], list[Row]]], notes: Sequence[str]) -> str:
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
