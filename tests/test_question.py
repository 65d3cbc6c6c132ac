"""Questions: bad data is told at once, every option explains itself, nothing is given away too early."""

from __future__ import annotations

import pytest
import yaml

from ketamine_course import _embed
from ketamine_course.question import Option, Question, QuestionError, load_questions

GOOD = {
    "name": "sign",
    "kind": "single",
    "prompt": "Plus or minus?",
    "options": [{"text": "Plus", "feedback": "No."}, {"text": "Minus", "feedback": "Yes.", "right": True}],
}


def written(tmp_path, *records):
    path = tmp_path / "quiz.yaml"
    path.write_text(yaml.safe_dump(list(records)), encoding="utf-8")
    return path


def told(tmp_path, **changes):
    with pytest.raises(QuestionError) as caught:
        load_questions(written(tmp_path, GOOD | changes))
    return str(caught.value)


def test_a_question_is_read_with_its_options(tmp_path):
    question = load_questions(written(tmp_path, GOOD))["sign"]
    assert question.options[1] == Option("Minus", "Yes.", right=True)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"kind": "guess"}, "kind 'guess' is not one of single, several, number, text"),
        ({"prompt": ""}, "the prompt is empty"),
        ({"options": []}, "needs at least two options"),
        ({"options": [{"text": "a", "feedback": "f"}, {"text": "b", "feedback": "f"}]}, "exactly one right option, has 0"),
        ({"options": [{"text": "a", "feedback": ""}, {"text": "b", "feedback": "f", "right": True}]}, "every option needs feedback"),
        ({"options": [{"txt": "a"}]}, "unexpected keyword argument 'txt'"),
        ({"kind": "number", "options": [], "explanation": "Because."}, "needs an answer"),
        ({"kind": "number", "options": [], "answer": 3, "tolerance": -1, "explanation": "Because."}, "the tolerance is negative"),
        ({"kind": "text", "options": []}, "needs an explanation"),
        ({"promt": "typo"}, "unexpected keyword argument 'promt'"),
    ],
)
def test_bad_data_is_told_with_file_and_question(tmp_path, changes, problem):
    message = told(tmp_path, **changes)
    assert problem in message
    assert "quiz.yaml, question 1" in message
    assert "sign" in message


def test_a_name_that_is_taken_is_told(tmp_path):
    with pytest.raises(QuestionError, match="question 2: the name 'sign' is taken"):
        load_questions(written(tmp_path, GOOD, GOOD))


@pytest.mark.parametrize("text", ["- [", "just text", "a: 1"])
def test_a_file_that_is_no_list_of_questions_is_told(tmp_path, text):
    path = tmp_path / "quiz.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionError, match=r"quiz\.yaml"):
        load_questions(path)


def test_the_basis_is_made_from_references_and_mark(tmp_path):
    path = written(tmp_path, GOOD | {"refs": ["li2010"], "mark": "seen"})
    question = load_questions(path, lambda refs, mark: f"{refs[0]} ({mark})")["sign"]
    assert question.basis == "li2010 (seen)"
    assert question.refs == ("li2010",)


def test_the_live_question_starts_without_an_answer_and_gives_none_away():
    question = Question("sign", "single", "Plus?", (Option("Yes", "Because.", right=True), Option("No", "Wrong.")))
    view = question()
    assert view.answer is None
    assert view._repr_mimebundle_()["text/plain"] == "Question: Plus?\n- Yes\n- No"


def test_the_page_question_shows_and_folds_its_answer_without_javascript(monkeypatch):
    monkeypatch.setenv(_embed.EXPORT_VARIABLE, "1")
    question = Question("sign", "single", "Plus & more?", (Option("<Yes>", "Because.", right=True), Option("No", "Wrong.")))
    page = question()._repr_mimebundle_()["text/html"]
    fallback = page[: page.index("<script")]
    assert "Plus &amp; more?" in fallback
    assert "&lt;Yes&gt;" in fallback
    assert fallback.index("<details>") < fallback.index("Because.")
