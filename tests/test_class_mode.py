"""Class mode: a folder of ratings files as tables for people, with nothing unescaped."""

from __future__ import annotations

import csv
import re
import shutil

import pytest
from conftest import ROOT
from test_report import Tags

from ketamine_course import lesson
from ketamine_course.lesson import discernment
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
    before, _, table = text.partition("<summary>Spread per claim, with the key")
    assert table.startswith(" (open this list when everyone has given a last answer)</summary>")
    assert "<th" in before
    assert ">Key<" not in before


def test_no_answer_to_a_claim_stands_open():
    page = class_results(CLASS, "rate-")._repr_mimebundle_()["text/html"]
    opened = re.sub(r"<details>.*?</details>", "", page)
    told = [option.text for option in lesson.question("rate-6").options if f"{option.text} " in opened]
    assert told == []
    assert "<summary>Talk about these two first (open this list when everyone has given a first answer)</summary>" in page


def test_where_nobody_changed_an_answer_no_row_and_no_column_speaks_of_last_answers(tmp_path):
    shutil.copy(next(CLASS.iterdir()), tmp_path / "changed.csv")
    assert "last answers |" in class_results(tmp_path)._repr_mimebundle_()["text/plain"]
    (tmp_path / "changed.csv").unlink()
    assert "answers |" not in class_results(tmp_path)._repr_mimebundle_()["text/plain"].partition("Agreement\n")[2]
    for name in ("one", "two"):
        (tmp_path / f"{name}.csv").write_text("question,answer\nrate-1,Supported\nrate-2,Supported\n", encoding="utf-8")
    text = class_results(tmp_path)._repr_mimebundle_()["text/plain"]
    assert "answers (none was changed) | " in text
    assert "last answers" not in text.lower()


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


FILES = ROOT / "tests" / "class_files"


def shown(folder, **options):
    return class_results(FILES / folder, "rate-", **options)._repr_mimebundle_()["text/plain"]


def test_a_line_says_who_handed_in_twice_and_that_the_latest_answers_count():
    text = shown("resubmitted")
    assert text.startswith("People: 2. Files with usable ratings: 3. Ratings: 6.")
    assert "Handed in more than once: code7 (1).csv, code7.csv: count as one person; the latest answer to each claim counts" in text


def test_answers_to_an_older_wording_do_not_count_for_todays_claim():
    text = shown("old_wording")
    assert text.startswith("People: 0.")
    assert "Answers to an older wording of a claim: 1. They are not counted" in text
    assert "old.csv, row 2: rate-3: answers an older wording of this claim ('A sentence that rate-3 said last term')" in text


def test_problems_name_the_folder_and_names_can_be_hidden(tmp_path):
    shutil.copytree(FILES / "moodle", tmp_path / "in")
    anna = tmp_path / "in" / "Anna_1003_assignsubmission_file_"
    anna.mkdir()
    (anna / "a.csv").write_text("question,answer,first_answer\nrate-1,Supported,Overstated\nrate-2,Hm,\n", encoding="utf-8")
    (tmp_path / "in" / "Ben.pdf").write_bytes(b"x")
    (tmp_path / "in" / "c.csv").write_text("Answers of,Cleo\nx,y\n", encoding="utf-8")
    view = class_results(tmp_path / "in", "rate-")
    assert "- Anna_1003_assignsubmission_file_/a.csv, row 3: rate-2: the answer 'Hm' is unknown" in view._repr_mimebundle_()["text/plain"]
    hidden = class_results(tmp_path / "in", "rate-", hide_names=True)._repr_mimebundle_()
    assert "Person 1, row 3: rate-2" in hidden["text/plain"]
    for name in ("Anna", "Ben", "Cleo", "Participant", "a.csv", "c.csv", ".pdf"):
        assert name not in hidden["text/plain"] + hidden["text/html"]


def test_every_kind_of_problem_is_shown_however_many_there_are_of_another(tmp_path):
    for number in range(300):
        (tmp_path / f"{number:03}.pdf").write_bytes(b"x")
    (tmp_path / "z.csv").write_text("", encoding="utf-8")
    text = class_results(tmp_path, "rate-")._repr_mimebundle_()["text/plain"]
    assert "z.csv: is empty" in text
    assert "... and 280 more of this kind" in text


def test_a_file_that_class_mode_did_not_write_is_never_written_over(tmp_path):
    (tmp_path / "all.csv").write_text("my notes", encoding="utf-8")
    with pytest.raises(FileExistsError, match="Give save_to another name"):
        class_results(CLASS, "rate-", save_to=tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_text(encoding="utf-8") == "my notes"


def test_an_unwritable_place_is_told_before_anything_is_read(tmp_path):
    with pytest.raises(PermissionError, match="Nothing was read or changed"):
        class_results(tmp_path / "missing", "rate-", save_to=tmp_path / "no" / "all.csv")


def test_all_ratings_can_be_saved(tmp_path):
    class_results(CLASS, "rate-", save_to=tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_text(encoding="utf-8-sig").count("\n") == 16 * 12 + 1


def test_a_file_of_the_ten_claims_alone_is_not_called_unread(tmp_path):
    name = next(iter(discernment.items()))
    row = [name, "single", discernment.prompts()[name], discernment.ANSWERS[0], "2026-11-28T10:00:00Z"]
    write(tmp_path / "forms.csv", ["question", "kind", "prompt", "answer", "time"], [row])
    write(tmp_path / "other.csv", ["question", "kind", "prompt", "answer", "time"], [["tea", "single", "Tea?", "Yes", row[-1]]])
    assert [each.file for each in class_results(tmp_path).read.problems] == ["other.csv"]


def test_rows_of_the_ten_claims_are_counted_as_such_and_not_left_aside(tmp_path):
    header, time = ["question", "kind", "prompt", "answer", "time"], "2026-11-28T10:00:00Z"
    prompts = discernment.prompts()
    names = list(discernment.items())[:2]
    rows = [[names[0], "single", prompts[names[0]], discernment.ANSWERS[0], time], [names[1], "single", prompts[names[1]], "Perhaps", time]]
    write(tmp_path / "both.csv", header, [*rows, ["tea", "single", "Tea?", "Yes", time]])
    view = class_results(tmp_path)
    text = view._repr_mimebundle_()["text/plain"]
    assert "The ten claims: people 1, files 1." in text
    assert "Rows about other questions, not counted: 1." in text
    assert any(names[1] in str(each) for each in view.read.problems)  # not dropped silently


def write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
