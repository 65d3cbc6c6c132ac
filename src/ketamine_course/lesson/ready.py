"""Is everything there? A check that a newcomer runs once, with a plain answer and what to do where something is missing."""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from ketamine_course import __version__
from ketamine_course.lesson.asking import question_files, questions
from ketamine_course.lesson.glossary import words
from ketamine_course.lesson.help_lines import help_lines
from ketamine_course.lesson.works import reference_list
from ketamine_course.references import all_works
from ketamine_course.tables import check_all
from ketamine_course.widgets.picture import blank, to_svg
from ketamine_course.widgets.question import QuestionError

OLDEST_PYTHON = (3, 11)
SHOWN = 3
"""Problems of one kind that the report names; of more it gives the number."""
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


def _notebooks() -> str:
    """Compare the version that the notebooks in this folder were written for with the package's."""
    known = {path.stem for path in question_files()}
    others = []
    for path in sorted(Path.cwd().glob("[0-9][0-9]_*.ipynb")):
        try:
            about = json.loads(path.read_text(encoding="utf-8"))["metadata"].get("ketamine_course")
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            others.append(f"{path.name} cannot be read")
            continue
        version = about.get("version") if isinstance(about, dict) else None
        if version != __version__ and (version or path.stem in known):
            others.append(f"{path.name} is of {f'version {version}' if version else 'an earlier version'}")
    return f"{_some(others)}; the package is of version {__version__}" if others else ""


def _some(problems: Sequence[object]) -> str:
    shown = "; ".join(map(str, problems[:SHOWN]))
    return f"{shown} and {len(problems) - SHOWN} more" if len(problems) > SHOWN else shown


def _tables() -> str:
    return _some(check_all())


def _works() -> str:
    return "" if all_works() else "the bibliography is empty"


def _questions() -> str:
    """Read every question as `ask` does, with what its answer rests on, up to what a cell would give to the page.

    Nothing is shown: in a page, the first widget that is shown carries the code of all.
    """
    try:
        for each in questions().values():
            each.definition()
    except QuestionError as error:
        return _some(str(error).splitlines())
    return "" if question_files() else "no file of questions was found"


def _lists() -> str:
    """Gather what stands at the end of the notebooks: the works behind pictures and questions, words, helplines."""
    for path in question_files():
        reference_list(path.stem)._repr_mimebundle_()
    for each in (words(), help_lines()):
        each._repr_mimebundle_()
    return ""


def _pictures() -> str:
    return "" if "<svg" in to_svg(blank(2, 1), "conceptual") else "no figure could be drawn"


CHECKS: dict[str, Callable[[], str]] = {
    "Python": _python,
    "packages": _packages,
    "tables": _tables,
    "bibliography": _works,
    "questions": _questions,
    "lists": _lists,
    "notebooks": _notebooks,
    "figures": _pictures,
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
            problem = f"{type(error).__name__}: {' '.join(str(error).split())}"
        outcomes.append(Outcome(name, problem))
    return Report(outcomes)
