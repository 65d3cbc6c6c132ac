"""Topics by texts: who says a thing, who gives a reason for it, and who gives something to look up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from matplotlib.axes import Axes

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._drawing import sheet, symbols, titled, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._who_is_who import who_is_who
from ketamine_course.pictures.claim_quality._common import CAN_BE_LOOKED_UP, claims, columns, sources
from ketamine_course.pictures.claim_quality._funnel import funnel
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
DONE = {"voices": "say it", "reasons": "give a reason", "sources": "can be looked up", "against": "say otherwise"}
"""The layers as a number of voices is followed by them."""
WITHOUT = {"reasons": "without a reason", "sources": "with nothing to look up"}
"""What a text that makes a statement lacks on a layer on which it does not count."""
SHOWN, ROW = 5, 23.0
"""How many statements are shown with the texts that make them, and how high a row is."""
LOOKS = {"voices": ("read", "blue"), "reasons": ("read", "blue"), "sources": ("read", "blue"), "against": ("against", "magenta")}
"""The mark of a text on each layer, and its colour."""
Topics: TypeAlias = Mapping[str, Mapping[str, Row]]
"""What each text says to each statement."""


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


@explorable(title="Many voices, how many sources?", narrow=True, sample={"show": "reasons"}, show=Slider(LAYERS, label="Show", plays=True))
def repetition(show: str) -> Picture:
    """The voices of all statements, peeled layer by layer: voices, reasons, what could be looked up; and who says the widest-said ones."""
    topics = _topics()
    figure, axes = sheet(344 if is_narrow() else 322)
    y = 20 + titled(axes, _title(topics, show), 13, 20)
    words = f"A dot is one text making one of {len(topics)} statements"
    y = write_lines(axes, 14, y + 18, words, width() - 28, 9.5, "quiet") + (10 if is_narrow() else 3)
    y = funnel(axes, y, {layer: _total(topics, layer) for layer in LAYERS}, DONE, show) + 22
    if not is_narrow():
        _rows(axes, y, topics, show)
    return Picture(figure, _words(topics, show), "our counts and judgement", _table(topics), (who_is_who(),))


def _rows(axes: Axes, y: float, topics: Topics, show: str) -> None:
    """Draw the statements that most texts make, or most deny, as rows of marks, a column for each text."""
    against, places = show == "against", columns(300.0, 440.0)
    if against:
        topics = dict(sorted(topics.items(), key=lambda item: -sum(shown(row, show) for row in item[1].values())))
    topics = dict(list(topics.items())[:SHOWN])
    words = "deny" if against else "make"
    write(axes, 14, y, f"The {in_words(len(topics))} statements that most texts {words}", 9.5, fontweight="bold")
    for source, x in places.items():
        write(axes, x, y, source, 9.5, ha="center", fontweight="bold")
    found: dict[tuple[str, str], list[tuple[float, float]]] = {("unchecked", "line"): [], LOOKS[show]: []}
    for number, (label, rows) in enumerate(topics.items(), start=1):
        low = y + ROW * number
        write(axes, 14, low, label, 9.5)
        for source, x in places.items():
            if shown(rows[source], show):
                found[LOOKS[show]].append((x, low))
            elif shown(rows[source], "voices"):
                found["unchecked", "line"].append((x, low))
    for (kind, colour), at in found.items():
        symbols(axes, at, kind, colour, 8.5)
    note = (
        "Ring: says it. Cross: says otherwise. " if against else f"Ring: says it, {WITHOUT[show]}. " if found["unchecked", "line"] else ""
    )
    write(axes, 14, axes.get_ylim()[0] - 11, f"{note}Stances: our judgement.", 8.5, "quiet")


def _topics() -> Topics:
    """Return the statements, those with many voices first."""
    topics: dict[str, dict[str, Row]] = {}
    for row in rows_of("topic_matrix"):
        topics.setdefault(row["topic_label"], {})[row["source"]] = row
    order = ("voices", "reasons", "sources")
    return dict(sorted(topics.items(), key=lambda item: [-sum(shown(row, layer) for row in item[1].values()) for layer in order]))


def _total(topics: Topics, layer: str) -> int:
    return sum(shown(row, layer) for rows in topics.values() for row in rows.values())


def _title(topics: Topics, show: str) -> str:
    voices, left = _total(topics, "voices"), _total(topics, show)
    return {
        "voices": f"{voices} voices: how many can be looked up?",
        "reasons": f"Of {voices} voices, {left} give a reason",
        "sources": f"Of {voices} voices, {left} can be looked up",
        "against": f"In {left} places a text says otherwise",
    }[show]


def _words(topics: Topics, show: str) -> str:
    found = {label: sum(shown(row, show) for row in rows.values()) for label, rows in topics.items()}
    voices = sum(shown(row, "voices") for rows in topics.values() for row in rows.values())
    total = sum(found.values())
    most = max(found, key=lambda label: found[label])
    if show == "voices":
        two = sum(count >= 2 for count in found.values())
        said = f"The {in_words(len(sources()))} texts make the {len(topics)} statements {voices} times in all"
        return f"{said}, and {two} of the statements are made by two texts or more."
    if show == "against":
        return f"In {total} places a text says otherwise, most often ({found[most]} times) about this statement: {most}."
    what = {"reasons": "give a reason or support", "sources": "offer something that could be looked up"}[show]
    none = sum(found[label] == 0 for label, rows in topics.items() if any(shown(row, "voices") for row in rows.values()))
    said = f"The texts make these statements {voices} times in all, and {total} times they {what}."
    return f"{said} For {none} of the statements, no text does so."


def _table(topics: Topics) -> Table:
    words = {"agree": "says it, with a reason", "only_repeats": "only repeats it", "disagree": "says otherwise", "silent": "silent"}

    def cell(row: Row) -> str:
        extra = "; with something to look up" if shown(row, "sources") else ""
        return words[row["stance"]] + extra

    cells = tuple((label, *(cell(rows[source]) for source in sources())) for label, rows in topics.items())
    return Table("What each text says about each statement (stances are our judgement)", ("Statement", *sources()), cells)
