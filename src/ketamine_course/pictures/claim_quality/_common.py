"""What the pictures of notebook 05 share: verdicts and how they are shown, claims as rows, shares that are backed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from statistics import fmean
from typing import NamedTuple

from ketamine_course.codes import in_words
from ketamine_course.models.counts import filled
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.widgets.width import is_narrow, width

WORDINGS = {"hedged": "hedged", "plain": "plain", "boosted": "boosted"}


@cache
def sources() -> tuple[str, ...]:
    """Return the names of the texts."""
    return tuple(row["source"] for row in rows_of("sources"))


def all_texts() -> str:
    """Return what all of them are called."""
    return str(filled("All {texts} texts"))


class Verdict(NamedTuple):
    """How a verdict is shown: its name, symbol and colour."""

    name: str
    symbol: str
    colour: str


VERDICTS = {
    code: Verdict(in_words(code), symbol, colour)
    for code, symbol, colour in (
        ("supported", "read", "holds"),
        ("supported_but_imprecise", "half", "holds_in_part"),
        ("contested", "disputed", "ink"),
        ("overstated", "overstated", "orange"),
        ("contradicted", "against", "contradicted"),
        ("not_checkable", "unchecked", "ink"),
    )
}
BACKED = ("supported", "supported_but_imprecise")
"""Verdicts whose core holds."""
CAN_BE_LOOKED_UP = ("named_source", "link_only", "quotation")
"""Kinds of support that lead a reader to a work, a person or a page; every quotation has a link after it."""


def columns(first: float, last: float, step: float = 30.0) -> dict[str, float]:
    """Return where the column of each text stands: `step` apart, and closer where the last one would leave its place.

    On a phone all of them stand close together at the right margin.
    """
    if is_narrow():
        first, last = width() - 18 - min(14.0 * (len(sources()) - 1), 100), width() - 18
    step = min(step, (last - first) / (len(sources()) - 1))
    return {source: first + step * number for number, source in enumerate(sources())}


def spread(places: Mapping[str, float], apart: float, first: float, last: float) -> dict[str, float]:
    """Return places moved as little as needed to stand `apart` at least, in their order, between `first` and `last`."""
    names = sorted(places, key=lambda name: places[name])
    blocks: list[list[float]] = []
    for nth, name in enumerate(names):
        blocks.append([places[name] - apart * nth])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    middles = [fmean(block) for block in blocks for _ in block]
    highest = last - apart * (len(names) - 1)
    return {name: min(max(middles[nth], first), highest) + apart * nth for nth, name in enumerate(names)}


@cache
def claims() -> dict[str, Row]:
    """Return all claims by their id, in reading order."""
    return {row["id"]: row for row in rows_of("claims")}


def counts(rows: Iterable[Row]) -> dict[str, int]:
    """Count claims by verdict, in the order of `VERDICTS`."""
    rows = list(rows)
    return {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in VERDICTS}


def backed(rows: Sequence[Row]) -> int:
    """Count the claims whose core holds."""
    return sum(row["verdict"] in BACKED for row in rows)


def holding(rows: Iterable[Row]) -> str:
    """Return the share of claims whose core holds, of none ``0%``."""
    found = list(rows)
    return percent(backed(found) / len(found)) if found else "0%"
