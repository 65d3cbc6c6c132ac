"""Question: native form controls, an explanation for every answer, alive with a kernel and without one.

Questions are data: `question_files` reads them from YAML. A question with a `result` is a prediction: it can lock an
explorable until it is answered, and cannot be changed afterwards. Answers are kept by the browser, and only there.
"""

from __future__ import annotations

import hashlib
import html
import json
from dataclasses import dataclass, fields
from typing import Any

import traitlets

from ketamine_course.widgets import embed
from ketamine_course.widgets.attended import exporting
from ketamine_course.widgets.live import LiveWidget
from ketamine_course.widgets.question_items import DRAWN, Item, in_lines, key_of
from ketamine_course.widgets.question_rules import problems


class QuestionError(ValueError):
    """A question's data cannot be used; the message says which question and why."""


@dataclass(frozen=True)
class Option:
    """One answer to choose from, whether it is the key or at least `defensible` (a careful reader could argue for it), and why."""

    text: str
    feedback: str
    right: bool = False
    defensible: bool = False


def verdict_on(option: Option) -> str:
    """Say in words what an option is: right, defensible or not right."""
    return "right" if option.right else "defensible" if option.defensible else "not right"


def edition_of(wording: list[Any]) -> str:
    """Return a hash of a wording in letters only: a spreadsheet takes some numbers with letters for other numbers."""
    return "".join(chr(ord("a") + byte % 26) for byte in hashlib.sha256(json.dumps(wording).encode()).digest()[:8])


@dataclass(frozen=True)
class Question:
    """One question with its explanations.

    Parameters
    ----------
    name : str
        Unique and stable; it stands in downloaded answers.
    kind : str
        ``single``, ``several``, ``number``, ``text`` or ``rating`` (a judgement on one claim, which is the prompt). Drawn on the axis of
        a figure are ``mark`` (a number), ``range`` (two ends), ``dots`` (each pushed to one of a few heights), ``order`` (steps to put in
        order), ``curve`` (through points whose other coordinate is known) and ``cells`` (a row, each filled with one of a few values).
    prompt : str
        The question itself.
    options : tuple of Option
        For ``single``, ``several`` and ``rating``: two or more, each with feedback.
    order : str
        ``mixed`` (each reader sees an order of their own) or ``fixed``, for options that form a ladder or point to each other;
        a ``rating`` is always fixed. What is printed keeps the order of the file.
    answer, tolerance : float, optional
        For ``number`` and ``mark``: right within ``answer`` plus or minus ``tolerance``. For a range and a curve the tolerance holds
        for each item.
    lowest, highest : float, optional
        For ``number`` and what is placed on an axis: what can be answered at all.
    unit : str
        For the same: what is counted.
    axis : str
        For what is drawn: the label of the axes in the figure that the prediction opens, and ``x`` or ``y``, such as ``gap x``.
    step : float
        For what is placed on an axis: how far one press of an arrow key moves it.
    axis_unit : float
        How much of the axis one unit of the answer is, such as 0.01 for percent on an axis of shares.
    items : tuple of Item
        For ``range``, ``dots``, ``order``, ``curve`` and ``cells``: what is placed.
    values : tuple of str
        For ``dots`` and ``cells``: in words what an item can get, the lowest first.
    asks : str
        For ``rating``: what the options judge.
    about : str
        For ``rating``: what the claim is about, in a few words, for figures that have no room for the claim.
    wordings : tuple of str
        For ``rating``: the values of a second judgement, on how the claim is worded.
    wording, wording_why : str
        The right one of them, and why it is right.
    reason : bool
        For ``rating``: whether to offer room for a reason.
    discuss : bool
        Whether the answer is asked for twice, with time to talk in between, before the explanation is shown.
    confidence : bool
        Whether to ask how sure the reader is; not for ``text``.
    recalls : str
        Name of an earlier question whose answer is shown again above this one.
    explanation : str
        Shown with every answer; required for ``number`` and ``text``.
    checklist : tuple of str
        For ``text``: what a good answer holds, to tick once an answer is kept. No part of the `edition`: kept answers stay valid.
    result : str
        What was found. Present: the question is a prediction.
    refs : tuple of str
        Keys of the works that the answer rests on.
    mark, basis : str
        Status of the answer; works and status as a line for people.
    place : str
        For ``rating``: which of how many it is in its file, such as ``11 of 12``.
    collection, page : str
        Where the browser keeps the answers: under the collection's name, one place for each page.

    Raises
    ------
    QuestionError
        A part is missing or does not fit the kind.
    """

    name: str
    kind: str
    prompt: str
    options: tuple[Option, ...] = ()
    order: str = "mixed"
    answer: float | None = None
    tolerance: float = 0.0
    lowest: float | None = None
    highest: float | None = None
    unit: str = ""
    axis: str = ""
    step: float = 1.0
    axis_unit: float = 1.0
    items: tuple[Item, ...] = ()
    values: tuple[str, ...] = ()
    asks: str = "Your verdict"
    about: str = ""
    wordings: tuple[str, ...] = ()
    wording: str = ""
    wording_why: str = ""
    reason: bool = False
    discuss: bool = False
    confidence: bool = False
    recalls: str = ""
    explanation: str = ""
    checklist: tuple[str, ...] = ()
    result: str = ""
    refs: tuple[str, ...] = ()
    mark: str = ""
    basis: str = ""
    place: str = ""
    collection: str = ""
    page: str = ""

    def __post_init__(self) -> None:
        for wrong, field, problem in problems(self):
            if wrong:
                raise QuestionError(f"question {self.name!r}, field {field}: {problem}")

    def __call__(self) -> LiveQuestion | StaticQuestion:
        """Return what a notebook cell shows."""
        return StaticQuestion(self) if exporting() else LiveQuestion(self)

    @property
    def widget(self) -> str:
        """The kind of widget that shows it: guesses that are drawn have one of their own, so that only pages with one carry its code."""
        return "mark" if self.kind in DRAWN else "question"

    @property
    def edition(self) -> str:
        """A hash of the wording, whatever the order of options: an answer belongs to the wording that was asked, and to no later one."""
        items = [[item.text for item in self.items], list(self.values)] if self.items else []
        return edition_of([self.kind, self.prompt, sorted(option.text for option in self.options), list(self.wordings), self.unit, *items])

    @property
    def key(self) -> list[str]:
        """The right answer to what is answered item by item, in words."""
        return key_of(self)

    def definition(self) -> dict[str, Any]:
        """Return what the page must know."""
        options = [{"text": o.text, "feedback": o.feedback, "right": o.right, "defensible": o.defensible} for o in self.options]
        kept_here = ("options", "refs", "mark", "wordings", "checklist", "axis", "step", "axis_unit", "items", "values", "place", "about")
        rare: dict[str, Any] = {"checklist": list(self.checklist)} if self.checklist else {}
        rare |= {"place": self.place} if self.place else {}
        rare |= {"axis": self.axis, "step": self.step, "axis_unit": self.axis_unit} if self.axis else {}
        rare |= {"items": [item.definition() for item in self.items], "values": list(self.values)} if self.items else {}
        plain = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in kept_here}
        return {"options": options, "wordings": list(self.wordings), "edition": self.edition, **plain, **rare}

    def plain_text(self) -> str:
        """Return the question without its answers, in lines that a code host need not break within a word."""
        parts = [f"Question: {self.prompt}", *(f"- {text}" for text in self.choices())]
        return in_lines(parts)

    def choices(self) -> list[str]:
        """Return what can be chosen or placed, in the order of the file."""
        return [option.text for option in self.options] + [item.text for item in self.items]


