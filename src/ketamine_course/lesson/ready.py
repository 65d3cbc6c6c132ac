"""Is everything there? A check that a newcomer runs once, with a plain answer and what to do where something is missing."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable
from importlib import metadata
from typing import NamedTuple

from ketamine_course.lesson.asking import question_files, questions_of
from ketamine_course.references import all_works
from ketamine_course.tables import check_all
from ketamine_course.widgets.picture import blank, to_svg

OLDEST_PYTHON = (3, 11)
AGAIN = "Close JupyterLab, run `make lab` in the course folder again, and come back."


class Outcome(NamedTuple):
    """What one check found: its name, and the problem in words (empty where all is well)."""

    name: str
    problem: str


def _python() -> str:
    found = sys.version_info[:2]
    return "" if found >= OLDEST_PYTHON else f"Python {found[0]}.{found[1]} is too old: the course needs 3.11 or newer."


def _packages() -> str:
    """Compare what is installed with the exact versions that the course names."""
    others = []
    for line in metadata.requires("ketamine-course") or []:
        pinned = re.match(r"([\w.-]+)==([\w.]+)", line)
        if pinned and (found := _version(pinned[1])) != pinned[2]:
            others.append(f"{pinned[1]} {found or 'is missing'} (tested with {pinned[2]})")
    return "; ".join(others)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _tables() -> str:
    faults = check_all()
    return "; ".join(map(str, faults[:3])) + (f" and {len(faults) - 3} more" if len(faults) > 3 else "")


def _works() -> str:
    return "" if all_works() else "the bibliography is empty"


def _questions() -> str:
    files = question_files()
    for path in files:
        questions_of(path.stem)
    return "" if files else "no file of questions was found"


def _pictures() -> str:
    return "" if "<svg" in to_svg(blank(2, 1), "conceptual") else "no picture could be drawn"


CHECKS: dict[str, Callable[[], str]] = {
    "Python": _python,
    "packages": _packages,
    "tables": _tables,
    "bibliography": _works,
    "questions": _questions,
    "pictures": _pictures,
}


class Report:
    """The outcomes as a list for people."""

    def __init__(self, outcomes: list[Outcome]) -> None:
        self.outcomes = outcomes

    @property
    def problems(self) -> list[Outcome]:
        """The checks that found something."""
        return [each for each in self.outcomes if each.problem]

    def lines(self) -> list[str]:
        """Return the report as lines: the sum first, then each problem with what to do."""
        good = len(self.outcomes) - len(self.problems)
        first = f"{good} of {len(self.outcomes)} checks passed: {', '.join(each.name for each in self.outcomes if not each.problem)}."
        if not self.problems:
            return [first, "Everything is there."]
        return [first, *(f"Problem with {each.name}: {each.problem}" for each in self.problems), AGAIN]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        lines = self.lines()
        return {"text/plain": "\n".join(lines), "text/html": "".join(f"<p>{html.escape(line)}</p>" for line in lines)}


def check() -> Report:
    """Run all checks; whatever goes wrong in one is told and does not stop the others."""
    outcomes = []
    for name, run in CHECKS.items():
        try:
            problem = run()
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
        outcomes.append(Outcome(name, problem))
    return Report(outcomes)
