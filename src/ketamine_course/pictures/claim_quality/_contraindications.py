"""Lists of contraindications beside each other: what S3 prints, a label, the exclusions of a trial, and consensus statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import title_lines
from ketamine_course.pictures._drawing import CHARACTER_WIDTH, counted, legend, listed, sheet, symbols, write
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._who_is_who import named
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
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
HEADS = {True: 26.0, False: 30.0}
"""Room for the names of the lists, on a phone and elsewhere."""
ROUND = 26.0
"""How round the corners of the lists are."""
LEFTS = (12.0, 146.0), (158.0, 146.0), (304.0, 144.0)
LEFTS_APART = (12.0, 164.0), (176.0, 112.0), (288.0, 160.0)
"""Where each part begins and how wide it is, where the lists share topics, and where they share none."""
Area = tuple[float, float, float, float]
"""Left edge, upper edge, width and height."""
Place = tuple[float, float, float]
"""Where the first mark of a topic is, where its words end, and how low both are."""
Topic = tuple[str, list[Row], list[Row]]
"""A topic with its items on the list of S3 and on the other list."""


@explorable(
    title="Who should not take it? Lists compared",
    narrow=True,
    sample={"beside": "US label of esketamine"},
    beside=Choice(
        {name: f"{words[0].upper()}{words[1:]}" for name, words in BESIDE.items()}, label="Compare the lists of S3 with", cases=True
    ),
)
def contraindications(beside: str) -> Picture:
    """Topics that S3 names for oral ketamine at home and those of another list: two fields that overlap where both name a topic."""
    ours, theirs = _rows(S3), _rows(beside)
    topics = list(dict.fromkeys(row["topic"] for row in (*ours, *theirs)))
    notes = _notes(theirs)
    lines = [(topic, _items(ours, topic), _items(theirs, topic)) for topic in topics]
    figure = _drawn(beside, lines)
    return Picture(
        figure,
        _words(beside, lines, notes),
        "our counts and judgement",
        _table([*ours, *theirs]),
        (("Our reading", " ".join(notes)),) if notes else (),
    )


def _drawn(beside: str, lines: Sequence[Topic]) -> Figure:
    """Draw both lists as fields that overlap: what both name lies in the overlap, which is empty where they share nothing."""
    groups = [
        [line for line in lines if line[1] and not line[2]],
        [line for line in lines if line[1] and line[2]],
        [line for line in lines if line[2] and not line[1]],
    ]
    figure, axes = sheet(450 if is_narrow() else 340)
    lower = title_lines(figure, _title(beside, lines), f"Who should not take it; each mark is one item. {named(S3)}")
    entries = [("read", "ink", "read"), ("memory", "ink", "from memory, not yet checked")]
    recalled = any(item["mark"] != "seen" for _, *both in lines for items in both for item in items)
    y = legend(axes, 55 + lower, entries if recalled else entries[:1], 18)
    areas = _areas(98 if is_narrow() else y + 12, 72 * figure.get_figheight() - (12 if is_narrow() else 26), shared=bool(groups[1]))
    _fields(axes, areas, beside, lines)
    near = _near(groups)
    ends = [_topics(axes, area, _ordered(group, near, nth)) for nth, (area, group) in enumerate(zip(areas, groups, strict=True))]
    left, top, wide, high = areas[1]
    if not groups[1]:
        write(axes, left + wide / 2, top + high / 2 - (10 if is_narrow() else 50), "no shared topic", 9.5, ha="center", fontweight="bold")
        for word in near:
            _related(axes, *(next(place for topic, place in found.items() if topic.split()[0] == word) for found in (ends[0], ends[2])))
    return figure


def _related(axes: Axes, first: Place, last: Place) -> None:
    """Draw a dotted line between two topics that are near each other: from words to marks, or on a phone from marks to marks."""
    (x, end, y), (start, _, low) = first, last
    places = ((x, x), (y + 6, low - 6)) if is_narrow() else ((end + 4, start - 7), (y, low))
    axes.add_line(Line2D(*places, color=light("ink"), linewidth=1.2, linestyle=(0, (1, 2))))
    middle = (x + 8, (y + low) / 2 + 12) if is_narrow() else (LEFTS_APART[1][0] + LEFTS_APART[1][1] / 2, (y + low) / 2 + 10)
    write(axes, *middle, "similar, not the same", 8.5, "quiet", ha="left" if is_narrow() else "center")


def _title(beside: str, lines: Sequence[Topic]) -> str:
    """Return how much of the other list S3 names."""
    shared = sum(bool(ours and theirs) for _, ours, theirs in lines)
    if not shared:
        return f"S3 names none of {NAMES[beside][0]}\u2019s {in_words(sum(len(theirs) for *_, theirs in lines))} items"
    return f"S3 and {NAMES[beside][0]} share {in_words(shared)} topic{'s' * (shared > 1)}"


def _areas(top: float, bottom: float, *, shared: bool) -> tuple[Area, Area, Area]:
    """Return what belongs to the first list only, to both, and to the second only: beside each other, or on a phone one under the other.

    Lists that share nothing overlap only as far as is needed to say so.
    """
    if is_narrow():
        wide, first = width() - 24, top + HEADS[True]
        room = bottom - HEADS[True] - first
        shares = (0.5, 0.25, 0.25) if shared else (0.56, 0.18, 0.26)
        tops = (first, first + shares[0] * room, first + (shares[0] + shares[1]) * room)
        return tuple((12.0, at, wide, share * room) for at, share in zip(tops, shares, strict=True))  # type: ignore[return-value]
    high = bottom - top - HEADS[False]
    return tuple((left, top + HEADS[False], wide, high) for left, wide in (LEFTS if shared else LEFTS_APART))  # type: ignore[return-value]


def _fields(axes: Axes, areas: tuple[Area, Area, Area], beside: str, lines: Sequence[Topic]) -> None:
    """Draw the field of each list and their overlap, and write over or under it what list it is and how many items it has."""
    (left, top, _, _), both, (last, low, wide, high) = areas
    ends, begin = (both[0] + both[2], both[1] + both[3]), both[:2]
    fields = ((left, top, ends[0] - left, ends[1] - top), (*begin, last + wide - begin[0], low + high - begin[1]))
    names = ("S3, oral use at home", NAMES[beside][1])
    looks = (("panel", "line", "ink"), ("violet_ground", "chosen", "chosen"))
    shape = f"round,pad=0,rounding_size={ROUND}"
    for (x, y, across, down), (ground, _, _) in zip(fields, looks, strict=True):
        axes.add_patch(FancyBboxPatch((x, y), across, down, boxstyle=shape, facecolor=light(ground), edgecolor="none", zorder=0))
    x, y, across, down = both
    axes.add_patch(FancyBboxPatch((x, y), across, down, boxstyle=shape, facecolor=light("paper"), edgecolor="none", zorder=0.1))
    for nth, ((x, y, across, down), name, (_, edge, colour)) in enumerate(zip(fields, names, looks, strict=True)):
        style: dict[str, Any] = {"facecolor": "none", "edgecolor": light(edge), "linewidth": 1.6, "zorder": 0.2}
        axes.add_patch(FancyBboxPatch((x, y), across, down, boxstyle=shape, **style))
        on = [len(line[1 + nth]) for line in lines if line[1 + nth]]
        many = f"{sum(on)} items" + ("" if is_narrow() else f" on {counted(len(on), 'topic')}")
        over = y + down + 11 if is_narrow() and nth else y - (10 if is_narrow() else 22)
        end = not is_narrow() and nth
        write(axes, x + across - 8 if end else x + 6, over, name, 9.5, colour, ha="right" if end else "left", fontweight="bold")
        place = (width() - 14, over, "right") if is_narrow() else (x + across - 8 if end else x + 6, over + 11, "right" if end else "left")
        write(axes, place[0], place[1], many, 8.5, "quiet", ha=place[2])


def _near(groups: Sequence[Sequence[Topic]]) -> set[str]:
    """Return words with which a topic of each list begins, as in blood pressure and blood vessels."""
    first, last = ({topic.split()[0] for topic, *_ in groups[nth]} for nth in (0, 2))
    return {word for word in first & last if word != "other"}


def _ordered(group: Sequence[Topic], near: set[str], nth: int) -> Sequence[Topic]:
    """Return topics so that near ones face each other: last on the first list, first on the second; beside each other in the middle."""
    facing = [line for line in group if line[0].split()[0] in near]
    rest = [line for line in group if line not in facing]
    if is_narrow():
        return [*rest, *facing] if nth == 0 else [*facing, *rest]
    half = (len(rest) + 1) // 2
    return [*rest[:half], *facing, *rest[half:]]


def _topics(axes: Axes, area: Area, topics: Sequence[Topic]) -> dict[str, Place]:
    """Write topics under each other, each after its marks, one for each item, those of S3 first; return where they are."""
    places: dict[str, Place] = {}
    marks: dict[tuple[str, str], list[tuple[float, float]]] = {}
    left, top, _, high = area
    step = min(19.0, (high - 22) / max(1, len(topics)))
    for number, (topic, *sides) in enumerate(topics):
        x, y = left + 16, top + high / 2 + step * (number - (len(topics) - 1) / 2)
        for rows, ink in zip(sides, ("ink", "chosen"), strict=True):
            for item in rows:
                marks.setdefault(("read" if item["mark"] == "seen" else "memory", ink), []).append((x, y))
                x += 9
        write(axes, x - 1, y, topic)
        places[topic] = left + 16, x + len(topic) * 9.5 * CHARACTER_WIDTH, y
    for (kind, ink), found in marks.items():
        symbols(axes, found, kind, ink, 7)
    return places


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


def _words(beside: str, lines: Sequence[Topic], notes: Sequence[str]) -> str:
    both = [topic for topic, left, right in lines if left and right]
    ours = [topic for topic, _, right in lines if not right]
    theirs = [topic for topic, left, _ in lines if not left]
    return (
        f"S3 compared with {BESIDE[beside]}. Topics on both lists: {listed(both)}. Topics only in S3: {listed(ours)}. "
        f"Topics only on the other list: {listed(theirs)}. " + " ".join(notes)
    )


def _table(rows: Sequence[Row]) -> Table:
    cells = tuple(
        (row["topic"], row["list_name"], row["item"], cited(row["refs"]) or S3, MARKS[row["mark"]], row["mark_note"]) for row in rows
    )
    return Table("Items on the lists (not medical advice)", ("Topic", "List", "Item", "Works", "Status", "What it covers"), cells)