class LiveQuestion(LiveWidget):
    """A question in JupyterLab.

    Its `answer` is None until it is answered, then a dict with `given`, `right`, `first` and `confidence` (percent, or None);
    `record` is what the page keeps.
    """

    answer = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)

    def __init__(self, question: Question) -> None:
        super().__init__(_kind=question.widget)
        self.question = question
        self._definition = question.definition()

    def _plain(self) -> dict[str, str]:
        return {"text/plain": self.question.plain_text()}


class StaticQuestion:
    """A question in a page without a kernel: self-contained HTML."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.answer: dict[str, Any] | None = None

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        state = {"answer": None}
        page = embed.page_html(
            self.question.widget, self.question.name, state, {"_definition": self.question.definition()}, self._fallback()
        )
        return {"text/html": page, "text/plain": self.question.plain_text()}

    def _fallback(self) -> str:
        question = self.question
        items = "".join(f"<li>{html.escape(text)}</li>" for text in question.choices())
        reasons = [f"{o.text}: {verdict_on(o)}. {o.feedback}" for o in question.options] + question.key
        if question.answer is not None:
            reasons.append(f"{question.answer:g} {question.unit}".strip() + ".")
        if question.wording:
            reasons.append(f"Wording: {question.wording}. {question.wording_why}".strip())
        lines = "".join(
            f"<li>{html.escape(line)}</li>"
            for line in [*reasons, question.explanation, *question.checklist, question.result, question.basis]
            if line
        )
        return (
            f"<p><strong>{html.escape(question.prompt)}</strong></p>"
            + (f"<ul>{items}</ul>" if items else "")
            + f"<details><summary>Show the answer</summary><ul>{lines}</ul></details>"
        )
