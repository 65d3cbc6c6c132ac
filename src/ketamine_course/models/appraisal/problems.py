"""What was wrong with files of strangers, by file and row; many problems of one kind become few lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

LINES_A_FILE = 5


class Problem(NamedTuple):
    """One thing wrong with one file.

    Parameters
    ----------
    file : str
        Where it lies, with the folders above it.
    row : int or None
        Counts from 1 for the first row of the file; None for the whole file.
    message : str
    kind : str
        What such problems have in common.
    """

    file: str
    row: int | None
    message: str
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.file}{'' if self.row is None else f', row {self.row}'}: {self.message}"


def by_kind(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Return problems by kind, in the order in which the kinds first appear."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.kind, []).append(problem)
    return list(kinds.values())


def grouped(problems: Sequence[Problem], most: int = LINES_A_FILE) -> list[Problem]:
    """Return the problems of one file in at most so many lines: the first of each kind, and how many more there are."""
    if len(problems) <= most:
        return list(problems)
    kinds = by_kind(problems)
    share = max(1, most // len(kinds))
    lines: list[Problem] = []
    for same in kinds[:most]:
        last = same[min(share, len(same)) - 1]
        more = len(same) - share
        lines += [*same[: share - 1], last._replace(message=f"{last.message}; and {more} more of this kind")] if more > 0 else same
    return lines
