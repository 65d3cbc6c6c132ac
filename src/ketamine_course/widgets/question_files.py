"""Questions from YAML files: each record becomes a `Question`, and what is wrong is told with file and place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from ketamine_course.widgets.question import Option, Question, QuestionError

Describe = Callable[[tuple[str, ...], str], str]
"""Turns a question's works and status into a line for people."""
Fill = Callable[[Any], Any]
"""Turns a record of the file into what is shown."""


def load_questions(
    path: Path, describe: Describe = lambda _refs, _mark: "", collection: str = "", fill: Fill = lambda record: record
) -> dict[str, Question]:
    """Read the questions of a YAML file.

    Parameters
    ----------
    path : Path
        A file with a list of questions.
    describe : callable
        Turns a question's ``refs`` and ``mark`` into its `basis`.
    collection : str
        What the file belongs to; answers are kept under this name and the file's.
    fill : callable
        Turns each record of the file into what is shown, such as names of numbers into the numbers; raises ValueError where it cannot.

    Returns
    -------
    dict of str to Question
        By name, in the order of the file.

    Raises
    ------
    QuestionError
        The file or one of its questions cannot be used.
    """
    questions: dict[str, Question] = {}
    for number, record in enumerate(_records(path), start=1):
        place = f"{path.name}, question {number}"
        try:
            shown = fill(record)
        except ValueError as error:
            raise QuestionError(f"{place}: {error}") from error
        question = _from_record(shown, place, describe, {"collection": collection, "page": path.stem})
        if question.name in questions:
            raise QuestionError(f"{place}: the name {question.name!r} is taken")
        questions[question.name] = question
    return questions


def _records(path: Path) -> list[Any]:
    try:
        records = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise QuestionError(f"{path.name}: cannot be read: {error}") from error
    if not isinstance(records, list):
        raise QuestionError(f"{path.name}: is not a list of questions")
    return records


def _from_record(record: Any, place: str, describe: Describe, home: dict[str, Any]) -> Question:
    if not isinstance(record, dict) or "name" not in record:
        raise QuestionError(f"{place}: needs a name")
    refs, mark = tuple(record.get("refs", ())), record.get("mark", "")
    given = {key: value for key, value in record.items() if key not in ("options", "refs", "mark", "wordings")}
    wordings = tuple(record.get("wordings", ()))
    try:
        options = tuple(Option(**option) for option in record.get("options", []))
        return Question(**given, **home, options=options, wordings=wordings, refs=refs, mark=mark, basis=describe(refs, mark))
    except TypeError as error:
        raise QuestionError(f"{place} ({record['name']}): {error}") from error
    except QuestionError as error:
        raise QuestionError(f"{place}: {error}") from error
