"""A text of one's own: sentences with their places, words worth a look, and how often such markers err."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_course.codes import SUPPORT
from ketamine_course.lesson.own_text import CLAIM_COLUMNS, own_text
from ketamine_course.models.appraisal import KINDS, markers, measure, measured, sentences
from ketamine_course.models.appraisal.own_text import MAX_LETTERS
from ketamine_course.pictures.claim_quality import claim_catalogue
from ketamine_course.tables import DATA_FOLDER, load
from ketamine_course.widgets.catalogue import SEALED


def marked(sentence):
    return [(sentence[marker.start : marker.end], marker.kind) for marker in markers(sentence)]


def test_sentences_keep_short_forms_whole_and_say_where_they_stand():
    text = "Tea and sleep\n\nDr. Lee et al. gave 0.5 mg/kg i.v. to 18 people. It may help, e.g. at night!\r\n"
    assert [(each.locator, each.text) for each in sentences(text)] == [
        ("para 1", "Tea and sleep"),
        ("para 2, sentence 1", "Dr. Lee et al. gave 0.5 mg/kg i.v. to 18 people."),
        ("para 2, sentence 2", "It may help, e.g. at night!"),
    ]


def test_hedges_boosters_and_vague_authorities_are_marked_where_they_stand():
    found = marked("Scientists say tea MAY be a breakthrough; studies\n have shown that it appears to help.")
    assert found == [
        ("Scientists", "vague_authority"),
        ("MAY", "hedge"),
        ("breakthrough", "booster"),
        ("studies\n have shown", "vague_authority"),
        ("appears to", "hedge"),
    ]


@pytest.mark.parametrize("sentence", ["Mayor of Dismay", "willing", "a key-ring", "some-one", "Monkey business"])
def test_parts_of_words_are_not_marked(sentence):
    assert marked(sentence) == []


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060", "\u200f", "\ufeff"])
def test_letters_that_nobody_sees_hide_no_mark(unseen):
    sentence = f"It {unseen}m{unseen}ay be a break{unseen}through."
    assert [(text.replace(unseen, ""), kind) for text, kind in marked(sentence)] == [("may", "hedge"), ("breakthrough", "booster")]
    assert marked(f"dis{unseen}may") == []


def test_the_sheet_says_for_which_language_the_marks_are():
    assert own_text().sheet.notes[0].startswith("Only English words")


def test_a_text_that_is_too_long_is_told():
    with pytest.raises(ValueError, match="at most 200,000"):
        sentences("a" * (MAX_LETTERS + 1))


@given(st.text(max_size=300))
def test_no_letter_of_a_text_is_lost_but_white_space(text):
    kept = "".join("".join(each.text.split()) for each in sentences(text))
    assert kept == "".join(text.split())


@given(st.lists(st.sampled_from(["may", "only", "studies show", "tea", "in some studies", ".", ","]), max_size=15).map(" ".join))
def test_markers_come_in_order_and_never_overlap(sentence):
    found = markers(sentence)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(marker.kind in KINDS for marker in found)


def test_the_measured_errors_cover_every_claim_of_every_text():
    for kind in KINDS:
        rate = measured(kind)
        assert rate.hits + rate.misses + rate.false_alarms + rate.rest == len(load("claims"))
    claims = load("claims")
    assert measured("hedge").hits + measured("hedge").misses == (claims["wording"] == "hedged").sum()
    assert measured("booster").hits + measured("booster").misses == (claims["wording"] == "boosted").sum()
    assert measured("vague_authority").hits + measured("vague_authority").misses == (claims["support_given"] == "vague_authority").sum()


def test_measuring_counts_all_four_cells():
    rate = measure("hedge", [True, True, False, False, False], ["It may.", "It does.", "It might.", "Tea.", "Tea."])
    assert rate == ("hedge", 1, 1, 1, 2)
    assert (rate.missed, rate.mistaken) == (0.5, 0.5)


def test_the_sheet_takes_columns_from_the_atlas_and_questions_from_discern():
    sheet = own_text().sheet
    assert [each.name for each in sheet.columns] == list(CLAIM_COLUMNS)
    assert len(sheet.items) == 16
    atlas = claim_catalogue().facets
    of_atlas = {"type": "type", "wording": "wording", "support_given": "support", "verdict": "verdict"}
    for column in sheet.columns:
        if column.name in of_atlas:
            facet = atlas[of_atlas[column.name]]
            assert dict(column.options) == {code: words for code, words in facet.options.items() if code != SEALED}
            assert column.label == facet.label.removeprefix("Our ").capitalize()
    codebook = (DATA_FOLDER / "codebook.md").read_text(encoding="utf-8")
    assert all(f"{words} (`{code}`)" in codebook for code, words in SUPPORT.items())
    assert "from 1 (no) to 5 (yes)" in sheet.scored_with
    assert ("not_checkable", "not checkable") in next(each for each in sheet.columns if each.name == "verdict").options
    assert f"{measured('booster').mistaken:.0%} and {measured('booster').missed:.0%}" in sheet.notes[1]
