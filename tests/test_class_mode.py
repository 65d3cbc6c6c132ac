"""Class mode: a folder of ratings files as tables for people, with nothing unescaped."""

from __future__ import annotations

import pytest
from conftest import ROOT
from test_report import Tags

from ketamine_course.lesson.class_mode import class_results

CLASS = ROOT / "data" / "lessons" / "example_class"
EVIL = "<img src=x onerror=alert(1)>"


def test_the_made_up_class_is_read_whole_and_says_that_it_is_made_up():
    view = class_results(CLASS, note="Made-up example.")
    text = view._repr_mimebundle_()["text/plain"]
    assert view.read.problems == ()
    assert len(view.read.ratings) == 16 * 12
    assert text.startswith("Made-up example.")
    assert all(path.name.startswith("made_up_") for path in CLASS.iterdir())


def test_the_made_up_class_is_found_from_any_folder_and_a_folder_of_that_name_comes_first(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert len(class_results("example_class").read.ratings) == 16 * 12
    (tmp_path / "example_class").mkdir()
    assert class_results("example_class").read.ratings == ()


def test_two_disagreements_agreement_and_changed_minds_are_shown():
    text = class_results(CLASS, "rate-")._repr_mimebundle_()["text/html"]
    for words in ("Talk about these two first", "Alpha between classmates (95% interval)", "Spread per claim", "Changed minds"):
        assert words in text


def test_markup_in_names_and_cells_is_escaped(tmp_path):
    (tmp_path / f"{EVIL}.csv").write_text(f"question,answer\nrate-1,Supported\nrate-2,{EVIL}\n", encoding="utf-8")
    page = Tags(class_results(tmp_path, "rate-", note=EVIL)._repr_mimebundle_()["text/html"])
    assert "img" not in {tag for tag, _ in page.found}
    assert f"{EVIL}.csv, row 3: rate-2: the answer" in page.text


def test_an_empty_folder_and_many_problems_are_told_calmly(tmp_path):
    assert "Files with usable ratings: 0." in class_results(tmp_path, "rate-")._repr_mimebundle_()["text/plain"]
    for number in range(60):
        (tmp_path / f"{number:02}.csv").write_text("", encoding="utf-8")
    view = class_results(tmp_path, "rate-")
    assert "... and " in view._repr_mimebundle_()["text/plain"]
    assert len(view.read.problems) >= 60


def test_an_unwritable_place_is_told_before_anything_is_read(tmp_path):
    with pytest.raises(PermissionError, match="Nothing was read or changed"):
        class_results(tmp_path / "missing", "rate-", save_to=tmp_path / "no" / "all.csv")


def test_all_ratings_can_be_saved(tmp_path):
    class_results(CLASS, "rate-", save_to=tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_text(encoding="utf-8-sig").count("\n") == 16 * 12 + 1
