"""All packages of some notebooks: what `make teacher` puts into a folder, for one notebook or for the whole course."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat

from ketamine_course.publish.figures import FIGURES, drawings
from ketamine_course.publish.teacher.platforms import cartridge, gift, losses, moodle, qti1, qti2, scorm
from ketamine_course.publish.teacher.platforms.items import Item, items_of
from ketamine_course.widgets.question import Question

LIMIT = 5_000_000
"""Bytes that a package may have: the least that a platform of those in the table takes by default, with room to spare."""
OPENS = re.compile(r"(\w+)\(after=question\(\"([\w-]+)\"\)[,)]")
"""A picture in the state in which it stands in figures/, opened by an answer."""


@dataclass(frozen=True)
class Taught:
    """One notebook: its name and title, its live page, its questions, the pictures that its predictions open, and further quizzes."""

    name: str
    title: str
    page: str
    questions: tuple[Question, ...]
    pictures: dict[str, tuple[str, str, bytes]]
    forms: tuple[tuple[str, str, tuple[Item, ...]], ...] = ()
    """Name, title and items of further quizzes."""


def pictures_after(notebook: nbformat.NotebookNode, name: str) -> dict[str, tuple[str, str, bytes]]:
    """Return the picture that each prediction of a notebook opens: file, title and PNG, by the question's name."""
    found = {}
    for cell in notebook.cells:
        for function, question in OPENS.findall(cell.source) if cell.cell_type == "code" else ():
            drawing = f"{name[3:]}-{function}"
            if drawing in drawings():
                found[question] = (f"{drawing}.png", drawings()[drawing].title, (FIGURES / f"{drawing}.png").read_bytes())
    return found


def packages(name: str, title: str, notebooks: Sequence[Taught], collection: str) -> dict[str, bytes]:
    """Return the files for platforms, by their names: the same bytes on every run.

    Parameters
    ----------
    name, title : str
        Of the notebook, or of the whole course.
    notebooks : sequence of Taught
        In their order.
    collection : str
        Under which name the browser keeps answers.

    Raises
    ------
    ValueError
        A package is larger than platforms take.
    """
    items = [tuple(items_of(each.name, each.questions)) for each in notebooks]
    further = [form for each in notebooks for form in each.forms]
    groups = [(each.title, held) for each, held in zip(notebooks, items, strict=True)] + [(told, held) for _, told, held in further]
    shown = {question: picture for each in notebooks for question, picture in each.pictures.items()}
    units = [cartridge.Unit(each.name, each.title, each.page, held, each.forms) for each, held in zip(notebooks, items, strict=True)]
    live = [scorm.LivePage(each.name, each.title, each.page, each.questions) for each in notebooks]
    quizzes = [quiz for unit in units for quiz in unit.quizzes]
    made = {
        "moodle.xml": moodle.quiz(groups, shown),
        "gift.txt": gift.quiz(groups),
        "quiz-qti21.zip": qti2.package(name, title, groups),
        "quiz-qti12.zip": qti1.package(name, quizzes),
        "course.imscc": cartridge.cartridge(name, title, units),
        "scorm12.zip": scorm.package(name, title, live, collection),
        "lost.csv": losses.table(item for _, held in groups for item in held),
    }
    for file, content in made.items():
        if len(content) > LIMIT:
            raise ValueError(f"{file} of {name} has {len(content) / 1e6:.1f} MB: platforms take at most {LIMIT / 1e6:.0f} MB")
    return made


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write packages into a folder that does not exist yet."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
