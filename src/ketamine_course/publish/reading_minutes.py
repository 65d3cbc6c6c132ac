"""How long a notebook and each of its parts take to read: words at a reader's pace, with what its questions and its figures take.

The measure gives the least that a reader needs. The cover gives what walks through the notebook took, which is more, because answers are
written and figures read; a part gets its share of the cover.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import nbformat

from ketamine_course.publish.counted_prose import MINUTES
from ketamine_course.widgets.question import Question

WORDS_A_MINUTE, A_QUESTION, A_FIGURE = 200, 40 / 60, 1.0
"""What sessions that walked the notebooks took as a reader's pace, in minutes."""
LONGER = {"ten_claims(": 4.0, "clinic_page(": 2.0}
"""Minutes more than a figure's for what has many sentences to judge."""
SECOND_RATINGS = 2.0
"""Minutes to talk a rating over and to answer it again."""
LOOKS = re.compile(r"(show\.\w+|clinic_page|exhibit|time_course|example_class|my_predictions|own_text|calibration|ten_claims)\(")
ASKED = re.compile(r'\bask\("([\w-]+)"\)')
HEADING = re.compile(r"^## (.+)", re.MULTILINE)
LEFT_OUT = {"Go deeper", "References"}
"""Sections that are no part of the time on the cover."""
PART = re.compile(r"^\*(Must|Should|Could):", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """A section of a notebook, its mark (empty: it has none), and its minutes."""

    name: str
    mark: str
    minutes: float


def words(*texts: str) -> int:
    """Return how many words there are to read, without tags and addresses."""
    return sum(len(re.findall(r"\w[\w\u2019'.,%-]*", re.sub(r"<[^>]+>|\]\([^)]*\)", "", text))) for text in texts)


def of_question(asked: Question) -> float:
    """Return the minutes that a question takes with all that it says."""
    options = [text for option in asked.options for text in (option.text, option.feedback)]
    items = [text for item in asked.items for text in (item.text, item.feedback)]
    read = words(asked.prompt, asked.explanation, asked.result, *asked.checklist, *options, *items)
    return read / WORDS_A_MINUTE + A_QUESTION + asked.discuss * SECOND_RATINGS


def of_cell(cell: nbformat.NotebookNode, questions: Mapping[str, Question]) -> float:
    """Return the minutes that a cell takes: its prose, or its questions and its figure."""
    if cell.cell_type == "markdown":
        return words(cell.source) / WORDS_A_MINUTE
    looks = bool(LOOKS.search(cell.source)) * A_FIGURE + sum(more for name, more in LONGER.items() if name in cell.source)
    return looks + sum(of_question(questions[name]) for name in ASKED.findall(cell.source))


def measured(notebook: nbformat.NotebookNode, questions: Mapping[str, Question]) -> list[Part]:
    """Return the sections of a notebook in order with the least that each of them takes; what opens it comes first, without a name."""
    found, name, mark, minutes = [], "", "", 0.0
    for cell in notebook.cells:
        heading = HEADING.findall(cell.source) if cell.cell_type == "markdown" else []
        if heading:
            found.append(Part(name, mark, minutes))
            name, mark, minutes = heading[-1], next(iter(PART.findall(cell.source)), ""), 0.0
        minutes += of_cell(cell, questions)
    return [each for each in (*found, Part(name, mark, minutes)) if each.name not in LEFT_OUT]


def parts(notebook: nbformat.NotebookNode, questions: Mapping[str, Question]) -> list[Part]:
    """Return the sections of a notebook in order with their shares of the minutes on its cover, in whole minutes, at least one."""
    opening, *found = measured(notebook, questions)
    cover = next((int(time[1]) for cell in notebook.cells if (time := MINUTES.search(cell.source))), 0)
    longer = cover / sum(each.minutes for each in (opening, *found))
    return [Part(each.name, each.mark, max(1, round(each.minutes * longer))) for each in found]
