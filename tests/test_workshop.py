"""The workshop cells of a notebook: a class's files and the sheet for one's own text, with nothing unescaped."""

from __future__ import annotations

import pytest
from conftest import ROOT
from test_sheet import Tags

from ketamine_course import lesson
from ketamine_course.lesson import workshop

CLASS = ROOT / "data" / "lessons" / "example_class"
EVIL = "<img src=x onerror=alert(1)>"


def test_the_made_up_class_is_read_whole_and_says_that_it_is_made_up():
    view = workshop.class_results(CLASS, note="Made-up example.")
    text = view._repr_mimebundle_()["text/plain"]
    assert view.read.problems == ()
    assert len(view.read.ratings) == 16 * 12
    assert text.startswith("Made-up example.")
    assert all(path.name.startswith("made_up_") for path in CLASS.iterdir())


def test_two_disagreements_agreement_and_changed_minds_are_shown():
    text = workshop.class_results(CLASS, "rate-")._repr_mimebundle_()["text/html"]
    for words in ("Talk about these two first", "Alpha between classmates (95% interval)", "Spread per claim", "Changed minds"):
        assert words in text


def test_markup_in_names_and_cells_is_escaped(tmp_path):
    (tmp_path / f"{EVIL}.csv").write_text(f"question,answer\nrate-1,Supported\nrate-2,{EVIL}\n", encoding="utf-8")
    page = Tags(workshop.class_results(tmp_path, "rate-", note=EVIL)._repr_mimebundle_()["text/html"])
    assert "img" not in {tag for tag, _ in page.found}
    assert f"{EVIL}.csv, row 3: rate-2: the answer" in page.text


def test_an_empty_folder_and_many_problems_are_told_calmly(tmp_path):
    assert "Files with usable ratings: 0." in workshop.class_results(tmp_path, "rate-")._repr_mimebundle_()["text/plain"]
    for number in range(60):
        (tmp_path / f"{number:02}.csv").write_text("", encoding="utf-8")
    view = workshop.class_results(tmp_path, "rate-")
    assert "... and " in view._repr_mimebundle_()["text/plain"]
    assert len(view.read.problems) >= 60


def test_an_unwritable_place_is_told_before_anything_is_read(tmp_path):
    with pytest.raises(PermissionError, match="Nothing was read or changed"):
        workshop.class_results(tmp_path / "missing", "rate-", save_to=tmp_path / "no" / "all.csv")


def test_all_ratings_can_be_saved(tmp_path):
    workshop.class_results(CLASS, "rate-", save_to=tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_text(encoding="utf-8-sig").count("\n") == 16 * 12 + 1


def test_the_sheet_takes_columns_from_the_atlas_and_questions_from_discern():
    sheet = workshop.own_text().sheet
    assert [each.name for each in sheet.columns] == list(workshop.CLAIM_COLUMNS)
    assert len(sheet.items) == 16
    assert ("not_checkable", "not checkable") in next(each for each in sheet.columns if each.name == "verdict").options
    assert "62% of marked claims were coded otherwise" in sheet.notes[0]


def test_questions_of_the_notebook_say_what_the_atlas_says():
    claims = lesson.load("claims")
    for name, each in lesson.questions().items():
        if not name.startswith(("rate-", "after-new-")):
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


def test_the_quiz_at_the_end_repeats_the_first_one_with_confidence():
    question = lesson.again("before-1", "06_appraise_a_source")
    assert (question.name, question.repeats, question.confidence, question.page) == (
        "again-before-1",
        "before-1",
        True,
        "06_appraise_a_source",
    )
    assert question.prompt == lesson.question("before-1").prompt
