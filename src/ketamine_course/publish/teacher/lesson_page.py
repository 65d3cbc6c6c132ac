"""A lesson of 50 minutes on one page: what to do before it, its rows with their slides and keys, and the way when it begins late."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import nbformat

from ketamine_course.publish.teacher.handouts import KEY, species_into
from ketamine_course.publish.teacher.key_lines import handout_lines, key_line, vote_line
from ketamine_course.publish.teacher.plan_checks import in_code
from ketamine_course.publish.teacher.plan_form import LENGTHS, Plan, Step
from ketamine_course.publish.teacher.row_words import with_slides
from ketamine_course.publish.teacher.slides import Place
from ketamine_course.widgets.question import Question

MINUTES = LENGTHS[0]
ROUTE = str(MINUTES)
PAGES = {"forms.html": 2, "../rubric.html": 1}
"""How many pages each file has that a plan prints beside the handout."""
OPENED = re.compile(r'after=question\("([\w-]+)"\)')


@dataclass(frozen=True)
class KeyLine:
    """One key: the slide that asks for it (0: none), what is asked or voted on, the key, its place in the key, and whether it is long."""

    slide: int
    asked: str
    key: str
    name: str
    is_long: bool = False


@dataclass(frozen=True)
class Row:
    """One row of the page: the step, when it begins, its minutes when the lesson begins late (0: left out), slides, stops and keys."""

    step: Step
    begins: int
    late: int
    place: Place | None
    stops: str
    keys: tuple[KeyLine, ...]


@dataclass(frozen=True)
class Printed:
    """Something in the file of what a lesson hands out: its first and last page there, and what it is and for whom."""

    first: int
    last: int
    what: str


@dataclass(frozen=True)
class Jump:
    """What to type in a lesson that begins late: after which slide, and where to go on (0: the deck ends there)."""

    after: int
    to: int


def keys_of(
    step: Step, asked_on: Mapping[str, int], questions: Mapping[str, Question], numbers: Mapping[str, str], common: Any
) -> tuple[KeyLine, ...]:
    """Return the keys that a row needs, in its order: first what is voted on, then its questions."""
    told = []
    if step.vote:
        told.append(KeyLine(asked_on.get(step.vote, 0), *vote_line(step.vote, common), f"{step.vote}_key"))
    for each in (step.school if step.for_all else "", *step.uses):
        lines = handout_lines(each)
        told += [
            KeyLine(asked_on.get(f"{each}/{row}", 0), title, key, f"{each}{KEY}", True) for row, (title, key) in enumerate(lines, start=1)
        ]
    told += [KeyLine(asked_on.get(name, 0), numbers[name], key_line(questions[name]), name) for name in step.questions]
    return tuple(told)


def rows(
    made: Plan,
    places: Mapping[str, Place],
    asked_on: Mapping[str, int],
    questions: Mapping[str, Question],
    numbers: Mapping[str, str],
    common: Any,
) -> list[Row]:
    """Return the rows of the lesson."""
    left = {row.section: row.minutes for row in made.late[MINUTES]}
    clock, told = common["care"]["minutes"], []
    for step in made.lessons[MINUTES]:
        keys = keys_of(step, asked_on, questions, numbers, common)
        step_told = replace(step, do=with_slides(step.do, asked_on))
        told.append(Row(step_told, clock, left.get(step.name, 0), places.get(step.section), species_into(step.stops), keys))
        clock += step.minutes
    return told


def prints(made: Plan, sheets: Sequence[str]) -> list[Printed]:
    """Return what a lesson prints, in the order of its file: the handout, the sheets that a row gives out, and what the plan names."""
    wanted = [
        (made.pages, "one set for each student"),
        *((1, f"{each} for each pair, to give out when its row says so") for each in sheets),
    ]
    wanted += [(PAGES[name], what) for name, what in made.prints.items()]
    told: list[Printed] = []
    for pages, what in wanted:
        first = told[-1].last + 1 if told else 1
        told.append(Printed(first, first + pages - 1, what))
    return told


def jumps(made: Plan, length: int, places: Mapping[str, Place]) -> list[Jump]:
    """Return where a lesson that begins late leaves out slides."""
    left = made.left_out(length)
    found, last, skips = [], 1, False
    for step in made.lessons[length]:
        if step.name in left:
            skips = True
        elif step.section in places:
            if skips:
                found.append(Jump(last, places[step.section].first))
            last, skips = places[step.section].last, False
    return found + ([Jump(last, 0)] if skips else [])


def never_opened(made: Plan, length: int, notebook: nbformat.NotebookNode) -> list[str]:
    """Return the questions of a lesson that begins late whose figure is only in sections that it leaves out."""
    opened = in_code(notebook, OPENED)
    left = {step.section for step in made.lessons[length] if step.name in made.left_out(length)}
    kept = [step for step in made.lessons[length] if step.section not in left]
    return [name for step in kept for name in step.questions if opened.get(name) and opened[name] <= left]
