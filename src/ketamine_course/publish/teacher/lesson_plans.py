"""Plans for teachers: one YAML file for each notebook, held against the notebook's headings, questions and pictures."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import yaml

from ketamine_course.models.counts import CountError, filled
from ketamine_course.names import nearest
from ketamine_course.publish.counted_prose import plain
from ketamine_course.table_form import STILL_OPEN, TO_FILL
from ketamine_course.widgets.question import Option, Question

PLANS = Path(__file__).resolve().with_name("plans")
LENGTHS = (50, 90)
PAPER_MINUTES = 50
CARE_MINUTES = 1
"""Every lesson begins with care: its words stand in common.yaml."""
LOST_MINUTES = 10
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
    drop : dict of int to tuple of str
        By length: the sections to leave out when `LOST_MINUTES` are lost.
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
    drop: dict[int, tuple[str, ...]]
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


def plan(path: Path) -> Plan:
    """Read one plan.

    Raises
    ------
    PlanError
        A part is missing or unknown, or the minutes of a lesson do not add up.
    """
    text = path.read_text(encoding="utf-8")
    still_open = [str(number) for number, line in enumerate(text.splitlines(), start=1) if TO_FILL in line]
    if still_open:
        raise PlanError(f"{path.name}: {STILL_OPEN}, in line {', '.join(still_open)}")
    try:
        record = filled(yaml.safe_load(text))
        lessons = {int(length): _steps(rows) for length, rows in record["plans"].items()}
        paper = record["paper"]
        made = Plan(
            name=path.stem,
            goal=record["goal"],
            prepare=tuple(record["prepare"]),
            lessons=lessons,
            needs=paper["needs"],
            paper=_steps(paper["steps"]),
            drop={int(length): tuple(sections) for length, sections in record["drop"].items()},
            pictures=tuple(paper["pictures"]),
            misconceptions=tuple(Misconception(**{**each, "options": tuple(each.get("options", ()))}) for each in record["misconceptions"]),
            discussion=tuple(record["discussion"]),
        )
    except (CountError, KeyError, TypeError) as error:
        raise PlanError(f"{path.name}: {error}") from error
    _add_up(path.name, made)
    return made


def _add_up(file: str, made: Plan) -> None:
    """Hold the minutes of all lessons against their lengths, and what may be left out against the minutes that it saves."""
    if tuple(sorted(made.lessons)) != LENGTHS:
        raise PlanError(f"{file}: plans are for {', '.join(map(str, LENGTHS))} minutes")
    for length, steps in [*made.lessons.items(), (PAPER_MINUTES, made.paper)]:
        total = sum(step.minutes for step in steps) + CARE_MINUTES
        if total != length:
            raise PlanError(f"{file}: care and the steps of a lesson of {length} minutes add up to {total}")
    for length, steps in made.lessons.items():
        minutes = {step.section: step.minutes for step in steps}
        dropped = made.drop.get(length, ())
        for section in dropped:
            if section not in minutes:
                raise PlanError(f"{file}: drop {length}: section {nearest(section, minutes)}")
        saved = sum(minutes[section] for section in dropped)
        if saved < LOST_MINUTES:
            raise PlanError(f"{file}: leaving out what drop {length} names saves {saved} minutes, not {LOST_MINUTES}")


def _steps(rows: Iterable[dict[str, Any]]) -> tuple[Step, ...]:
    return tuple(Step(**{**row, "questions": tuple(row.get("questions", ()))}) for row in rows)


def headings(notebook: nbformat.NotebookNode) -> list[str]:
    """Return the section headings of a notebook as plain text."""
    cells = (plain(cell.source) for cell in notebook.cells if cell.cell_type == "markdown")
    return [re.sub(r"[*_`]", "", found).strip() for source in cells for found in HEADING.findall(source)]


def check(made: Plan, sections: Collection[str], questions: Mapping[str, Question], pictures: Collection[str]) -> None:
    """Hold a plan against its notebook.

    Raises
    ------
    PlanError
        A section, a question, an option or a picture does not exist; the message gives the nearest.
    """
    groups = [
        ("section", [step.section for step in made.steps], sections),
        ("question", made.asked, questions),
        ("picture", made.pictures, pictures),
    ]
    for kind, named, known in groups:
        for name in named:
            if name not in known:
                raise PlanError(f"plan {made.name}: {kind} {nearest(name, known)}")
    for each in made.misconceptions:
        try:
            if each.question:
                each.shown_by(questions[each.question])
        except PlanError as error:
            raise PlanError(f"plan {made.name}: misconception {each.thought!r}: {error}") from error


def timings(plans: Iterable[Plan]) -> list[list[str]]:
    """Return the table of the planned minutes, with room for the minutes that it took."""
    rows = [["notebook", "lesson", "section", "planned minutes", "minutes it took", "class (age, size, room)"]]
    for made in plans:
        lessons = {**{f"{length} minutes": steps for length, steps in made.lessons.items()}, "paper": made.paper}
        rows += [[made.name, lesson, step.section, str(step.minutes), "", ""] for lesson, steps in lessons.items() for step in steps]
    return rows
