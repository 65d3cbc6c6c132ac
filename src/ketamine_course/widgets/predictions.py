"""Predictions: all that a reader predicted in a notebook on one card, beside what was found; alive with a kernel and without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ketamine_course.widgets.question import Question
from ketamine_course.widgets.shown import Shown


@dataclass(frozen=True)
class Predictions(Shown):
    """The predictions among some questions: the guess beside what was found, and how many were right, near or off.

    A number is near within twice its tolerance or a tenth of the answer; of several items or choices, half of the items or all but one
    choice make an answer near; and so does an option that is defensible.

    Parameters
    ----------
    name : str
        Unique and stable.
    title : str
        What stands above them.
    questions : tuple of Question
        All of one collection; those without a result are left aside.

    Raises
    ------
    ValueError
        No question is a prediction, or they belong to several collections.
    """

    kind = "predictions"
    needs_scripts = "Your predictions are listed here if JavaScript is switched on."

    name: str
    title: str
    questions: tuple[Question, ...]

    def __post_init__(self) -> None:
        if len({question.collection for question in self.predicted()}) != 1:
            raise ValueError(f"predictions {self.name!r} need questions with a result, of one collection")

    def predicted(self) -> list[Question]:
        """Return the questions that are predictions."""
        return [question for question in self.questions if question.result]

    def definition(self) -> dict[str, Any]:
        """Return what the page must know."""
        asked = self.predicted()
        pages = sorted({each.page for each in asked})
        return {"title": self.title, "collection": asked[0].collection, "pages": pages, "items": [_item(each) for each in asked]}

    def plain_text(self) -> str:
        """Return what shows where the page is not alive."""
        return f"{self.title}\nYour {len(self.predicted())} predictions appear here when the notebook runs."


def _item(question: Question) -> dict[str, Any]:
    answers = [] if question.answer is None else [question.answer]
    return {
        "name": question.name,
        "edition": question.edition,
        "label": question.prompt,
        "kind": question.kind,
        "result": question.result,
        "right": [option.text for option in question.options if option.right],
        "defensible": [option.text for option in question.options if option.defensible],
        "answers": [*answers, *(item.answer for item in question.items)],
        "tolerance": question.tolerance,
        "lowest": question.lowest,
        "highest": question.highest,
    }
