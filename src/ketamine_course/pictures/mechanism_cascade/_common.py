"""What the pictures of notebook 01 share: the best-known account, the texts, and what they say of each step."""

from __future__ import annotations

from functools import cache

from ketamine_course.models import cascade
from ketamine_course.models.counts import filled
from ketamine_course.pictures._drawing import lowered
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.tables import load

MAIN = "disinhibition"
SOURCES = list(load("sources")["source"])
NONE_OF_THE_TEXTS = filled("none of the {texts} texts")


@cache
def mentions(source: str) -> dict[str, Row]:
    """Return what a text says of each step that it names."""
    return {row["node"]: row for row in rows_of("node_mentions") if row["source"] == source}


def inline(node: str) -> str:
    """Return a step's name for the middle of a sentence."""
    return lowered(cascade.label(node))


def works() -> set[str]:
    """Return the keys of all works that the pictures of this notebook rest on."""
    keys = {row["ref"] for table in ("edge_evidence", "timings", "glutamate_doses") for row in rows_of(table)}
    keys |= {key for row in rows_of("cascade_nodes") for key in row["onset_refs"]}
    return keys | {key for row in rows_of("node_mentions") for key in row["refs"]}
