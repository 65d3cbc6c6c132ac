"""Plans for teachers: one YAML file for each notebook, held against the notebook's headings, questions and pictures."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from ketamine_course.forms import misfits
from ketamine_course.models.counts import CountError, filled
from ketamine_course.names import nearest
from ketamine_course.publish.counted_prose import plain
from ketamine_course.table_form import STILL_OPEN, TO_FILL
from ketamine_course.yaml_files import YamlError, read

PLANS = Path(__file__).resolve().with_name("plans")
LENGTHS = (50, 90)
PAPER_MINUTES = 50
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


class PlanError(ValueError):
    """A plan cannot be used; the message says which and why."""


@dataclass(frozen=True)
class Step:
    """One stretch of a lesson: a section of the notebook, its minutes, what to do, and the questions to ask."""

    section: str
    minutes: int
    do: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Misconception:
    """What students think, what to say, and the question in whose wrong options it stands (or none)."""

    thought: str
    answer: str
    question: str = ""


@dataclass(frozen=True)
class Plan:
    """Everything that a teacher is told about one notebook.

    Parameters
    ----------
    name : str
        The notebook's name, such as ``"01_mechanism_cascade"``.
    goal : str
        What the lesson is for, in one sentence.
    prepare : tuple of str
        What to do beforehand.
    lessons : dict of int to tuple of Step
        By length in minutes.
    needs : str
        What a room without a screen needs.
    paper : tuple of Step
        The lesson in that room.
    pictures : tuple of str
        Print-outs, by the names of the files in figures/.
    misconceptions : tuple of Misconception
        What to expect.
    discussion : tuple of str
        Prompts.
    """

    name: str
    goal: str
    prepare: tuple[str, ...]
    lessons: dict[int, tuple[Step, ...]]
    needs: str
    paper: tuple[Step, ...]
    pictures: tuple[str, ...]
    misconceptions: tuple[Misconception, ...]
    discussion: tuple[str, ...]

    @property
    def steps(self) -> list[Step]:
        """Return the steps of all lessons."""
        return [step for steps in (*self.lessons.values(), self.paper) for step in steps]

    @property
    def asked(self) -> list[str]:
        """Return the names of all questions that the plan mentions."""
        named = [name for step in self.steps for name in step.questions]
        return named + [each.question for each in self.misconceptions if each.question]

    @property
    def on_paper(self) -> list[str]:
        """Return the names of the questions on the students' sheet, in the order of the lesson."""
        return [name for step in self.paper for name in step.questions]


@dataclass(frozen=True)
class Paper:
    """The lesson in a room without a screen, as a file gives it."""

    needs: str
    steps: tuple[Step, ...]
    pictures: tuple[str, ...]


@dataclass(frozen=True)
class PlanFile:
    """What a file holds: the parts of a `Plan` as they are written."""

    goal: str
    prepare: tuple[str, ...]
    plans: dict[int, tuple[Step, ...]]
    paper: Paper
    misconceptions: tuple[Misconception, ...]
    discussion: tuple[str, ...]


def plan(path: Path) -> Plan:
    """Read one plan.

    Raises
    ------
    PlanError
        A part is missing or unknown, or the minutes of a lesson do not add up: each fault is one line of the message.
    """
    record = _record(path)
    made = Plan(
        name=path.stem,
        goal=record["goal"],
        prepare=tuple(record["prepare"]),
        lessons={length: _steps(rows) for length, rows in record["plans"].items()},
        needs=record["paper"]["needs"],
        paper=_steps(record["paper"]["steps"]),
        pictures=tuple(record["paper"]["pictures"]),
        misconceptions=tuple(Misconception(**each) for each in record["misconceptions"]),
        discussion=tuple(record["discussion"]),
    )
    told = []
    if tuple(sorted(made.lessons)) != LENGTHS:
        told.append(f"{path.name}, field plans: plans are for {', '.join(map(str, LENGTHS))} minutes")
    for place, length, steps in [
        *((f"plans, {each}", each, made.lessons[each]) for each in made.lessons),
        ("paper", PAPER_MINUTES, made.paper),
    ]:
        total = sum(step.minutes for step in steps)
        if total != length:
            told.append(f"{path.name}, field {place}: the steps of a lesson of {length} minutes add up to {total}")
    if told:
        raise PlanError("\n".join(told))
    return made


def _record(path: Path) -> dict[str, Any]:
    """Return what stands in a file, numbers filled in; its form is right."""
    try:
        record = read(path)
    except YamlError as error:
        raise PlanError(str(error)) from error
    still_open = [str(number) for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1) if TO_FILL in line]
    if still_open:
        raise PlanError(f"{path.name}: {STILL_OPEN}, in line {', '.join(still_open)}")
    told = []
    for field, line, problem in misfits(record, PlanFile):
        told.append(f"{path.name}{f', line {line}' if line else ''}{f', field {field}' if field else ''}: {problem}")
    if told:
        raise PlanError("\n".join(told))
    try:
        filled_in: dict[str, Any] = filled(record)
    except CountError as error:
        raise PlanError(f"{path.name}: {error}") from error
    return filled_in


def _steps(rows: Iterable[dict[str, Any]]) -> tuple[Step, ...]:
    return tuple(Step(**{**row, "questions": tuple(row.get("questions", ()))}) for row in rows)


def headings(notebook: nbformat.NotebookNode) -> list[str]:
    """Return the section headings of a notebook as plain text."""
    cells = (plain(cell.source) for cell in notebook.cells if cell.cell_type == "markdown")
    return [re.sub(r"[*_`]", "", found).strip() for source in cells for found in HEADING.findall(source)]


def check(made: Plan, sections: Collection[str], questions: Collection[str], pictures: Collection[str]) -> None:
    """Hold a plan against its notebook.

    Raises
    ------
    PlanError
        A section, a question or a picture does not exist; the message gives the nearest.
    """
    groups = [
        ("section", [step.section for step in made.steps], sections),
        ("question", made.asked, questions),
        ("picture", made.pictures, pictures),
    ]
    told = [
        f"{made.name}.yaml, {kind} {nearest(name, known)}"
        for kind, named, known in groups
        for name in dict.fromkeys(named)
        if name not in known
    ]
    if told:
        raise PlanError("\n".join(told))
