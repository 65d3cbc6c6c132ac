"""Who names which step: the steps of the cascade against the texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from matplotlib.axes import Axes

from ketamine_course.models import cascade
from ketamine_course.models.counts import filled
from ketamine_course.pictures._drawing import (
    counted,
    end_at,
    legend,
    listed,
    row_high,
    rule,
    sheet,
    symbol,
    titled,
    write,
    write_label,
    write_lines,
)
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures.mechanism_cascade._common import MAIN, inline, mentions, sources
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width


class Reading(NamedTuple):
    """How we show a reading of a text's wording: symbol, colour, its name, and its name with the meaning."""

    symbol: str
    colour: str
    name: str
    meaning: str


READINGS = {
    "fits": Reading("read", "blue", "fitting", "fits the evidence, or hedged well"),
    "loose": Reading("half", "ink", "loose", "loose: something is missing"),
    "misleading": Reading("overstated", "orange", "misleading", "misleading"),
    "wrong_way": Reading("against", "magenta", "wrong way round", "the wrong way round"),
}


def _steps_in_play() -> tuple[list[str], list[str]]:
    """Return the steps of the best-known path, and the other steps that a text names."""
    main = cascade.path(MAIN)
    named = {row["node"] for row in rows_of("node_mentions")}
    return main, [node["node"] for node in rows_of("cascade_nodes") if node["node"] in named and node["node"] not in main]


@explorable(
    title="Who names which step?",
    narrow=True,
    text=Choice(lambda: {"all": filled("All {texts} texts"), **{source: f"{source} alone" for source in sources()}}, label="Show"),
)
def who_says_what(text: str) -> Picture:
    """Steps of the cascade against all texts, or one text with its own words."""
    return _all_texts() if text == "all" else _one_text(text)


def _all_texts() -> Picture:
    main, others = _steps_in_play()
    row_height = 15.5
    figure, axes = sheet(100 + (len(main) + len(others) + 2) * row_height, None if is_narrow() else 400)
    left, across = (136, 96) if is_narrow() else (196, 190)
    columns = {source: left + across * (number + 0.5) / len(sources()) for number, source in enumerate(sources())}
    touch(axes, x=("text", columns))
    for source, x in columns.items():
        write(axes, x, 20, source, 8.5 if is_narrow() else 10.5, fontweight="normal" if is_narrow() else "bold", ha="center")
    y = 40 - row_height / 2
    for heading, nodes in (("On the best-known path, in order", main), ("Elsewhere on the map", others)):
        write(axes, 14, y + row_height / 2, heading, 9, "quiet", fontweight="bold")
        y += row_height
        for node in nodes:
            y = _mention_row(axes, y, node, columns)
    end = _reading_legend(axes, y + row_height / 2 + 6)
    if is_narrow():
        end_at(figure, axes, end)
    nobody = [inline(node) for node in main if not any(node in mentions(source) for source in sources())]
    counts = [f"{source} names {len(mentions(source))}" for source in sources()]
    description = (
        f"Of the {len(main)} steps on the best-known path, {len(nobody)} are neither named nor hinted at "
        f"by any of the {len(sources())} texts: {listed(nobody)}. "
        f"On the whole map, {listed(counts)} steps. {_wrong_way_round()}"
    )
    rows = [(cascade.label(node), *(_reading_words(source, node) for source in sources())) for node in [*main, *others]]
    return Picture(
        figure,
        description,
        "conceptual",
        Table("What each text names or hints at (readings are our judgement)", ("Step", *sources()), tuple(rows)),
    )


def _wrong_way_round() -> str:
    found = [
        f"{row['source']} describes {inline(row['node'])} the wrong way round."
        for row in rows_of("node_mentions")
        if row["reading"] == "wrong_way"
    ]
    return " ".join(found)


def _reading_words(source: str, node: str) -> str:
    row = mentions(source).get(node)
    return READINGS[row["reading"]].name if row else "not named"


