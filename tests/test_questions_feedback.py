"""What a learner is told about an answer speaks about that answer, not about answers of its kind."""

from __future__ import annotations

from collections import Counter

import pytest

from ketamine_course.models.counts import filled
from ketamine_course.tables import DATA_FOLDER
from ketamine_course.widgets.question_files import load_questions

FILES = sorted((DATA_FOLDER / "lessons" / "questions").glob("*.yaml"))


def asked():
    return [question for path in FILES for question in load_questions(path, fill=filled).values()]


def test_every_verdict_on_every_claim_has_a_reason_of_its_own():
    told = Counter(option.feedback for question in asked() if question.kind == "rating" for option in question.options)
    assert len(told) >= 90
    assert [feedback for feedback, times in told.items() if times > 1] == []
    assert [feedback for feedback in told if len(feedback) < 40] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_two_options_of_a_question_are_told_the_same(path):
    for question in load_questions(path, fill=filled).values():
        told = [option.feedback for option in question.options if option.feedback]
        assert len(set(told)) == len(told), question.name
