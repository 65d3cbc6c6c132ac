"""Topics by texts: who says a thing, who gives a reason for it, and who gives something to look up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._drawing import sheet, titled, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._who_is_who import who_is_who
from ketamine_course.pictures.claim_quality._common import CAN_BE_LOOKED_UP, claims, sources
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
    """The voices of all statements, peeled layer by layer: voices, reasons, what could be looked up, and who says otherwise."""
    topics = _topics()
    figure, axes = sheet(344 if is_narrow() else 276)
    y = 20 + titled(axes, _title(topics, show), 13, 20)
    words = f"A dot is one text making one of {len(topics)} statements"
    y = write_lines(axes, 14, y + 18, words, width() - 28, 9.5, "quiet") + (10 if is_narrow() else 3)
    funnel(axes, y, {layer: _total(topics, layer) for layer in LAYERS}, DONE, show)
    return Picture(figure, _words(topics, show), "our counts and judgement", _table(topics), (who_is_who(),))


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
    most = [label for label, count in found.items() if count == max(found.values())]
    if show == "voices":
        two = sum(count >= 2 for count in found.values())
        said = f"The {in_words(len(sources()))} texts make the {len(topics)} statements {voices} times in all"
        return f"{said}, and {two} of the statements are made by two texts or more."
    if show == "against":
        which = "this statement" if len(most) == 1 else "these statements"
        times = f"{found[most[0]]} times{' each' * (len(most) > 1)}"
        return f"In {total} places a text says otherwise, most often ({times}) about {which}: {'; '.join(most)}."
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
