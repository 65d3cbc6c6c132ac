"""Who names which step: each text as a line through the steps of the best-known path, with a mark where it stops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_course.models import cascade
from ketamine_course.models.counts import filled, in_words
from ketamine_course.pictures._charts import title_lines
from ketamine_course.pictures._drawing import band, counted, crowded, legend, listed, sheet, symbols, write
from ketamine_course.pictures._facts import cited, rows_of
from ketamine_course.pictures._who_is_who import named, who_is_who
from ketamine_course.pictures.mechanism_cascade._common import MAIN, inline, mentions, read_as, sources
from ketamine_course.widgets.controls import Choice, Opens
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width


class Reading(NamedTuple):
    """How we show a reading of a text's wording: symbol, colour, its name, and its name with the meaning."""

    symbol: str
    colour: str
    name: str
    meaning: str


READINGS = {
    "fits": Reading("read", "blue", "accurate", "fits the evidence or is suitably hedged"),
    "loose": Reading("half", "ink", "loose", "loose: something is missing"),
    "misleading": Reading("overstated", "orange", "misleading", "misleading"),
    "wrong_way": Reading("disputed", "magenta", "yours to judge, part 3", "for you to judge in part 3"),
}
"""A step that is told the wrong way round is not given away before a prediction has asked about it: see `_readings`."""
ANSWERED = "answered"
WRONG_WAY = Reading("disputed", "magenta", "wrong way round", "the wrong way round")
ASKED_LATER = "wrong_way"
ROWS, SIZE, RISE = {False: 16.0, True: 18.0}, 8.0, 10.0
"""How high a row is (on a phone: true), how large a mark, and how far the second of two names rises where they would touch."""


class Place(NamedTuple):
    """Where the lines of the texts stand: the first step, the first line, the way to the next one, and where words follow them."""

    top: float
    left: float
    step: float
    after: float


def _place(lower: float) -> Place:
    step = min(17.0, 96 / len(sources())) if is_narrow() else min(22.0, 132 / len(sources()))
    left = 232 - step * (len(sources()) - 0.5) if is_narrow() else 168.0
    return Place(96 + 8 * is_narrow() + lower + RISE * crowded(len(sources())), left, step, left + step * (len(sources()) - 0.5) + 8)


def _row() -> float:
    """Return how high a row is."""
    return ROWS[is_narrow()]


def _steps_in_play() -> tuple[list[str], list[str]]:
    """Return the steps of the best-known path, and the other steps that a text names."""
    main = cascade.path(MAIN)
    named = {row["node"] for row in rows_of("node_mentions")}
    return main, [node["node"] for node in rows_of("cascade_nodes") if node["node"] in named and node["node"] not in main]


@cache
def _short() -> dict[str, str]:
    """Return the short names of the steps."""
    return {row["node"]: row["short_label"] for row in rows_of("cascade_nodes")}


def _nobody() -> list[str]:
    """Return the steps of the best-known path that no text names."""
    return [node for node in cascade.path(MAIN) if not any(node in mentions(source) for source in sources())]


@explorable(
    title="Who names which step?",
    narrow=True,
    text=Choice(
        lambda: {"all": filled("All {texts} texts"), **{source: f"{source} alone" for source in sources()}}, label="Show", cases=True
    ),
    asked=Opens({"left_out": "Left out", ANSWERED: "Shown"}, label="What is asked later"),
)
def who_says_what(text: str, asked: str) -> Picture:
    """Steps of the cascade against all texts, or one text with its own words."""
    readings = _readings(answered=asked == ANSWERED)
    shown = _all_texts(readings) if text == "all" else _one_text(text, readings)
    place = "In" if text == "all" else "Beside it, in"
    late = "".join(f" {place} {source}, {inline(step)} is {WRONG_WAY.meaning}." for source, step in read_as(ASKED_LATER) if source != text)
    return replace(shown, description=shown.description + late * (asked == ANSWERED))


def _readings(*, answered: bool) -> dict[str, Reading]:
    """Return how readings are shown, with our own of what a prediction asks about once that is answered."""
    return {**READINGS, ASKED_LATER: WRONG_WAY} if answered else READINGS


def _lines(text: str, readings: Mapping[str, Reading]) -> tuple[Figure, Axes, Place]:
    """Draw the texts as lines through the steps, with their marks; one of them lit, or all."""
    main, _ = _steps_in_play()
    figure, axes = sheet(394 if is_narrow() else 338)
    place = _place(title_lines(figure, _title(text), _subtitle(text)))
    bottom = place.top + _row() * len(main)
    entries = [("unchecked", "line", "not named"), *((each.symbol, each.colour, each.name) for each in readings.values())]
    legend(axes, place.top - 42 - 8 * is_narrow() - RISE * crowded(len(sources())), entries, 18)
    columns = {source: place.left + place.step * number for number, source in enumerate(sources())}
    touch(axes, x=("text", columns), down=(bottom + 26, place.top - 26 - RISE * crowded(len(sources()))))
    _steps(axes, place, main)
    for source, x in columns.items():
        _line(axes, source, x, place, lit=text in ("all", source), chosen=text == source)
    return figure, axes, place


def _steps(axes: Axes, place: Place, main: list[str]) -> None:
    """Write the names of the steps; those that no text names stand on a ground of their own."""
    nobody = _nobody()
    for number, node in enumerate(main):
        y = place.top + _row() * number
        if node in nobody:
            band(axes, 10, y - _row() / 2, width() - 20, _row(), "panel")
        write(axes, 14, y, _short()[node], 9.5, "ink", fontweight="bold" if node in nobody else "normal")


