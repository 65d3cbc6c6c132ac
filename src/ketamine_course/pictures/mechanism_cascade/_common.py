"""What the pictures of notebook 01 share: their rows, and the words for steps, works and statuses."""

from __future__ import annotations

from functools import cache
from typing import Any

from ketamine_course import cascade
from ketamine_course.pictures._drawing import lowered
from ketamine_course.references import MARKS, work
from ketamine_course.tables import load

Row = dict[str, Any]
MAIN = "disinhibition"
SOURCES = list(load("sources")["source"])


@cache
def rows_of(table: str) -> tuple[Row, ...]:
    """Return a table as rows."""
    return tuple({str(name): value for name, value in row.items()} for row in load(table).to_dict("records"))


@cache
def mentions(source: str) -> dict[str, Row]:
    """Return what a text says of each step that it names."""
    return {row["node"]: row for row in rows_of("node_mentions") if row["source"] == source}


def inline(node: str) -> str:
    """Return a step's name for the middle of a sentence."""
    return lowered(cascade.label(node))


def cited(keys: tuple[str, ...]) -> str:
    """Return short citations for some keys."""
    return "; ".join(work(key).short for key in keys)


def status_note(mark: str) -> str:
    """Return what must stand behind a fact that was not read in the work itself; nothing for one that was."""
    return "" if mark == "seen" else f" ({MARKS[mark]})"


def works() -> set[str]:
    """Return the keys of all works that the pictures of this notebook rest on."""
    keys = {row["ref"] for table in ("edge_evidence", "timings", "glutamate_doses") for row in rows_of(table)}
    keys |= {key for row in rows_of("cascade_nodes") for key in row["onset_refs"]}
    return keys | {key for row in rows_of("node_mentions") for key in row["refs"]}