def _mention_row(axes: Axes, y: float, node: str, columns: Mapping[str, float]) -> float:
    """Draw a step from `y` down, with the reading of each text; return where the next one begins."""
    across = min(columns.values()) - 22
    height = row_high(cascade.label(node), across, 9, 15.5)
    bottom, y = y + height, y + height / 2
    rule(axes, bottom, right=228 if is_narrow() else 388)
    write_label(axes, 14 if is_narrow() else 20, y, cascade.label(node), across, 9)
    for source, x in columns.items():
        row = mentions(source).get(node)
        if row:
            reading = READINGS[row["reading"]]
            symbol(axes, x, y, reading.symbol, reading.colour)
    return bottom


def _reading_legend(axes: Axes, y: float) -> float:
    """Write what the marks mean; return where the picture can end."""
    entries = [(each.symbol, each.colour, each.meaning) for each in READINGS.values()]
    note = "No mark: neither named nor hinted at. Readings: our judgement."
    if is_narrow():
        return write_lines(axes, 14, legend(axes, y, entries) + 16, note, width() - 28, 8.5, "quiet") + 16
    legend(axes, y, entries[:2])
    legend(axes, y + 15, entries[2:])
    write(axes, 14, y + 31, note, 8.5, "quiet")
    return y + 54


def _step_and_words(axes: Axes, y: float, node: str, row: Row) -> float:
    """Write a step and, under it, the words of a text; return where the next one stands."""
    reading = READINGS[row["reading"]]
    symbol(axes, 20, y, reading.symbol, reading.colour)
    y = write_lines(axes, 32, y, cascade.label(node), width() - 46, 9)
    y = write_lines(axes, 32, y, f"\u201c{row['key_phrase']}\u201d", width() - 46, 9, "quiet")
    rule(axes, y - 3)
    return y + 10


def _one_text(source: str) -> Picture:
    main, others = _steps_in_play()
    said = mentions(source)
    named = [node for node in [*main, *others] if node in said]
    row_height = 29.0
    figure, axes = sheet(46 + len(named) * row_height + 82)
    y = 46.0 + titled(axes, f"{source}: the steps it names, in its own words")
    for node in named:
        row = said[node]
        reading = READINGS[row["reading"]]
        if is_narrow():
            y = _step_and_words(axes, y, node, row)
            continue
        rule(axes, y + 15)
        symbol(axes, 20, y, reading.symbol, reading.colour)
        write_lines(axes, 32, y - 6 if len(cascade.label(node)) > 34 else y, cascade.label(node), 190, 9)
        quote = f"\u201c{row['key_phrase']}\u201d"
        write_lines(axes, 232, y - 6 if len(quote) > 40 else y, quote, 222, 9, "quiet")
        y += row_height
    y = _reading_legend(axes, y + 2) - 2
    skipped = [node for node in main if node not in said]
    y = write_lines(axes, 14, y, f"Not named, of the {len(main)} steps on the best-known path: {len(skipped)}.", width() - 30, 9)
    end_at(figure, axes, y + 16)
    by_reading = {reading: [inline(n) for n in named if said[n]["reading"] == reading] for reading in READINGS}
    parts = [f"{READINGS[reading].name} for {listed(labels)}" for reading, labels in by_reading.items() if labels]
    description = f"{source} names {counted(len(named), 'step')} and leaves out {len(skipped)} of the {len(main)} on the best-known path."
    description += f" We read its wording as {'; '.join(parts)}."
    rows = tuple(
        (
            cascade.label(n),
            said[n]["key_phrase"],
            READINGS[said[n]["reading"]].meaning,
            said[n]["comment"],
            cited(said[n]["refs"]),
        )
        for n in named
    )
    table = Table(
        f"What {source} says of each step (readings are our judgement)", ("Step", "Words of the text", "Our reading", "Why", "Works"), rows
    )
    return Picture(figure, description, "conceptual", table)
