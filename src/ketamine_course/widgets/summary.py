"""Summary: confidence compared with correctness, drawn in the page from what the browser kept; alive with a kernel and without one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ketamine_course.widgets.question import Question
from ketamine_course.widgets.shown import Shown


@dataclass(frozen=True)
class Summary(Shown):
    """What the reader's answers to some questions add up to.

    Only first answers count: later ones were given with the explanation in sight.

    Parameters
    ----------
    name : str
        Unique and stable.
    title : str
        What stands above it.
    questions : tuple of Question
        Those it sums up, all of one collection.

    Raises
    ------
    ValueError
        There are no questions, or they belong to several collections.
    """

    kind = "summary"
    needs_scripts = "This summary needs JavaScript."

    name: str
    title: str
    questions: tuple[Question, ...]

    def __post_init__(self) -> None:
        if len({question.collection for question in self.questions}) != 1:
            raise ValueError(f"summary {self.name!r} needs questions of one collection")

    def definition(self) -> dict[str, Any]:
        """Return what the page must know."""
        items = [_item(each) for each in self.questions]
        pages = sorted({each.page for each in self.questions})
        return {"title": self.title, "collection": self.questions[0].collection, "pages": pages, "items": items}

    def plain_text(self) -> str:
        """Return what shows where the page is not alive."""
        return f"{self.title}\nThis summary of {len(self.questions)} answers appears when the notebook runs."


def _item(question: Question) -> dict[str, Any]:
    defensible = [option.text for option in question.options if option.defensible]
    rounds = 2 if question.discuss else 1
    return {"name": question.name, "edition": question.edition, "label": question.prompt, "rounds": rounds, "defensible": defensible}


def starting_with(prefix: str, questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return the questions whose name starts like this, in their order.

    Raises
    ------
    KeyError
        None does.
    """
    found = tuple(question for question in questions if question.name.startswith(prefix))
    if not found:
        raise KeyError(f"no question has a name that starts with {prefix!r}")
    return found
