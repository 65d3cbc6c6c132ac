"""Rules for questions: every file can be read, asks for numbers that are counted, and names works and statuses that exist."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ketamine_course import references
from ketamine_course.models.counts import filled
from ketamine_course.names import nearest
from ketamine_course.publish.teacher.lesson_plans import PLANS, plan
from ketamine_course.publish.teacher.plan_form import PlanError
from ketamine_course.table_form import STILL_OPEN, TO_FILL
from ketamine_course.tables import DATA_FOLDER, QUESTIONS, Fault
from ketamine_course.widgets.question import Question, QuestionError
from ketamine_course.widgets.question_files import load_questions


def questions_in(path: Path) -> dict[str, Question]:
    """Return the questions of a file with their numbers; errors as for `load_questions`."""
    return load_questions(path, fill=filled)


POINTS = (2, 5)
"""How many points the checklist of a free text has at least and at most: one is no list, and many are not read."""


def files(folder: Path) -> list[Path]:
    """Return the files of questions in a data folder."""
    return sorted((folder / QUESTIONS).glob("*.yaml"))


def question_faults(folder: Path) -> Iterator[Fault]:
    """Yield what makes a file of questions unusable, texts still to be written, and answers that rest on nothing."""
    taken: dict[str, str] = {}
    for path in files(folder):
        try:
            read = questions_in(path)
        except QuestionError as error:
            yield from _told(QUESTIONS.as_posix(), error)
            continue
        for name, question in read.items():
            place = f"{QUESTIONS.as_posix()}/{path.name}, question {name}"
            if name in taken:
                yield Fault(f"{place}, field name", None, None, f"{name!r} stands already in {taken[name]}")
            taken.setdefault(name, path.name)
            yield from (Fault(f"{place}, field {field}", None, None, problem) for field, problem in _faults_of(question, folder))


def _faults_of(question: Question, folder: Path) -> Iterator[tuple[str, str]]:
    texts = {"prompt": question.prompt, "explanation": question.explanation, "result": question.result}
    texts |= {f"option {number}": f"{each.text} {each.feedback}" for number, each in enumerate(question.options, start=1)}
    texts |= {f"checklist, {number}": each for number, each in enumerate(question.checklist, start=1)}
    yield from ((field, STILL_OPEN) for field, text in texts.items() if TO_FILL in text)
    if question.kind == "text" and not POINTS[0] <= len(question.checklist) <= POINTS[1]:
        yield (
            "checklist",
            f"number of points {len(question.checklist)}; a free text needs {POINTS[0]} to {POINTS[1]} of them",
        )
    if len(set(question.checklist)) < len(question.checklist):
        yield "checklist", "has the same point twice"
    works = {each.key for each in references.all_works(folder)}
    yield from (("refs", nearest(key, works)) for key in question.refs if key not in works)
    if question.mark and question.mark not in references.MARKS:
        yield "mark", nearest(question.mark, references.MARKS)
    if question.mark == "seen" and not question.refs:
        yield "refs", "is empty, but the answer counts as seen in a work"


def _told(folder: str, error: ValueError) -> Iterator[Fault]:
    """Yield the lines of a message, each a place and what is wrong there, as faults."""
    for line in str(error).splitlines():
        place, _, problem = line.partition(": ")
        yield Fault(f"{folder}/{place}", None, None, problem)


def plan_faults() -> Iterator[Fault]:
    """Yield what makes a lesson plan unusable, and questions that it names and that its notebook does not ask."""
    for path in sorted(PLANS.glob("*.yaml")):
        try:
            made = plan(path)
        except PlanError as error:
            yield from _told("plans", error)
            continue
        known = questions_in(DATA_FOLDER / QUESTIONS / path.name)
        yield from (
            Fault(f"plans/{path.name}, question", None, None, nearest(name, known))
            for name in dict.fromkeys(made.asked)
            if name not in known
        )
