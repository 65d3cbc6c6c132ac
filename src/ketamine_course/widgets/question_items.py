"""Questions that are answered item by item, and drawn on the axis of the figure that they open: their items and rules."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ketamine_course.texts import true_minus

if TYPE_CHECKING:
    from ketamine_course.widgets.question import Question

PARTS = ("range", "dots", "order", "curve", "cells")
"""Kinds that are answered item by item."""
DRAWN = ("mark", *PARTS)
"""Kinds whose answer is drawn on the axis of a figure."""
ENDS = ("mark", "range", "dots", "curve")
"""Kinds that are placed on a slider with the ends of that axis."""
PLAIN_WIDTH = 84
"""Characters in a line of a question's plain text."""
CHOICES = ("dots", "cells")
"""Kinds of which each item gets one of a few values."""


@dataclass(frozen=True)
class Item:
    """One part of an answer: an end, a dot, a step, a point or a cell.

    Parameters
    ----------
    text : str
        What it is, such as ``50 mg/kg``.
    answer : float
        The right value on the axis; of a step its place in the right order, from 1; of a cell the number of its value, from 0.
    at : float, optional
        Where it lies on the figure: on the other axis, and for steps and cells on the axis that is named. Not for a range.
    feedback : str
        Why, shown with the answer.
    row : str
        Of a step: the row of the figure that shows it (`scales.name_row`), where there are rows.
    """

    text: str
    answer: float
    at: float | None = None
    feedback: str = ""
    row: str = ""

    def definition(self) -> dict[str, Any]:
        """Return what the page must know."""
        return {name: value for name, value in vars(self).items() if name != "row" or value}


def word_of(question: Question, value: float) -> str:
    """Return in words what an item was given."""
    if question.values:
        return question.values[round((value - (question.lowest or 0)) / question.step)]
    number = true_minus(f"{value:g}")
    return number if question.kind == "order" else f"{number}{'' if question.unit == '%' else ' '}{question.unit}".strip()


def key_of(question: Question) -> list[str]:
    """Return the right answer item by item, for print and for pages without a script: steps in their order."""
    if question.kind == "order":
        return [f"{place}. {item.text}" for place, item in enumerate(sorted(question.items, key=lambda item: item.answer), start=1)]
    return [f"{item.text}: {word_of(question, item.answer)}" for item in question.items]


def item_problems(question: Question) -> list[tuple[bool, str, str]]:
    """Return the rules for items in order: whether it is broken, the field, and what to say then."""
    kind, items = question.kind, question.items
    texts, needed = [item.text.strip() for item in items], 3 if kind in ("order", "curve") else 2
    answers = [item.answer for item in items]
    return [
        (kind not in PARTS and bool(items), "items", f"a question of kind {kind!r} has no items"),
        (kind in PARTS and len(items) < needed, "items", f"a question of kind {kind!r} needs {needed} items or more"),
        (kind == "range" and len(items) > 2, "items", "a range has two items, its ends"),
        (not all(texts), "items", "an item has no text"),
        (len(set(texts)) < len(texts), "items", "two items have the same text"),
        (
            any((item.at is None) != (kind == "range") for item in items),
            "items",
            "the ends of a range have no place of their own" if kind == "range" else "an item needs 'at', its place on the figure",
        ),
        (kind != "order" and any(item.row for item in items), "items", "only steps of an order have a row"),
        ((kind in CHOICES) != (len(question.values) > 1), "values", "dots and cells need two values or more, and nothing else has values"),
        (kind == "dots" and not _fit(question), "values", "dots need one value for each step from lowest to highest"),
        (any(not _possible(question, item.answer) for item in items), "items", "an answer cannot be given"),
        (
            kind == "order" and sorted(item.answer for item in items) != list(range(1, len(items) + 1)),
            "items",
            "an order has places from 1",
        ),
        (
            kind == "order" and answers == sorted(answers),
            "items",
            "the file must not list steps in the right order: print keeps it",
        ),
    ]


def _fit(question: Question) -> bool:
    return round(((question.highest or 0) - (question.lowest or 0)) / question.step) + 1 == len(question.values)


def _possible(question: Question, answer: float) -> bool:
    if question.kind == "cells":
        return answer in range(len(question.values))
    return question.lowest is None or question.highest is None or question.lowest <= answer <= question.highest


def in_lines(parts: Iterable[str]) -> str:
    """Return texts one below the other, in lines so short that a code host breaks none of them within a word."""
    lines = textwrap.TextWrapper(PLAIN_WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return "\n".join(map(lines.fill, parts))
