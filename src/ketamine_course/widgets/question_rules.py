"""What makes the parts of a question unusable, together or by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketamine_course.widgets.question_items import DRAWN, ENDS, PARTS, item_problems

if TYPE_CHECKING:
    from ketamine_course.widgets.question import Question

KINDS = ("single", "several", "number", "mark", "range", "dots", "order", "curve", "cells", "text", "rating")
CHOSEN = ("single", "several", "rating")
"""Kinds that are answered by choosing among options."""
NUMBERS = ("number", "mark")
"""Kinds that are answered by a number."""
ORDERS = ("mixed", "fixed")
"""Whether a page mixes the options for each reader, or keeps the order of the file."""


def problems(question: Question) -> list[tuple[bool, str, str]]:
    """Return the rules in order: whether it is broken, the field, and what to say then."""
    right = sum(option.right for option in question.options)
    return [
        (question.kind not in KINDS, "kind", f"kind {question.kind!r} is not one of {', '.join(KINDS)}"),
        (question.order not in ORDERS, "order", f"order {question.order!r} is not one of {', '.join(ORDERS)}"),
        (not question.prompt.strip(), "prompt", "the prompt is empty"),
        (question.kind in CHOSEN and len(question.options) < 2, "options", "needs at least two options"),
        (question.kind in ("single", "rating") and right != 1, "options", f"needs exactly one right option, has {right}"),
        (question.kind == "several" and right == 0, "options", "needs a right option"),
        (question.kind not in CHOSEN and bool(question.options), "options", f"a question of kind {question.kind!r} has no options"),
        (any(option.right and option.defensible for option in question.options), "options", "an option is the key or defensible, not both"),
        (any(not option.text.strip() for option in question.options), "options", "an option has no text"),
        (any(not option.feedback.strip() for option in question.options), "options", "every option needs feedback"),
        (question.kind in NUMBERS and question.answer is None, "answer", "needs an answer"),
        (question.kind not in NUMBERS and question.answer is not None, "answer", "only a number has an answer"),
        (question.tolerance < 0, "tolerance", "the tolerance is negative"),
        (question.kind in (*NUMBERS, *PARTS, "text", "rating") and not question.explanation.strip(), "explanation", "needs an explanation"),
        (question.kind != "text" and bool(question.checklist), "checklist", "only a text has a checklist"),
        (any(not point.strip() for point in question.checklist), "checklist", "a point has no text"),
        (question.kind != "rating" and bool(question.wordings or question.reason), "reason", "only a rating has a wording and a reason"),
        (question.kind != "rating" and bool(question.about), "about", "only a rating says what its claim is about"),
        (
            bool(question.wording or question.wordings) and question.wording not in question.wordings,
            "wording",
            f"wording {question.wording!r} is not offered",
        ),
        (
            question.kind == "text" and (question.confidence or question.discuss),
            "confidence" if question.confidence else "discuss",
            "a text is not right or wrong: no confidence, no second answer",
        ),
        (question.discuss and bool(question.result), "discuss", "a prediction is answered once: it cannot be discussed first"),
        *_axis_problems(question),
        *item_problems(question),
    ]


def _axis_problems(question: Question) -> list[tuple[bool, str, str]]:
    """Return the rules of the axis on which a guess is drawn."""
    return [
        ((question.lowest is None) != (question.highest is None), "lowest", "needs both lowest and highest, or neither"),
        (
            question.kind in ENDS and question.lowest is None,
            "lowest",
            f"a question of kind {question.kind!r} needs the ends of its axis, lowest and highest",
        ),
        (
            question.kind in DRAWN and not question.result,
            "result",
            f"a question of kind {question.kind!r} is a prediction: it needs a result",
        ),
        (
            question.kind in DRAWN and question.axis[-2:] not in (" x", " y"),
            "axis",
            "needs the label of the axes and x or y, such as 'gap x'",
        ),
        (question.kind not in DRAWN and bool(question.axis), "axis", "only a guess that is drawn has an axis"),
        (question.step <= 0, "step", "the step must be above 0"),
        (question.axis_unit <= 0, "axis_unit", "must be above 0"),
    ]
