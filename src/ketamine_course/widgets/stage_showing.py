"""What one showing of a stage leaves for later: changes, times, arrows and findings that would tell the answer to a later question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ketamine_course.names import checked
from ketamine_course.widgets.later import Later, told_after, waits_for
from ketamine_course.widgets.question import Question

CHANGES, TIMES = "changes", "times"
CASE = ("routes", "blocked", "cut", "flipped")
"""The parts of a state that make a case; where the walk stands, and which arrows are kept, do not."""
SHOWN = "Shown"
CHANGED = "Steps can be blocked and arrows changed"


@dataclass(frozen=True)
class Chain:
    """Where a browser keeps a reader's own chain: like an answer, under a name, a page and a collection."""

    name: str
    prompt: str
    collection: str
    page: str


def waiting(board: Mapping[str, Any], later: Later, page: str) -> dict[str, Any]:
    """Return what the page must know of what waits.

    Parameters
    ----------
    board : mapping
        As `Board.definition` returns it.
    later : mapping of str to Question or sequence of Question
        What waits: ``changes`` (blocking a step, cutting or reversing an arrow), ``times`` (when steps happen), names of arrows, and of
        experiments whose finding would be told.
    page : str
        The page on which it is shown, where that is known.

    Raises
    ------
    UnknownName
        The board has no such arrow or experiment; the message gives the nearest.
    """
    known = [CHANGES, TIMES, *board["signs"], *(each["name"] for each in board["findings"])]
    return {checked(name, known, "stage, later"): waits_for(asked, _words(name, asked, page)) for name, asked in later.items()}


def _words(name: str, asked: Question | Sequence[Question], page: str) -> str:
    words = told_after(asked, page)
    return f"{CHANGED}{words.removeprefix(SHOWN)}" if name == CHANGES else words


def case_of(state: Mapping[str, Any], about: Sequence[str]) -> dict[str, Any]:
    """Return of which case a prediction speaks: the parts of the state that count, and how they are as the stage opens."""
    return {"about": [checked(name, CASE, "stage, about") for name in about], "opening": {name: list(state[name]) for name in CASE}}
