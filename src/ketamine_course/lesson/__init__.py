"""What a notebook calls beside its pictures: questions by name, words, help lines, and the works it rests on."""

from __future__ import annotations

import html
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

from ketamine_course.references import MARKS, ReferenceList, work
from ketamine_course.tables import DATA_FOLDER, QUESTIONS, load, nearest
from ketamine_course.widgets.question import LiveQuestion, Question, StaticQuestion, load_questions
from ketamine_course.widgets.summary import LiveSummary, StaticSummary, Summary, starting_with

COLLECTION = "ketamine-course"
"""The name under which a browser keeps the answers of all notebooks."""


def question(name: str) -> Question:
    """Return a question from `data/lessons/questions/`.

    Raises
    ------
    KeyError
        There is no such question; the message gives the nearest.
    """
    if name not in questions():
        raise KeyError(f"question {nearest(name, questions())}")
    return questions()[name]


def ask(name: str) -> LiveQuestion | StaticQuestion:
    """Return what a cell shows for a question."""
    return question(name)()


def calibration(prefix: str, title: str) -> LiveSummary | StaticSummary:
    """Return confidence against correctness for all questions whose name starts with `prefix`."""
    return Summary(f"calibration-{prefix.strip('-')}", title, starting_with(prefix, questions().values()))()


def again(name: str, page: str) -> Question:
    """Return an earlier question to be asked once more, on another page, with confidence."""
    return replace(question(name), name=f"again-{name}", repeats=name, page=page, confidence=True)


def ask_again(name: str, page: str) -> LiveQuestion | StaticQuestion:
    """Return what a cell shows for a question that is asked once more."""
    return again(name, page)()


def change(before: str, new: str, page: str, title: str) -> LiveSummary | StaticSummary:
    """Return what changed between questions and their repetition, beside questions that are new.

    Parameters
    ----------
    before, new : str
        How the names of the earlier questions and of the new ones start.
    page : str
        Where they are asked again, such as ``"06_appraise_a_source"``.
    title : str
        What stands above.
    """
    everything = questions().values()
    repeated = tuple(again(each.name, page) for each in starting_with(before, everything))
    return Summary(f"change-{before.strip('-')}", title, repeated + starting_with(new, everything), change=True)()


def reference_list(notebook: str, repeated: str = "") -> ReferenceList:
    """Return the works behind a notebook: those of its pictures and of its questions.

    Parameters
    ----------
    notebook : str
        Its name without ending, such as ``"01_mechanism_cascade"``; pictures and questions go by the same name.
    repeated : str
        How the names of questions start that it repeats from another notebook.
    """
    pictures = import_module(f"ketamine_course.pictures.{notebook[3:]}")
    asked = list(_questions_of(DATA_FOLDER / QUESTIONS / f"{notebook}.yaml").values())
    asked += starting_with(repeated, questions().values()) if repeated else ()
    return ReferenceList(set(pictures.works()) | {key for each in asked for key in each.refs})


class WordList:
    """Terms with their meaning, as a list for people."""

    def __init__(self, meanings: dict[str, str]) -> None:
        self.meanings = meanings

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        lines = [f"- {term}: {meaning}" for term, meaning in self.meanings.items()]
        items = "".join(f"<dt>{html.escape(term)}</dt><dd>{html.escape(meaning)}</dd>" for term, meaning in self.meanings.items())
        page = f'<details><summary>{len(lines)} words</summary><dl class="words">{items}</dl></details>'
        return {"text/plain": "\n".join(lines), "text/html": page}


def words(*terms: str) -> WordList:
    """Return some terms of the glossary with their meaning; all of them when none is named.

    Raises
    ------
    KeyError
        A term is not in the glossary; the message gives the nearest.
    """
    glossary = dict(load("glossary")[["term", "definition"]].itertuples(index=False, name=None))
    for term in terms:
        if term not in glossary:
            raise KeyError(f"term {nearest(term, glossary)}")
    return WordList({term: glossary[term] for term in terms or sorted(map(str, glossary), key=str.lower)})


class HelpLines:
    """Places to turn to, as a list for people; a host edits `data/lessons/help_lines.csv`."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.rows = rows

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        lines = [" ".join(["-", f"{row['place']}:", *self._said(row)]) for row in self.rows]
        items = "".join(f"<li>{self._item(row)}</li>" for row in self.rows)
        return {"text/plain": "\n".join(lines), "text/html": f'<ul class="help-lines">{items}</ul>'}

    @staticmethod
    def _said(row: dict[str, str]) -> list[str]:
        """Return the parts of a line; how far it was checked stands last."""
        contact = [f"{row['contact']}."] if row["contact"] else []
        return [f"{row['name']}.", *contact, row["for_whom"], row["address"], f"({MARKS[row['mark']]}, {row['checked_on']})"]

    def _item(self, row: dict[str, str]) -> str:
        *said, address, remark = self._said(row)
        link = f'<a href="{html.escape(address)}">{html.escape(address.removeprefix("https://"))}</a>'
        return f"<strong>{html.escape(row['place'])}:</strong> {html.escape(' '.join(said))} {link} <em>{html.escape(remark)}</em>"


def help_lines() -> HelpLines:
    """Return the help lines that the host of the course has set."""
    return HelpLines([{str(name): str(value) for name, value in row.items()} for row in load("help_lines").to_dict("records")])


def basis(refs: tuple[str, ...], mark: str) -> str:
    """Say in words what an answer rests on."""
    if not mark:
        return ""
    if not refs:
        return f"Basis: {MARKS[mark]}, from the tables of this collection."
    return f"Basis: {'; '.join(work(key).short for key in refs)} ({MARKS[mark]})."


@cache
def _questions_of(path: Path) -> dict[str, Question]:
    return load_questions(path, basis, COLLECTION)


def question_files() -> list[Path]:
    """Return the files of questions, in the order of the notebooks."""
    return sorted((DATA_FOLDER / QUESTIONS).glob("*.yaml"))


@cache
def questions() -> dict[str, Question]:
    """Return all questions of the collection by name.

    Raises
    ------
    KeyError
        A name stands in two files.
    """
    found: dict[str, Question] = {}
    for path in question_files():
        for name, each in _questions_of(path).items():
            if name in found:
                raise KeyError(f"{path.name}: the question name {name!r} stands in two files")
            found[name] = each
    return found
