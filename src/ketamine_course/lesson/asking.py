"""Questions by name: asked and summed up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from ketamine_course.judged_later import rated
from ketamine_course.models.counts import filled
from ketamine_course.names import COLLECTION, OWN_CHAIN, UnknownName, lookup, nearest
from ketamine_course.references import MARKS, UnknownReference, all_works, work
from ketamine_course.tables import DATA_FOLDER, QUESTIONS, rows_of
from ketamine_course.widgets.predictions import Predictions
from ketamine_course.widgets.question import LiveQuestion, Question, QuestionError, StaticQuestion
from ketamine_course.widgets.question_files import load_questions
from ketamine_course.widgets.shown import LiveShown, StaticShown
from ketamine_course.widgets.stage_showing import Chain
from ketamine_course.widgets.summary import Summary, starting_with


def question(name: str) -> Question:
    """Return a question from `data/lessons/questions/`.

    Raises
    ------
    KeyError
        There is no such question; the message gives the nearest.
    """
    found = questions_of(_notebooks()[name]) if name in _notebooks() else {}
    return found[name] if name in found else lookup(questions(), name, "question")


@cache
def _notebooks() -> dict[str, str]:
    """Return in which notebook each question is asked; read as questions, those of all others would stay in every kernel."""
    line = re.compile(rb"^- name: (\S+)\s*$", re.MULTILINE)
    return {name.decode(): path.stem for path in reversed(question_files()) for name in line.findall(path.read_bytes())}


def ask(name: str) -> LiveQuestion | StaticQuestion:
    """Return what a cell shows for a question."""
    return question(name)()


def after_rating(shown: Mapping[str, Iterable[str]]) -> dict[str, list[Question]]:
    """Return what waits until its claims are rated: by value of a control that shows claims, the questions that ask to rate them."""
    asked = {value: [question(rated()[claim][0]) for claim in claims if claim in rated()] for value, claims in shown.items()}
    return {value: found for value, found in asked.items() if found}


def after_telling(*tables: str) -> dict[str, list[Question]]:
    """Return what waits until it is asked: by row of these tables, the questions whose answer it would tell."""
    found: dict[str, list[Question]] = {}
    for row in rows_of("told_later"):
        if row["table"] in tables:
            found.setdefault(row["row"], []).append(question(row["question"]))
    return found


def questions_starting_with(prefix: str) -> tuple[Question, ...]:
    """Return the questions whose name starts like this; notebooks that ask none of them are not read.

    Raises
    ------
    KeyError
        None does.
    """
    asked_in = sorted({page for name, page in _notebooks().items() if name.startswith(prefix)})
    return starting_with(prefix, (each for page in asked_in for each in questions_of(page).values()))


def calibration(prefix: str, title: str) -> LiveShown | StaticShown:
    """Return confidence against correctness for all questions whose name starts with `prefix`."""
    return Summary(f"calibration-{prefix.strip('-')}", title, questions_starting_with(prefix))()


def my_predictions(notebook: str) -> LiveShown | StaticShown:
    """Return what a reader predicted in a notebook, such as ``"01_mechanism_cascade"``, beside what was found."""
    return Predictions(f"predictions-{notebook}", "Your predictions", tuple(questions_of(notebook).values()))()


def basis(refs: tuple[str, ...], mark: str) -> str:
    """Say in words what an answer rests on.

    Raises
    ------
    UnknownName
        A work or the status does not exist; the message gives the nearest of each.
    """
    works = {each.key for each in all_works()}
    unknown = [nearest(key, works) for key in refs if key not in works]
    if unknown:
        raise UnknownReference("; ".join(unknown))
    if not mark:
        return ""
    if mark not in MARKS:
        raise UnknownName(f"mark {nearest(mark, MARKS)}")
    if not refs:
        return f"Basis: {MARKS[mark]}, from the tables that come with this course."
    return f"Basis: {'; '.join(work(key).introduced for key in refs)} ({MARKS[mark]})."


@cache
def questions_of(notebook: str) -> dict[str, Question]:
    """Return the questions of a notebook by name, such as those of ``"01_mechanism_cascade"``, in the order of its file."""
    return load_questions(DATA_FOLDER / QUESTIONS / f"{notebook}.yaml", basis, COLLECTION, filled)


def question_files() -> list[Path]:
    """Return the files of questions, in the order of the notebooks."""
    return sorted((DATA_FOLDER / QUESTIONS).glob("*.yaml"))


@cache
def questions() -> dict[str, Question]:
    """Return all questions of the collection by name.

    Raises
    ------
    QuestionError
        A file cannot be used, or a name stands in two files: each fault is one line.
    """
    told: list[str] = []
    found: dict[str, Question] = {}
    for path in question_files():
        try:
            read = questions_of(path.stem)
        except QuestionError as error:
            told += str(error).splitlines()
            continue
        told += [f"{path.name}, question {name}: stands already in {found[name].page}.yaml" for name in read if name in found]
        found |= read
    if told:
        raise QuestionError("\n".join(told))
    return found


def own_chain(page: str) -> Chain:
    """Return where a browser keeps the chain that a reader builds on the stage, beside the answers of a notebook.

    Parameters
    ----------
    page : str
        The notebook's name without ending, such as ``"01_mechanism_cascade"``.
    """
    return Chain(**OWN_CHAIN, page=page)
