"""Who names which step: the steps of the cascade against the texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from matplotlib.axes import Axes

from ketamine_course.models import cascade
from ketamine_course.models.counts import filled
from ketamine_course.pictures._drawing import counted, legend, listed, rule, sheet, symbol, write, write_lines
from ketamine_course.pictures._facts import cited, rows_of
from ketamine_course.pictures.mechanism_cascade._common import MAIN, inline, mentions, sources
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch


class Reading(NamedTuple):
    """How we show a reading of a text's wording: symbol, colour, its name, and its name with the meaning."""

    symbol: str
    colour: str
    name: str
    meaning: str


READINGS = {
    "fits": Reading("read", "blue", "fits", "fits the evidence, or hedged well"),
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
    text=Choice(lambda: {"all": filled("All {texts} texts"), **{source: f"{source} alone" for source in sources()}}, label="Show"),
)
def who_says_what(text: str) -> Picture:
    """Steps of the cascade against all texts, or one text with its own words."""
    return _all_texts() if text == "all" else _one_text(text)


def _all_texts() -> Picture:
    main, others = _steps_in_play()
    top, row_height = 40.0, 15.5
    figure, axes = sheet(top + (len(main) + len(others) + 2) * row_height + 60, 400)
    columns = {source: 196 + 190 * (number + 0.5) / len(sources()) for number, source in enumerate(sources())}
    touch(axes, x=("text", columns))
    for source, x in columns.items():
        write(axes, x, 20, source, 10.5, fontweight="bold", ha="center")
    y = top
    for heading, nodes in (("On the best-known path, in order", main), ("Elsewhere on the map", others)):
        write(axes, 14, y, heading, 9, "quiet", fontweight="bold")
        y += row_height
        for node in nodes:
            _mention_row(axes, y, node, columns)
            y += row_height
    _reading_legend(axes, y + 6)
    nobody = [inline(node) for node in main if not any(node in mentions(source) for source in sources())]
    counts = [f"{source} names {len(mentions(source))}" for source in sources()]
    description = (
        f"Of the {len(main)} steps on the best-known path, {len(nobody)} are neither named nor hinted at "
        f"by any of the {len(sources())} texts: {listed(nobody)}. "
        f"Steps named on the whole map: {listed(counts)}. {_wrong_way_round()}"
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
        f"{row['source']} tells {inline(row['node'])} the wrong way round."
        for row in rows_of("node_mentions")
        if row["reading"] == "wrong_way"
    ]
    return " ".join(found)


def _reading_words(source: str, node: str) -> str:
    row = mentions(source).get(node)
    return READINGS[row["reading"]].name if row else "not named"


def _mention_row(axes: Axes, y: float, node: str, columns: Mapping[str, float]) -> None:
    rule(axes, y + 7.5, right=388)
    write(axes, 20, y, cascade.label(node), 9)
    for source, x in columns.items():
        row = mentions(source).get(node)
        if row:
            reading = READINGS[row["reading"]]
            symbol(axes, x, y, reading.symbol, reading.colour)


def _reading_legend(axes: Axes, y: float) -> None:
    entries = [(each.symbol, each.colour, each.meaning) for each in READINGS.values()]
    legend(axes, y, entries[:2])
    legend(axes, y + 15, entries[2:])
    write(axes, 14, y + 31, "No mark: neither named nor hinted at. Readings: our judgement.", 8.5, "quiet")


def _one_text(source: str) -> Picture:
    main, others = _steps_in_play()
    said = mentions(source)
    named = [node for node in [*main, *others] if node in said]
    row_height = 29.0
    figure, axes = sheet(46 + len(named) * row_height + 82)
    write(axes, 14, 18, f"{source}: the steps it names, in its own words", 10.5, fontweight="bold")
    y = 46.0
    for node in named:
        row = said[node]
        reading = READINGS[row["reading"]]
        rule(axes, y + 15)
        symbol(axes, 20, y, reading.symbol, reading.colour)
        write_lines(axes, 32, y - 6 if len(cascade.label(node)) > 34 else y, cascade.label(node), 190, 9)
        quote = f"\u201c{row['key_phrase']}\u201d"
        write_lines(axes, 232, y - 6 if len(quote) > 40 else y, quote, 222, 9, "quiet")
        y += row_height
    _reading_legend(axes, y + 2)
    skipped = [node for node in main if node not in said]
    write_lines(axes, 14, y + 54, f"Not named, of the {len(main)} steps on the best-known path: {len(skipped)}.", 430, 9)
    by_reading = {reading: [inline(n) for n in named if said[n]["reading"] == reading] for reading in READINGS}
    parts = [f"{READINGS[reading].name.capitalize()}: {listed(labels)}." for reading, labels in by_reading.items() if labels]
    description = f"{source} names {counted(len(named), 'step')} and leaves out {len(skipped)} of the {len(main)} on the best-known path."
    description = " ".join([description, *parts])
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
