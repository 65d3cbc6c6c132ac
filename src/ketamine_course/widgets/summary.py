"""Summary: confidence compared with correctness, drawn in the page from what the browser kept; alive with a kernel and without one."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import traitlets

from ketamine_course.widgets import embed
from ketamine_course.widgets.live import LiveWidget
from ketamine_course.widgets.question import Question


@dataclass(frozen=True)
class Summary:
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

    name: str
    title: str
    questions: tuple[Question, ...]

    def __post_init__(self) -> None:
        if len({question.collection for question in self.questions}) != 1:
            raise ValueError(f"summary {self.name!r} needs questions of one collection")

    def __call__(self) -> LiveSummary | StaticSummary:
        """Return what a notebook cell shows."""
        return StaticSummary(self) if embed.exporting() else LiveSummary(self)

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
    return {"name": question.name, "edition": question.edition, "label": question.prompt, "defensible": defensible}


class LiveSummary(LiveWidget):
    """A summary in JupyterLab."""

    _kind = traitlets.Unicode("summary").tag(sync=True)

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self.summary = summary
        self._definition = summary.definition()

    def _plain(self) -> dict[str, str]:
        return {"text/plain": self.summary.plain_text()}


class StaticSummary:
    """A summary in a page without a kernel: self-contained HTML."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        fallback = f"<p><strong>{html.escape(self.summary.title)}</strong></p><p>This summary needs JavaScript.</p>"
        page = embed.page_html("summary", self.summary.name, {}, {"_definition": self.summary.definition()}, fallback)
        return {"text/html": page, "text/plain": self.summary.plain_text()}


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
