"""Questions from YAML files: each record becomes a `Question`, and all that is wrong is told at once, with file, question and field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ketamine_course.forms import Misfit, misfits
from ketamine_course.names import nearest
from ketamine_course.widgets.question import Option, Question, QuestionError
from ketamine_course.widgets.question_items import Item
from ketamine_course.widgets.question_rules import CHOSEN, KINDS
from ketamine_course.yaml_files import Record, YamlError, read

Describe = Callable[[tuple[str, ...], str], str]
"""Turns a question's works and status into a line for people."""
Fill = Callable[[Any], Any]
"""Turns a record of the file into what is shown."""
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Form of a question's name: it names files, and the places where browsers keep answers."""
NOT_GIVEN = ("basis", "place", "collection", "page")
"""Fields of a question that no file may set."""
NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def load_questions(
    path: Path, describe: Describe = lambda _refs, _mark: "", collection: str = "", fill: Fill = lambda record: record
) -> dict[str, Question]:
    """Read the questions of a YAML file.

    Parameters
    ----------
    path : Path
        A file with a list of questions.
    describe : callable
        Turns a question's ``refs`` and ``mark`` into its `basis`; raises LookupError where it cannot.
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
        The file or one of its questions cannot be used: each fault is one line of the message.
    """
    records = _records(path)
    questions, told = _questions(path, records, fill, describe, collection)
    names = [each.get("name") for each in records if isinstance(each, dict)]
    told += [f"{path.name}, {problem}" for problem in _dangling(questions, names)]
    if told:
        raise QuestionError("\n".join(told))
    rated = [name for name, question in questions.items() if question.kind == "rating"]
    places = {name: f"{at} of {len(rated)}" for at, name in enumerate(rated, start=1) if len(rated) > 1}
    return {name: replace(question, place=places.get(name, "")) for name, question in questions.items()}


def _questions(path: Path, records: list[Any], fill: Fill, describe: Describe, collection: str) -> tuple[dict[str, Question], list[str]]:
    """Return the questions that can be used, by name, and what is wrong with the others."""
    questions: dict[str, Question] = {}
    told: list[str] = []
    for number, record in enumerate(records, start=1):
        place = f"{path.name}, question {_called(number, record)}"
        try:
            question = _question(record, fill, describe, {"collection": collection, "page": path.stem})
        except _Misfits as error:
            told += [_line(path, number, record, misfit) for misfit in error.found]
            continue
        except QuestionError as error:
            told.append(f"{place}, {str(error).split(', ', 1)[1]}")
            continue
        if question.name in questions:
            told.append(f"{place}, field name: the name {question.name!r} is taken")
        questions[question.name] = question
    return questions, told


class _Misfits(ValueError):
    def __init__(self, found: list[Misfit]) -> None:
        super().__init__()
        self.found = found


def _called(number: int, record: Any) -> str:
    name = record.get("name") if isinstance(record, dict) else None
    return f"{number} ({name})" if isinstance(name, str) and NAME.fullmatch(name) else str(number)


def _line(path: Path, number: int, record: Any, misfit: Misfit) -> str:
    line = f", line {misfit.line}" if misfit.line else ""
    field = f", field {misfit.field}" if misfit.field else ""
    return f"{path.name}{line}, question {_called(number, record)}{field}: {misfit.message}"


def _records(path: Path) -> list[Any]:
    try:
        records = read(path)
    except YamlError as error:
        raise QuestionError(str(error)) from error
    if not isinstance(records, list):
        raise QuestionError(f"{path.name}: is not a list of questions; each begins with '- name:'")
    return records


def _question(record: Any, fill: Fill, describe: Describe, home: dict[str, Any]) -> Question:
    if not isinstance(record, dict):
        raise _Misfits([Misfit("", None, "is not a question: it has no fields such as 'name:'")])
    shown = _with_lines(record, fill)
    found = [*misfits(shown, Question, hidden=NOT_GIVEN), *_unusable(shown)]
    if found:
        raise _Misfits(found)
    refs, mark = tuple(shown.get("refs", ())), shown.get("mark", "")
    try:
        basis = describe(refs, mark)
    except LookupError as error:
        at = "refs" if refs else "mark"
        raise _Misfits([Misfit(at, record.lines.get(at) if isinstance(record, Record) else None, str(error))]) from error
    lists: dict[str, Any] = {field: tuple(shown.get(field, ())) for field in ("wordings", "checklist", "values")}
    lists["items"] = tuple(Item(**each) for each in shown.get("items", ()))
    lists["options"] = tuple(Option(**each) for each in shown.get("options", ()))
    return Question(**{**shown, **lists, **home, "refs": refs, "mark": mark, "basis": basis})


def _with_lines(record: dict[str, Any], fill: Fill) -> Record:
    """Return a record with its numbers filled in; what fails is told with its field."""
    shown, found = Record(), []
    for field, value in record.items():
        shown.lines[field] = getattr(record, "lines", {}).get(field, 0)
        try:
            shown[field] = fill(value)
        except ValueError as error:
            found.append(Misfit(str(field), shown.lines[field] or None, str(error)))
            shown[field] = value
    shown.line = getattr(record, "line", 0)
    if found:
        raise _Misfits(found)
    return shown


def _unusable(record: Record) -> Iterator[Misfit]:
    """Yield values that have the right type and cannot be used."""
    name, kind = record.get("name"), record.get("kind")
    if isinstance(name, str) and not NAME.fullmatch(name):
        near = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        told = f"{name!r} is not made of small letters, digits and single hyphens"
        yield Misfit("name", record.lines["name"], told + (f"; nearest: {near!r}" if near else ""))
    if isinstance(kind, str) and kind not in KINDS:
        yield Misfit("kind", record.lines["kind"], nearest(kind, KINDS))
    for field, text in _texts(record):
        if NOT_TEXT.search(text):
            yield Misfit(field, record.lines.get(field.split(",")[0]), "holds a control character")
    options = [each.get("text") for each in record.get("options") or () if isinstance(each, dict)]
    if kind in CHOSEN and len(set(map(str, options))) < len(options):
        twice = next(each for each in options if options.count(each) > 1)
        yield Misfit("options", record.lines["options"], f"{twice!r} is offered twice")
    yield from _out_of_range(record)


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    yield from ((field, value) for field, value in record.items() if isinstance(value, str))
    points = record.get("checklist")
    yield from ((f"checklist, {number}", text) for number, text in enumerate(points if isinstance(points, list) else (), start=1))
    for field in ("options", "items"):
        for number, each in enumerate(record.get(field) or (), start=1):
            if isinstance(each, dict):
                yield from ((f"{field}, {number}, {part}", text) for part, text in each.items() if isinstance(text, str))


def _out_of_range(record: Record) -> Iterator[Misfit]:
    given = [record.get(field) for field in ("lowest", "answer", "highest")]
    numbers = [each for each in given if isinstance(each, int | float)]
    if len(numbers) < len(given):
        return
    lowest, answer, highest = numbers
    if lowest >= highest:
        yield Misfit("highest", record.lines["highest"], f"is {highest}; it must lie above lowest, {lowest}")
    elif not lowest <= answer <= highest:
        yield Misfit("answer", record.lines["answer"], f"is {answer}; it must lie between lowest, {lowest}, and highest, {highest}")


def _dangling(questions: dict[str, Question], names: list[Any]) -> Iterator[str]:
    """Yield questions that show the answer to a question which the page does not have."""
    for name, question in questions.items():
        if question.recalls and question.recalls not in names:
            yield f"question {name}, field recalls: {nearest(question.recalls, map(str, names))}"
