"""What notebooks call: questions by name, and the works a notebook rests on."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ketamine_course import lesson
from ketamine_course.models import cascade
from ketamine_course.models.counts import in_words
from ketamine_course.references import MARKS, work
from ketamine_course.tables import load

MAY_MARK_RIGHT = {"seen", "derived"}


def test_an_unknown_question_is_told_with_the_nearest():
    with pytest.raises(KeyError, match="nearest: 'predict-sign'"):
        lesson.ask("predict-sing")


def test_every_question_with_a_right_answer_rests_on_checked_facts():
    for question in lesson.questions().values():
        if question.mark:
            assert question.mark in MAY_MARK_RIGHT, question.name
        for key in question.refs:
            assert work(key).sighting == "own_text", (question.name, key)


def test_the_basis_is_said_in_words():
    assert lesson.basis(("li2010",), "seen") == f"Basis: Li et al. 2010 ({MARKS['seen']})."
    assert lesson.basis((), "derived") == "Basis: our calculation, from the tables that come with this course."
    assert lesson.basis((), "") == ""
    unsigned = lesson.basis(("intranasalpk2022", "li2010"), "seen")
    assert unsigned == f"Basis: Pharmacotherapy 2022b, authors not known to us; Li et al. 2010 ({MARKS['seen']})."


def test_the_reference_list_holds_the_works_of_pictures_and_questions():
    listed = {each.key for each in lesson.reference_list("01_mechanism_cascade").works}
    assert {"moghaddam1997", "modasava2019", "cichon2023"} <= listed


class TestNumbersInQuestions:
    """A number typed into a question must be the one that the tables give."""

    def test_arrows_looked_at_in_people(self):
        question = lesson.question("predict-arrows")
        looked = cascade.looked_at_in_people(cascade.path("disinhibition"))
        assert question.answer == sum(looked)
        assert f"has {len(looked)} arrows" in question.prompt
        assert question.result.startswith(f"{sum(looked)} of {len(looked)} arrows")

    def test_studies_in_people_whose_results_were_not_read(self):
        evidence = load("edge_evidence")
        arrows = [f"{source}__{target}" for source, target in pairwise(cascade.path("disinhibition"))]
        people = evidence[evidence["edge"].isin(arrows) & evidence["system"].map(lambda each: "people" in each)]
        unread = set(people[people["mark"].isin(["recalled", "record_only"])]["ref"])
        assert f"{in_words(len(unread))} whose results we have not read" in lesson.question("predict-arrows").explanation

    def test_steps_that_no_text_names(self):
        path = cascade.path("disinhibition")
        named = set(load("node_mentions")["node"])
        unnamed = sum(node not in named for node in path)
        words = ["None", "One", "Two", "Three", "Four", "Five", "Six"]
        assert f"{words[unnamed]} of the {len(path)} steps" in lesson.question("predict-who-names").result
        assert not {"gaba_interneuron", "nmdar_interneuron"} & named

    def test_texts_that_name_the_receptor(self):
        mentions = load("node_mentions")
        number = (mentions["node"] == "nmdar").sum()
        told = [option.feedback for option in lesson.question("predict-who-names").options]
        assert any(f"{in_words(number).capitalize()} texts name the NMDA receptor," in words for words in told)

    def test_directions_by_dose(self):
        doses = load("glutamate_doses")
        assert list(doses[doses["change"] == "rises"]["dose_mg_per_kg"]) == [10, 20, 30]
        assert list(doses[doses["change"] == "no change"]["dose_mg_per_kg"]) == [50]
        assert list(doses[doses["change"] == "falls"]["dose_mg_per_kg"]) == [200]
        assert lesson.question("predict-doses").result == "Up at 10, 20 and 30 mg/kg, level at 50, down at 200."


def test_questions_of_the_notebook_say_what_the_atlas_says():
    claims = load("claims")
    for name, each in lesson.questions().items():
        if not name.startswith("rate-"):
            continue
        place, paraphrase = each.prompt.split(": ", 1)
        row = claims[(claims["source"] == place[:2]) & (claims["paraphrase"] == paraphrase)].iloc[0]
        right = next(option.text for option in each.options if option.right)
        assert place == f"{row['source']}, {row['locator']}"
        assert right.lower().replace(" ", "_") == row["verdict"]
        assert (each.explanation, each.refs, each.mark) == (row["reason"], row["refs"], row["reason_mark"])
        assert each.wording in ("", row["wording"])
        defensible = {option.text.lower().replace(" ", "_") for option in each.options if option.feedback.startswith("Defensible")}
        assert defensible == set(row["defensible_verdicts"])
        assert each.mark == "seen"
