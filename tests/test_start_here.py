"""The pictures of notebook 00 and the quiz that comes back at the end of the course."""

from __future__ import annotations

import pytest

from ketamine_course import lesson
from ketamine_course.lesson import HelpLines
from ketamine_course.pictures.claim_quality._common import VERDICTS
from ketamine_course.publish.figures import explorables
from ketamine_course.tables import load

BEFORE = {f"before-{number}": lesson.question(f"before-{number}") for number in range(1, 11)}
CLAIMS = load("claims").set_index("id")


def claim_of(question):
    return question.explanation.removeprefix("Claim ").removesuffix(" of the atlas.")


def five_texts(text):
    return explorables()["start_here-five_texts"].picture(text=text)


def test_all_texts_lack_an_author_and_only_one_has_some_sources():
    lacks = load("sources")["lacks"]
    assert f"author in {sum('author' in each for each in lacks)}" in five_texts("all").description
    assert lacks.map(lambda each: "author" in each).all()
    assert "Some sources, but no list: S3." in five_texts("all").description


def test_one_text_tells_its_publisher_and_what_else_it_lacks():
    assert "Publisher as stated: Psychedelic Medicine Association." in five_texts("S1").description
    assert "Also missing: any dose in numbers." in five_texts("S5").description


@pytest.mark.parametrize("name", BEFORE)
class TestBefore:
    def test_the_right_verdict_is_the_one_of_the_atlas(self, name):
        options = {option.text.lower(): option for option in BEFORE[name].options}
        assert list(options) == [verdict.name for verdict in VERDICTS.values()]
        right = [text for text, option in options.items() if option.right]
        assert right == [VERDICTS[CLAIMS.loc[claim_of(BEFORE[name]), "verdict"]].name]

    def test_it_asks_about_the_claim_in_the_words_of_the_atlas_and_rests_on_what_was_read(self, name):
        claim = CLAIMS.loc[claim_of(BEFORE[name])]
        assert claim["paraphrase"] in BEFORE[name].prompt
        assert claim["key_phrase"] in BEFORE[name].prompt
        assert claim["reason_mark"] == "seen"
        assert BEFORE[name].refs == claim["refs"]


def test_the_ten_claims_come_from_all_texts_and_mix_good_and_bad():
    rows = CLAIMS.loc[[claim_of(question) for question in BEFORE.values()]]
    assert rows["source"].value_counts().to_dict() == dict.fromkeys(("S1", "S2", "S3", "S4", "S5"), 2)
    assert set(rows["verdict"]) == set(VERDICTS)
    assert rows["verdict"].isin(["supported", "supported_but_imprecise"]).sum() == 5
    assert rows.index.is_unique


def test_help_lines_say_how_far_they_were_checked():
    lines = lesson.help_lines()._repr_mimebundle_()["text/plain"].splitlines()
    assert lines[0].startswith("- worldwide: Find a Helpline.")
    assert all("as reported by others" in line for line in lines)


def test_markup_in_a_help_line_of_a_host_is_shown_and_never_runs():
    row = dict.fromkeys(("place", "name", "contact", "for_whom", "address", "checked_on"), "<b>x</b>")
    page = HelpLines([row | {"mark": "seen"}])._repr_mimebundle_()["text/html"]
    assert "<b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
