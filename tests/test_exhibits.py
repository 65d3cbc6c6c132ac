"""The text that was made for the course: it stands whole, says how it was made, and what tables quote from it stands in it."""

from __future__ import annotations

import csv
import io

import pytest

from checks import data as check_data
from checks import quotations
from ketamine_course.exhibits import ExhibitError, exhibit, ours
from ketamine_course.publish import dictionary
from ketamine_course.tables import load

NAMED = load("named_works")


def test_it_shows_the_text_with_its_prompt_and_how_it_was_made():
    shown = exhibit("S6")._repr_mimebundle_()
    for form in ("text/plain", "text/html"):
        assert all(
            words in shown[form] for words in ("can lift depression within hours", "is microdosing it a good idea?", "28 November 2026")
        )
    assert "<script" not in shown["text/html"]


def test_locators_name_paragraphs_of_the_text():
    claims = load("claims").query("source == 'S6'")
    paragraphs = exhibit("S6").paragraphs()
    for locator, phrase in zip(claims["locator"], claims["key_phrase"], strict=True):
        assert phrase in paragraphs[int(locator.split(",")[0].removeprefix("para ")) - 1]


def test_a_text_that_is_not_there_is_told():
    with pytest.raises(ExhibitError, match=r"exhibits/S1\.md: cannot be read"):
        exhibit("S1")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("within hours", "in hours", "'can lift depression within hours' does not stand in exhibits/S6.md"),
        ("seek urgent help.", "seek help.", "325 for a text of 324 words"),
        ("neurons", "Neurons", "sha256: is not that of exhibits/S6.md, whose text has changed"),
        ("prompt: |", "asked: |", "exhibits/S6.md, line 5, field asked: 'asked' is unknown"),
    ],
)
def test_a_text_that_was_changed_is_told(data_copy, old, new, fault):
    path = data_copy / "exhibits" / "S6.md"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert any(fault in each for each in check_data.all_faults(data_copy))


def test_a_text_of_the_course_without_a_file_is_told(data_copy):
    path = data_copy / "claims" / "sources.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("S2,Overview report page,web", "S2,Overview report page,course"), encoding="utf-8"
    )
    dictionary.write(data_copy)
    assert any("exhibits/S2.md: cannot be read" in each for each in check_data.all_faults(data_copy))


def test_only_phrases_of_other_peoples_texts_are_handed_out_for_comparison(capsys):
    quotations.main()
    sources = {row["source"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert sources == set(load("sources")["source"]) - set(ours())


def test_each_reference_is_printed_in_the_text_and_stands_beside_claims_that_name_a_source():
    claims = load("claims").set_index("id")
    text = " ".join(exhibit("S6").text.split())
    for row in NAMED.to_dict("records"):
        assert row["key_phrase"] in text
        assert bool(row["ref"]) == (row["exists"] != "not found")
        assert all(claims.loc[name, "support_given"] == "named_source" for name in row["claims"])
    named = claims.query("source == 'S6' and support_given == 'named_source'").index
    assert {name for names in NAMED["claims"] for name in names} == set(named)
