"""Plans for teachers: one YAML file for each notebook, held against the notebook's headings, questions and pictures."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ketamine_course.forms import misfits
from ketamine_course.models.counts import CountError, filled
from ketamine_course.names import nearest
from ketamine_course.table_form import STILL_OPEN, TO_FILL
from ketamine_course.widgets.question import Option, Question
from ketamine_course.yaml_files import YamlError, read

PLANS = Path(__file__).resolve().with_name("plans")
LENGTHS = (50, 90)
PAPER_MINUTES = 50
CARE_MINUTES = 1
"""Every lesson begins with care: its words stand in common.yaml."""
LATE_MINUTES = 10


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
class Left:
    """A section that is left of a lesson that begins late, and its minutes."""

    section: str
    minutes: int


@dataclass(frozen=True)
class Misconception:
    """What students think, what to say, and the question and the wrong options of it that show the thought (or none).

    An option is named by its whole text, or by how it begins.
    """

    thought: str
    answer: str
    question: str = ""
    options: tuple[str, ...] = ()

    def shown_by(self, asked: Question) -> list[Option]:
        """Return the options that show this thought.

        Raises
        ------
        PlanError
            An option does not exist, is not told apart from another one, or is right.
        """
        found = []
        for named in self.options:
            whole = [option for option in asked.options if option.text == named]
            matching = whole or [option for option in asked.options if option.text.startswith(named)]
            if len(matching) != 1:
                raise PlanError(f"option {nearest(named, [option.text for option in asked.options])}")
            if matching[0].right:
                raise PlanError(f"option {named!r} of {asked.name} is right: it cannot show the misconception {self.thought!r}")
            found += matching
        return found


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
    late : dict of int to tuple of Left
        By length: the route through the lesson when it begins `LATE_MINUTES` late.
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
    late: dict[int, tuple[Left, ...]]
    pictures: tuple[str, ...]
    misconceptions: tuple[Misconception, ...]
    discussion: tuple[str, ...]

    @property
    def steps(self) -> list[Step]:
        """Return the steps of all lessons."""
        return [step for steps in (*self.lessons.values(), self.paper) for step in steps]

    def left_out(self, length: int) -> list[str]:
        """Return the sections of a lesson that its route for a late beginning leaves out."""
        left = {row.section for row in self.late[length]}
        return [step.section for step in self.lessons[length] if step.section not in left]

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
    late: dict[int, tuple[Left, ...]]
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
        late={length: tuple(Left(**row) for row in rows) for length, rows in record["late"].items()},
        misconceptions=tuple(Misconception(**{**each, "options": tuple(each.get("options", ()))}) for each in record["misconceptions"]),
        discussion=tuple(record["discussion"]),
    )
    told = [*_wrong_minutes(made), *_wrong_routes(made)]
    if told:
        raise PlanError("\n".join(f"{path.name}, field {each}" for each in told))
    return made


def _wrong_minutes(made: Plan) -> Iterable[str]:
    """Yield where the minutes of a lesson do not add up."""
    if tuple(sorted(made.lessons)) != LENGTHS:
        yield f"plans: plans are for {', '.join(map(str, LENGTHS))} minutes"
    for place, length, steps in [
        *((f"plans, {each}", each, made.lessons[each]) for each in made.lessons),
        ("paper", PAPER_MINUTES, made.paper),
    ]:
        total = sum(step.minutes for step in steps) + CARE_MINUTES
        if total != length:
            yield f"{place}: care and the steps of a lesson of {length} minutes add up to {total}"


def _wrong_routes(made: Plan) -> Iterable[str]:
    """Yield where the route for a late beginning names other sections than the lesson, changes their order, or does not fill its time."""
    if sorted(made.late) != sorted(made.lessons):
        yield f"late: routes are for {', '.join(map(str, made.lessons))} minutes"
    for length, rows in made.late.items():
        order = [step.section for step in made.lessons.get(length, ())]
        before = -1
        for number, row in enumerate(rows, start=1):
            place = f"late, {length}, row {number}"
            if row.section not in order:
                yield f"{place}: section {nearest(row.section, order)}"
                continue
            if order.index(row.section) <= before:
                yield f"{place}: {row.section!r} comes earlier in the lesson, or appears twice"
            if row.minutes < 1:
                yield f"{place}: {row.minutes} minutes; leave the row out, or give it at least 1"
            before = order.index(row.section)
        total = sum(row.minutes for row in rows) + CARE_MINUTES
        if total != length - LATE_MINUTES:
            yield f"late, {length}: care and the {len(rows)} rows add up to {total} minutes, not {length - LATE_MINUTES}"


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
