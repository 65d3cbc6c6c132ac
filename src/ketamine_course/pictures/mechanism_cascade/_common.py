"""What the pictures of notebook 01 share: the best-known account, the texts, and what they say of each step."""

from __future__ import annotations

from functools import cache

from ketamine_course.models import cascade
from ketamine_course.pictures._drawing import lowered
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._scene import stage_works

MAIN = "disinhibition"


@cache
def sources() -> tuple[str, ...]:
    """Return the names of the texts."""
    return tuple(row["source"] for row in rows_of("sources"))


@cache
def mentions(source: str) -> dict[str, Row]:
    """Return what a text says of each step that it names."""
    return {row["node"]: row for row in rows_of("node_mentions") if row["source"] == source}


def inline(node: str) -> str:
    """Return a step's name for the middle of a sentence."""
    return lowered(cascade.label(node))


def works() -> set[str]:
    """Return the keys of all works that the pictures of this notebook rest on."""
    keys = stage_works() | {row["ref"] for table in ("timings", "glutamate_doses") for row in rows_of(table)}
    return keys | {key for row in rows_of("node_mentions") for key in row["refs"]}


def read_as(reading: str) -> list[tuple[str, str]]:
    """Return text and step wherever a text's wording has this reading."""
    return [(row["source"], row["node"]) for row in rows_of("node_mentions") if row["reading"] == reading]
