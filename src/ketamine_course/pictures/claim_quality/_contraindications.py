"""Lists of contraindications beside each other: what S3 prints, a label, the exclusions of a trial, and consensus statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import title_lines
from ketamine_course.pictures._drawing import box, counted, legend, listed, sheet, symbols, write
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._who_is_who import named
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

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
COLUMNS = {True: ((126.0, 174.0), (180.0, 234.0)), False: ((200.0, 320.0), (326.0, 450.0))}
"""From where to where the column of each list goes, on a phone and elsewhere."""
FOOT = 24.0
"""Room under the columns."""
Topic = tuple[str, list[Row], list[Row]]
"""A topic with its items on the list of S3 and on the other list."""


@explorable(
    title="Who should not take it? Lists compared",
    narrow=True,
    sample={"beside": "US label of esketamine"},
    beside=Choice({name: f"{words[0].upper()}{words[1:]}" for name, words in BESIDE.items()}, label="Beside the lists of S3"),
)
def contraindications(beside: str) -> Picture:
    """Topics that S3 names for oral ketamine at home and those of another list: two columns, joined where both name a topic."""
    ours, theirs = _rows(S3), _rows(beside)
    topics = list(dict.fromkeys(row["topic"] for row in (*ours, *theirs)))
    notes = _notes(theirs)
    lines = [(topic, _items(ours, topic), _items(theirs, topic)) for topic in topics]
    figure = _columns(beside, lines)
    return Picture(figure, _words(beside, lines, notes), "conceptual", _table([*ours, *theirs]), _in_words(beside, lines, notes))


def _columns(beside: str, lines: Sequence[Topic]) -> Figure:
    """Draw both lists as columns over the same topics: what both name is joined, and what one leaves out stays empty."""
    groups = {
        "Only S3": [line for line in lines if line[1] and not line[2]],
        "On both": [line for line in lines if line[1] and line[2]],
        f"Only {NAMES[beside][0].removeprefix('the ' if is_narrow() else '')}": [line for line in lines if line[2] and not line[1]],
    }
    figure, axes = sheet(500 if is_narrow() else 340)
    shared = len(groups["On both"])
    number = "no topic" if not shared else f"{in_words(shared)} topic{'s' * (shared > 1)}"
    lower = title_lines(figure, f"S3 and {NAMES[beside][0]} share {number}", f"Who should not take it; one mark is one item. {named(S3)}")
    y = legend(axes, 55 + lower, [("read", "ink", "read"), ("memory", "ink", "from memory, to be checked")], 18)
    top, bottom = y + 34, 72 * figure.get_figheight() - FOOT
    _heads(axes, y, (top, bottom), beside, lines)
    row = (bottom - top) / (len(lines) + len(groups) + 0.4)
    y = top + 0.7 * row
    for name, topics in groups.items():
        write(axes, 12, y + 0.1 * row, f"{name}: {in_words(len(topics)) if topics else 'none'}", 9.5, fontweight="bold")
        places = {topic[0]: y + row * (number + 1) for number, topic in enumerate(topics)}
        _topics(axes, places, topics)
        y += row * (len(topics) + 1)
    return figure


def _heads(axes: Axes, y: float, span: tuple[float, float], beside: str, lines: Sequence[Topic]) -> None:
    """Draw the ground of each column, and write over it what list it is and how many items it has."""
    names = ("S3", NAMES[beside][0].removeprefix("the ")) if is_narrow() else ("S3, oral use at home", NAMES[beside][1])
    looks = (("panel", "line", "ink"), ("violet_ground", "chosen", "chosen"))
    for nth, ((left, right), name, (ground, edge, colour)) in enumerate(zip(COLUMNS[is_narrow()], names, looks, strict=True)):
        on = [len(line[1 + nth]) for line in lines if line[1 + nth]]
        many = f"{sum(on)} items" + ("" if is_narrow() else f" on {counted(len(on), 'topic')}")
        box(axes, left, span[0], right - left, span[1] - span[0], ground, edge, zorder=0)
        write(axes, (left + right) / 2, y + 14, name, 9.5, colour, ha="center", fontweight="bold")
        write(axes, (left + right) / 2, y + 26, many, 8.5, "quiet", ha="center")


def _topics(axes: Axes, places: Mapping[str, float], topics: Sequence[Topic]) -> None:
    """Write topics and draw their items on both lists; a line joins those on both, and a short dash stands where a list has none."""
    step = 10.0 if is_narrow() else 13.0
    marks: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for topic, *sides in topics:
        y, both, ends = places[topic], all(sides), []
        write(axes, 18 if is_narrow() else 190, y, topic, ha="left" if is_narrow() else "right")
        for (left, right), rows, ink in zip(COLUMNS[is_narrow()], sides, ("ink", "chosen"), strict=True):
            first = (left + right) / 2 - step * (len(rows) - 1) / 2
            ends += [first + step * (len(rows) - 1), first]
            for nth, item in enumerate(rows):
                marks.setdefault(("read" if item["mark"] == "seen" else "memory", ink), []).append((first + step * nth, y))
            if not rows:
                marks.setdefault(("nothing", "line"), []).append(((left + right) / 2, y))
        if both:
            axes.add_line(Line2D([ends[0], ends[3]], [y, y], color=light("ink"), linewidth=2, zorder=1))
    for (kind, ink), found in marks.items():
        symbols(axes, found, kind, ink, 5 if kind == "nothing" else 8)


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
