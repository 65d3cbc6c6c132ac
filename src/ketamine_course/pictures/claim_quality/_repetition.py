"""Topics by texts: who says a thing, who gives a reason for it, and who gives something to look up."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeAlias

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._drawing import (
    CHARACTER_WIDTH,
    crowded,
    end_at,
    legend,
    row_high,
    sheet,
    symbols,
    titled,
    write,
    write_label,
)
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._who_is_who import who_is_who
from ketamine_course.pictures.claim_quality._common import CAN_BE_LOOKED_UP, claims, columns, sources
from ketamine_course.pictures.claim_quality._funnel import funnel
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
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
LABEL = 8.5
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


def _columns() -> dict[str, float]:
    """Return where the marks of each text stand."""
    return columns(300.0, 440.0)


def _across(said: Mapping[str, Row]) -> float:
    """Return the room for the name of a row: up to its own first mark, and clear of it."""
    first = min((x for source, x in _columns().items() if said[source]["stance"] != "silent"), default=width())
    return first - (28.5 if crowded(len(sources())) else 24)


def _height(label: str, said: Mapping[str, Row]) -> float:
    """Return the height of a row; where names break more often, rows are a little closer."""
    return row_high(label, _across(said), LABEL, 9.5) - (1.0 if is_narrow() else 0) - (0.6 if crowded(len(sources())) else 0)


@explorable(title="Many voices, how many sources?", narrow=True, sample={"show": "reasons"}, show=Slider(LAYERS, label="Show", plays=True))
def repetition(show: str) -> Picture:
    """Statements against texts, peeled layer by layer: voices, reasons, what could be looked up; what falls away leaves a ring."""
    topics = _topics()
    figure, axes = sheet(860 if is_narrow() else 340)
    y = 20 + titled(axes, _title(topics, show), 13, 20)
    y = funnel(axes, y + (20 if is_narrow() else 15), {layer: _total(topics, layer) for layer in LAYERS}, DONE, show) + 7
    for source, x in _columns().items():
        write(axes, x, y, source, 8.5, "quiet", ha="center", fontweight="bold")
    y += 8 if is_narrow() else 7
    places = {}
    for label, said in topics.items():
        places[label] = y + _height(label, said) / 2
        write_label(axes, 14, places[label], label, _across(said), LABEL)
        y += _height(label, said)
    _leads(axes, places, topics)
    _marks(axes, places, topics, show)
    if is_narrow():
        y = legend(axes, y + 12, [("unchecked", "line", "says it, but falls away (our judgement)")])
        end_at(figure, axes, y + 26)
    else:
        write(axes, 14, 333, "Ring: says it, but falls away on this step. Reasons: our judgement.", 8.5, "quiet")
    return Picture(figure, _words(topics, show), "conceptual", _table(topics), (who_is_who(),))


def _leads(axes: Axes, places: Mapping[str, float], topics: Topics) -> None:
    """Draw a line (not on a phone) from the end of each statement to the last text that speaks of it, so that eyes keep to the row."""
    ends: list[tuple[float, float]] = []
    for label, y in places.items():
        last = max((x for source, x in _columns().items() if topics[label][source]["stance"] != "silent"), default=0.0)
        first = 18 + len(label) * LABEL * CHARACTER_WIDTH
        ends += [(first, y), (last, y), (math.nan, y)] if first < last else []
    if not is_narrow():
        axes.add_line(Line2D(*zip(*ends, strict=True), color=light("faint"), linewidth=1.0, zorder=0.5))


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


def _marks(axes: Axes, places: Mapping[str, float], topics: Topics, show: str) -> None:
    """Draw the marks of a layer, and rings where a text says a thing but falls away."""
    found: dict[tuple[str, str], list[tuple[float, float]]] = {("unchecked", "line"): [], LOOKS[show]: []}
    for label, rows in topics.items():
        for source, x in _columns().items():
            if shown(rows[source], show):
                found[LOOKS[show]].append((x, places[label]))
            elif shown(rows[source], "voices"):
                found["unchecked", "line"].append((x, places[label]))
    for (kind, colour), at in found.items():
        symbols(axes, at, kind, colour, 7.0)


def _words(topics: Topics, show: str) -> str:
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


def _table(topics: Topics) -> Table:
    words = {"agree": "says it, with a reason", "only_repeats": "only repeats it", "disagree": "says otherwise", "silent": "silent"}

    def cell(row: Row) -> str:
        extra = "; with something to look up" if shown(row, "sources") else ""
        return words[row["stance"]] + extra

    cells = tuple((label, *(cell(rows[source]) for source in sources())) for label, rows in topics.items())
    return Table("What each text says to each statement (stances are our judgement)", ("Statement", *sources()), cells)
