"""What a learner is told about an answer speaks about that answer, not about answers of its kind."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from ketamine_course.models.counts import filled
from ketamine_course.tables import DATA_FOLDER
from ketamine_course.widgets.question_files import load_questions

FILES = sorted((DATA_FOLDER / "lessons" / "questions").glob("*.yaml"))

EMPTY = {"that", "this", "with", "from", "have", "says", "said", "what", "only", "does", "than", "words", "their", "which", "there"}
"""Stems that any sentence may share with any other."""


def asked():
    return [question for path in FILES for question in load_questions(path, fill=filled).values()]


def claims_judged():
    """The questions that ask for one of the six verdicts on a claim of the atlas."""
    return [question for question in asked() if question.kind == "rating"]


def stems(text: str) -> set[str]:
    """First five letters of the words that carry meaning, so that *blocks* and *blocking* count as one."""
    return {word[:5].casefold() for word in re.findall(r"[^\W\d_]{4,}|[A-Z]{3,}", text)} - EMPTY


def test_every_verdict_on_every_claim_has_a_reason_of_its_own():
    told = Counter(option.feedback for question in claims_judged() for option in question.options)
    assert len(told) >= 70
    assert [feedback for feedback, times in told.items() if times > 1] == []
    assert [feedback for feedback in told if len(feedback) < 40] == []


def test_every_reason_in_the_rating_exercise_takes_up_something_of_its_claim():
    strangers = [
        (question.name, option.text, option.feedback)
        for question in claims_judged()
        for option in question.options
        if not stems(option.feedback) & stems(f"{question.prompt} {question.explanation}")
    ]
    assert strangers == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_two_options_of_a_question_are_told_the_same(path):
    for question in load_questions(path, fill=filled).values():
        told = [option.feedback for option in question.options if option.feedback]
        assert len(set(told)) == len(told), question.name