def _line(axes: Axes, source: str, x: float, place: Place, *, lit: bool, chosen: bool) -> None:
    """Draw one text: its line, thick where it links two steps in a row, and its stops."""
    main, _ = _steps_in_play()
    said, bottom = mentions(source), place.top + _row() * (len(main) - 1)
    colour = "violet" if chosen else "ink" if lit else "quiet"
    rise = RISE * (crowded(len(sources())) and sources().index(source) % 2)
    write(axes, x, place.top - 18 - rise, source, 8.5 if is_narrow() else 9.5, colour, ha="center", fontweight="bold" if lit else "normal")
    axes.add_line(Line2D([x, x], [place.top, bottom], color=light("line" if lit else "faint"), linewidth=1.2, zorder=1))
    path = {node: place.top + _row() * number for number, node in enumerate(main)}
    for one, other in pairwise(main):
        if lit and one in said and other in said:
            axes.add_line(Line2D([x, x], [path[one], path[other]], color=light("ink"), linewidth=3.2, zorder=1.5))
    symbols(axes, [(x, y) for node, y in path.items() if node not in said], "unchecked", "line" if lit else "faint", 5)
    spots = {node: (x, y) for node, y in path.items()}
    for name, reading in READINGS.items():
        found = [spot for node, spot in spots.items() if node in said and said[node]["reading"] == name]
        if found:
            symbols(axes, found, reading.symbol, reading.colour if lit else "faint", SIZE)


def _title(text: str) -> str:
    main, _ = _steps_in_play()
    if text == "all":
        nobody = len(_nobody())
        return (
            f"{in_words(nobody).capitalize() if nobody else 'None'} of {len(main)} steps {'is' if nobody == 1 else 'are'} named by no text"
        )
    return f"{text} names {sum(node in mentions(text) for node in main)} of the {len(main)} steps"


def _subtitle(text: str) -> str:
    whose = "The best-known path" if text == "all" else named(text)
    return f"{whose}. Thick lines join successive steps; readings are ours."


def _all_texts(readings: Mapping[str, Reading]) -> Picture:
    main, others = _steps_in_play()
    figure, axes, place = _lines("all", readings)
    nobody = [inline(node) for node in _nobody()]
    for number, node in enumerate(main):
        count = sum(node in mentions(source) for source in sources())
        if not is_narrow():
            words = f"named by {in_words(count)}" if count else "named by none"
            write(
                axes,
                place.after + 12,
                place.top + _row() * number,
                words,
                9.5,
                "quiet" if count else "ink",
                fontweight="normal" if count else "bold",
            )
    first, *others_named = [(source, len(mentions(source))) for source in sources()]
    counts = [f"{first[0]} names {first[1]} steps", *(f"{source} {count}" for source, count in others_named)]
    description = (
        f"Of the {len(main)} steps on the best-known path, {len(nobody)} are not named "
        f"by any of the {len(sources())} texts: {listed(nobody)}. "
        f"On the whole map, {listed(counts)}."
    )
    rows = [(cascade.label(node), *(_reading_words(source, node, readings) for source in sources())) for node in [*main, *others]]
    return Picture(
        figure,
        description,
        "our counts and judgement",
        Table("What each text names or hints at (readings are our judgement)", ("Step", *sources()), tuple(rows)),
        (who_is_who(),),
    )


def _reading_words(source: str, node: str, readings: Mapping[str, Reading]) -> str:
    row = mentions(source).get(node)
    return readings[row["reading"]].name if row else "not named"


def _one_text(source: str, readings: Mapping[str, Reading]) -> Picture:
    main, others = _steps_in_play()
    said = mentions(source)
    named = [node for node in [*main, *others] if node in said]
    figure, axes, place = _lines(source, readings)
    for number, node in enumerate(main):
        if node in said and not is_narrow():
            first, *more = wrapped(said[node]["key_phrase"], 26)
            end = "\u2026\u201d" if more else "\u201d"
            write(axes, place.after, place.top + _row() * number, f"\u201c{first}{end}", 8.5)
    skipped = [node for node in main if node not in said]
    by_reading = {reading: [inline(n) for n in named if said[n]["reading"] == reading] for reading in readings}
    parts = [
        f"{readings[reading].name} for {listed(labels)}" for reading, labels in by_reading.items() if labels and reading != ASKED_LATER
    ]
    description = f"{source} names {counted(len(named), 'step')} and leaves out {len(skipped)} of the {len(main)} on the best-known path."
    description += f" We judge its wording to be {'; and '.join(filter(None, ('; '.join(parts[:-1]), *parts[-1:])))}."
    if by_reading[ASKED_LATER]:
        description += f" What it says of {listed(by_reading[ASKED_LATER])} is {readings[ASKED_LATER].meaning}."
    rows = tuple(
        (
            cascade.label(n),
            said[n]["key_phrase"],
            readings[said[n]["reading"]].meaning,
            *(("", "") if readings[said[n]["reading"]] is READINGS[ASKED_LATER] else (said[n]["comment"], cited(said[n]["refs"]))),
        )
        for n in named
    )
    table = Table(
        f"What {source} says of each step (readings are our judgement)", ("Step", "Its wording", "Our reading", "Why", "Works"), rows
    )
    words = "; ".join(f"\u201c{said[node]['key_phrase']}\u201d ({inline(node)})" for node in named)
    return Picture(figure, description, "our counts and judgement", table, (("In its own words", f"{words}."),))
