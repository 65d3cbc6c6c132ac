"""What every platform is told of a question: a prompt, options or a number, feedback, and what it has no place for.

A rating becomes a choice, and its second judgement (on the wording) an item of its own. A kind of question that no platform knows becomes
free text, with its choices listed in alphabetical order, and the list of losses says so.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from ketamine_course.widgets.question import Option, Question
from ketamine_course.widgets.question_rules import NUMBERS

SHAPES = {"single": "one", "several": "several", "number": "number", "mark": "number", "text": "text", "rating": "one"}
"""What each kind of question becomes."""
RIGHT_WORDING = "This describes the wording best."
OTHER_WORDING = "This does not describe the wording best."


@dataclass(frozen=True)
class Item:
    """One question as a platform knows it.

    Parameters
    ----------
    ident : str
        Stable, and the same in all forms; it says nothing about the answer.
    title : str
        The question's number, as in the answer key; it says nothing about the answer.
    name : str
        The question's own name, which only the list of losses shows.
    shape : str
        ``one`` or ``several`` of the options, a ``number``, or a ``text``.
    prompt : str
        What is asked, in plain words.
    options : tuple of Option
        In the question's order.
    answer, tolerance : Decimal
        For a number: right from ``answer - tolerance`` to ``answer + tolerance``, both included.
    unit : str
        What is counted.
    after : tuple of str
        What is told after every answer.
    tags : tuple of str
        How to find it in a question bank.
    shuffle : bool
        Whether options may change places; the grades of a rating may not.
    lost : tuple of str
        What no platform has a place for.
    """

    ident: str
    title: str
    name: str
    shape: str
    prompt: str
    options: tuple[Option, ...] = ()
    answer: Decimal = Decimal(0)
    tolerance: Decimal = Decimal(0)
    unit: str = ""
    after: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    shuffle: bool = True
    lost: tuple[str, ...] = ()

    @property
    def lowest(self) -> Decimal:
        """Return the least number that is right."""
        return self.answer - self.tolerance

    @property
    def highest(self) -> Decimal:
        """Return the greatest number that is right."""
        return self.answer + self.tolerance

    @property
    def letters(self) -> tuple[str, ...]:
        """Return the options' identifiers: A, B, C and so on."""
        return tuple(chr(ord("A") + place) for place in range(len(self.options)))


def ident(name: str) -> str:
    """Return an identifier that stays when questions move, and does not say what a question's name may give away."""
    return f"q{hashlib.sha256(name.encode()).hexdigest()[:10]}"


def exact(number: float | None) -> Decimal:
    """Return a number of the questions' files as it was written: 6.8 and not its nearest binary fraction."""
    return Decimal(str(number or 0)).normalize() + 0


def _lost(question: Question) -> tuple[str, ...]:
    notes = {
        "asks twice, with talk in between: set it twice, or vote by hand first": question.discuss,
        "asks how sure the reader is (in Moodle, the behaviours with certainty-based marking do)": question.confidence,
        "offers room for a reason": question.reason,
        "is placed as a mark on the axis of its figure: here a number is typed": question.kind == "mark",
        "is drawn item by item on the axis of its figure: here it is described in words": bool(question.items),
        "has a checklist to tick after the answer, which becomes part of the feedback": bool(question.checklist),
        "shows an earlier answer again": bool(question.recalls),
        "is a prediction and opens a picture once it is answered": bool(question.result),
        f"is of the kind {question.kind}, which becomes free text": question.kind not in SHAPES,
    }
    return tuple(note for note, holds in notes.items() if holds)


def _prompt(question: Question) -> str:
    if question.kind == "rating":
        return f"{question.prompt} {question.asks.rstrip('?')}?"
    if question.kind in NUMBERS:
        reach = "" if question.lowest is None else f", from {question.lowest:g} to {question.highest:g}"
        return f"{question.prompt} (A number{reach}. Unit: {question.unit or 'none'}.)"
    if question.items:
        choices = f" Choose among: {'; '.join(question.values)}." if question.values else ""
        return f"{question.prompt}{choices} ({'; '.join(item.text for item in question.items)})"
    if question.kind not in SHAPES and question.options:
        return " ".join([question.prompt, "Choices:", *(f"({text})" for text in sorted(option.text for option in question.options))])
    return question.prompt


def _items(number: str, question: Question, tags: tuple[str, ...]) -> list[Item]:
    shape = SHAPES.get(question.kind, "text")
    points = " ".join(["A good answer holds:", *question.checklist]) if question.checklist else ""
    told = [question.result, question.explanation, points, question.basis]
    if question.kind not in SHAPES:
        told = [*(f"{option.text}: {option.feedback}" for option in question.options), *question.key, *told]
    first = Item(
        ident=ident(question.name),
        title=number,
        name=question.name,
        shape=shape,
        prompt=_prompt(question),
        options=question.options if shape in ("one", "several") else (),
        answer=exact(question.answer),
        tolerance=exact(question.tolerance),
        unit=question.unit,
        after=tuple(text for text in told if text),
        tags=(*tags, question.kind, *(["prediction"] if question.result else [])),
        shuffle=question.kind != "rating",
        lost=_lost(question),
    )
    if not question.wordings:
        return [first]
    wordings = tuple(
        Option(each, RIGHT_WORDING if each == question.wording else OTHER_WORDING, right=each == question.wording)
        for each in question.wordings
    )
    second = replace(
        first, ident=ident(f"{question.name} wording"), title=f"{number} b", prompt=f"{question.prompt} How is it worded?",
        options=wordings, after=tuple(text for text in (question.wording_why, question.basis) if text), lost=(),
    )  # fmt: skip
    return [replace(first, lost=(*first.lost, "judges the wording in the same card: here an item of its own follows")), second]


def numbered(name: str, questions: Iterable[Question]) -> dict[str, str]:
    """Return the number of each question of a notebook, as sheets, keys and platforms show it, such as ``01.03``."""
    return {question.name: f"{name[:2]}.{place:02d}" for place, question in enumerate(questions, start=1)}


def items_of(name: str, questions: Iterable[Question]) -> list[Item]:
    """Return the items of a notebook, in the order of its questions.

    Parameters
    ----------
    name : str
        The notebook's name, such as ``01_mechanism_cascade``; its number begins every title.
    questions : iterable of Question
        All of the notebook.
    """
    asked = list(questions)
    numbers = numbered(name, asked)
    return [item for question in asked for item in _items(numbers[question.name], question, (f"notebook-{name[:2]}",))]
