"""Topics by texts: who says a thing, who gives a reason for it, and who gives something to look up."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._drawing import legend, row_high, rule, sheet, symbol, titled, write, write_label, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.claim_quality._common import CAN_BE_LOOKED_UP, claims, columns, sources
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

LAYERS = {
    "voices": "Who says it",
    "reasons": "Who gives a reason",
    "sources": "Who gives something to look up",
    "against": "Who says otherwise",
}
ROW, LABEL = 15.4, 8.6


def names_a_source(row: Row) -> bool:
    """Whether a text offers, for any of its claims on a topic, something that could be looked up."""
    return any(claims()[name]["support_given"] in CAN_BE_LOOKED_UP for name in row["claims"])


def shown(row: Row, layer: str) -> bool:
    """Whether a text counts on one layer of the matrix."""
    counts: dict[str, bool] = {
        "voices": row["stance"] in ("agree", "only_repeats"),
        "reasons": row["stance"] == "agree",
        "against": row["stance"] == "disagree",
    }
    return counts["voices"] and names_a_source(row) if layer == "sources" else counts[layer]


def _across() -> float:
    """Return the room for the name of a row."""
    return min(columns(300.0, 430.0).values()) - 21


def _height(label: str) -> float:
    """Return the height of a row."""
    return row_high(label, _across(), LABEL, ROW)


@explorable(title="Many voices, how many sources?", narrow=True, sample={"show": "reasons"}, show=Slider(LAYERS, label="Show", plays=True))
def repetition(show: str) -> Picture:
    """Statements against texts, peeled layer by layer: voices, reasons, what could be looked up."""
    topics: dict[str, dict[str, Row]] = {}
    for row in rows_of("topic_matrix"):
        topics.setdefault(row["topic_label"], {})[row["source"]] = row
    lower = 14 if is_narrow() else 0
    figure, axes = sheet(52 + sum(map(_height, topics)) + 48 + 3 * lower)
    for source, x in columns(300.0, 430.0).items():
        write(axes, x, 28 + lower, source, 8.5 if is_narrow() else 9.8, fontweight="normal" if is_narrow() else "bold", ha="center")
    titled(axes, LAYERS[show], y=18 if is_narrow() else 28)
    y = 46 - ROW / 2 + 1.4 * lower
    for label, row in topics.items():
        _topic(axes, y + _height(label) / 2, label, row, show)
        y += _height(label)
    bottom = legend(axes, y + ROW / 2 + 6, _legend_of(show))
    note = "No mark: silent, or not on this layer. What counts as a reason: our judgement."
    write_lines(axes, 14, bottom + 16, note, width() - 28, 8.5, "quiet")
    return Picture(figure, _words(topics, show), "conceptual", _table(topics))


def _legend_of(show: str) -> list[tuple[str, str, str]]:
    return {
        "voices": [("read", "blue", "says it, with or without a reason")],
        "reasons": [("read", "blue", "says it and gives a reason or support")],
        "sources": [("read", "green", "says it and offers something that can be looked up")],
        "against": [("against", "magenta", "says otherwise")],
    }[show]


def _topic(axes: Axes, y: float, label: str, row: Mapping[str, Row], show: str) -> None:
    rule(axes, y + _height(label) / 2)
    write_label(axes, 14, y, label, _across(), LABEL)
    for source, x in columns(300.0, 430.0).items():
        if shown(row[source], show):
            kind, colour = {"sources": ("read", "green"), "against": ("against", "magenta")}.get(show, ("read", "blue"))
            symbol(axes, x, y, kind, colour, 6.8)


def _words(topics: Mapping[str, Mapping[str, Row]], show: str) -> str:
    found = {label: sum(shown(row, show) for row in rows.values()) for label, rows in topics.items()}
    voices = sum(shown(row, "voices") for rows in topics.values() for row in rows.values())
    total = sum(found.values())
    most = max(found, key=lambda label: found[label])
    if show == "voices":
        two = sum(count >= 2 for count in found.values())
        said = f"are made {voices} times by one of the {in_words(len(sources()))} texts"
        return f"The {len(topics)} statements {said}, and {two} of the statements are made by two texts or more."
    if show == "against":
        return f"In {total} places a text says otherwise, most often ({found[most]} times) about this statement: {most}."
    what = {"reasons": "gives a reason or support", "sources": "offers something that could be looked up"}[show]
    none = sum(found[label] == 0 for label, rows in topics.items() if any(shown(row, "voices") for row in rows.values()))
    return f"A text makes one of the statements {voices} times, and in {total} it {what}. For {none} of the statements, no text does so."


def _table(topics: Mapping[str, Mapping[str, Row]]) -> Table:
    words = {"agree": "says it, with a reason", "only_repeats": "only repeats it", "disagree": "says otherwise", "silent": "silent"}

    def cell(row: Row) -> str:
        extra = "; with something to look up" if shown(row, "sources") else ""
        return words[row["stance"]] + extra

    cells = tuple((label, *(cell(rows[source]) for source in sources())) for label, rows in topics.items())
    return Table("What each text says to each statement (stances are our judgement)", ("Statement", *sources()), cells)
