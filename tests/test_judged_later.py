"""Whoever reads notebooks in order meets no key of a question before the question: not in the atlas, not in another question."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from ketamine_course import lesson
from ketamine_course.judged_later import FORM_PAGES, judged_later
from ketamine_course.lesson.discernment import ROUNDS, forms
from ketamine_course.pictures.claim_quality import claim_catalogue
from ketamine_course.publish.site import facts
from ketamine_course.tables import load
from ketamine_course.widgets.catalogue import SEALED

PARAPHRASES = dict(zip(load("claims")["id"], load("claims")["paraphrase"], strict=True))


def ratings():
    return [each for each in lesson.questions().values() if each.kind == "rating"]


class TestWhichClaims:
    def test_each_rated_claim_and_each_of_the_forms_is_judged_later_and_no_other(self):
        asked = {each.prompt.split(": ", 1)[1] for each in ratings()} | {claim.text for claim in chain(*forms().values())}
        assert {PARAPHRASES[claim] for claim in judged_later()} == asked
        assert len(judged_later()) == len(ratings()) + len(load("discernment_forms"))

    def test_they_say_in_which_notebook(self):
        assert {each.page for each in ROUNDS} == set(FORM_PAGES)
        assert judged_later()["S4-012"] == "You judge this claim in notebook 06"
        assert judged_later()["S4-019"] == "You judge this claim in notebook 00 or 06"

    def test_the_atlas_closes_just_these_and_what_would_give_them_away(self):
        listed = claim_catalogue()
        assert {entry.name: entry.later for entry in listed.entries if entry.later} == judged_later()
        assert listed.seal is not None
        told = {term for entry in listed.entries for term, _ in entry.parts} - set(listed.seal.terms)
        assert told == {"Its words", "Place"}
        assert (
            [name for name, facet in listed.facets.items() if SEALED in facet.options] == list(listed.seal.facets) == ["wording", "verdict"]
        )

    def test_readers_answer_a_rating_as_often_as_the_atlas_waits_for(self):
        verdicts = claim_catalogue().verdicts
        assert verdicts is not None
        assert {each.discuss for each in ratings()} == {True}
        assert verdicts.rounds == 2

    def test_the_site_closes_the_same(self):
        rows = facts.claims()
        assert {row["id"]: row["later"] for row in rows if row["later"]} == judged_later()
        assert {row["id"] for row in rows if row["waits"]} == set(lesson.after_telling("claims"))
        filters = facts.claim_filters(rows)
        assert [column for column, values in filters.items() if SEALED in values] == ["verdict", "wording"]


def said(question):
    """All that a reader may see of a question, before and after it is answered."""
    options = (text for option in question.options for text in (option.text, option.feedback))
    items = (text for item in question.items for text in (item.text, item.feedback))
    return " ".join([question.prompt, question.explanation, question.result, *question.checklist, *options, *items])


def test_no_other_question_asks_about_a_claim_that_is_judged_later():
    for claim in judged_later():
        words = PARAPHRASES[claim].rstrip(".").casefold()
        asked = [name for name, each in lesson.questions().items() if each.kind != "rating" and words in said(each).casefold()]
        assert not asked, f"{claim}, {words}: {asked}"


NUMBER = re.compile(r"\d+\.\d+|\d{2,}")


@pytest.mark.parametrize("notebook", sorted({each.page for each in lesson.questions().values()}))
def test_no_prompt_prints_the_number_that_another_question_of_the_notebook_asks_for(notebook):
    asked = [each for each in lesson.questions().values() if each.page == notebook and each.kind in ("single", "number")]
    for each in asked:
        right = " ".join(option.text for option in each.options if option.right) if each.kind == "single" else f"{each.answer:g}"
        keys = set(NUMBER.findall(right)) - set(NUMBER.findall(each.prompt))
        told = [other.name for other in asked if other is not each and keys & set(NUMBER.findall(other.prompt))]
        assert not told, f"{each.name} asks for {keys}, which stands in the prompt of {told}"
