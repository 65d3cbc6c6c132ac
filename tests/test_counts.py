"""Numbers that prose gives of the tables: counted in questions, plans and pages; held against the tables in notebooks and README."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import additions
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from checks import counts as check_counts
from ketamine_course.models import counts as counts_of_tables
from ketamine_course.models.appraisal import published
from ketamine_course.models.counts import CountError, count, counts, filled, in_words
from ketamine_course.publish import shipped
from ketamine_course.publish.counted_prose import counted_again, plain, wrong_numbers
from ketamine_course.publish.written_prose import written
from ketamine_course.tables import Fault, TableError, load, rows_of
from ketamine_course.widgets.question import QuestionError
from ketamine_course.widgets.question_files import load_questions


class TestWords:
    @pytest.mark.parametrize(
        ("number", "words"), [(0, "zero"), (8, "eight"), (13, "thirteen"), (40, "forty"), (41, "forty-one"), (220, "220")]
    )  # fmt: skip
    def test_a_number_below_a_hundred_is_spelled(self, number, words):
        assert in_words(number) == words

    @given(st.integers(0, 99), st.integers(0, 99))
    def test_no_two_numbers_share_their_words(self, one, other):
        assert (in_words(one) == in_words(other)) == (one == other)


class TestFilled:
    def test_a_number_has_the_form_that_is_asked_for(self):
        texts = len(load("sources"))
        asked = "{Texts} of {texts:d}, {claims_hedged_backed/claims_hedged:%}"
        share = 100 * count("claims_hedged_backed") / count("claims_hedged")
        assert filled(asked) == f"{in_words(texts).capitalize()} of {texts}, {share:.0f}%"

    def test_texts_anywhere_in_a_record_are_filled(self):
        claims = len(load("claims"))
        record = {"answer": "{claims:d}", "options": [{"text": "All {claims:d}"}], "tolerance": 8}
        assert filled(record) == {"answer": claims, "options": [{"text": f"All {claims}"}], "tolerance": 8}

    def test_an_unknown_number_is_told_with_the_nearest(self):
        with pytest.raises(CountError, match="number 'txts' is unknown; nearest: 'texts'"):
            filled("{txts} texts")

    def test_a_question_says_where_it_asks_for_one(self, tmp_path):
        path = tmp_path / "some.yaml"
        path.write_text("- {name: one, kind: text, prompt: 'How many of {txts}?', explanation: x}\n", encoding="utf-8")
        with pytest.raises(
            QuestionError, match=r"some.yaml, line 1, question 1 \(one\), field prompt: number 'txts' is unknown; nearest: 'texts'"
        ):
            load_questions(path, fill=filled)

    def test_every_name_is_one_that_prose_can_use(self):
        for name, number in counts().items():
            assert filled(f"{{{name}:d}}") == number


class TestProse:
    def test_the_numbers_in_the_prose_of_the_collection_are_what_the_tables_give(self, capsys):
        assert check_counts.main([]) == 0, capsys.readouterr().out

    def test_a_page_shows_the_number_alone(self):
        assert plain("## Five<!--texts--> texts, 220<!--claims--> claims") == "## Five texts, 220 claims"

    def test_a_number_is_counted_again_in_the_form_that_it_has(self):
        texts = count("texts")
        words = in_words(texts)
        assert counted_again("Three<!--texts--> texts, two<!--texts-->, 9<!--texts-->") == (
            f"{words.capitalize()}<!--texts--> texts, {words}<!--texts-->, {texts}<!--texts-->"
        )

    def test_a_wrong_number_is_told_with_the_right_one(self):
        (fault,) = wrong_numbers("Three<!--texts--> texts")
        assert fault == f"says 'Three' for 'texts'; the tables give '{in_words(count('texts')).capitalize()}'"

    def test_a_number_counted_by_hand_is_told(self):
        (fault,) = wrong_numbers(f"All {in_words(count('accounts'))} rival accounts")
        assert fault.endswith(f"write {in_words(count('accounts'))}<!--accounts-->")
        assert list(wrong_numbers("two texts and three accounts")) == []


class TestWrittenParts:
    def test_a_part_is_written_as_a_whole_and_told_while_it_is_old(self):
        old = (
            "They gave <!--agreement_in_words-->1%<!--/agreement_in_words-->, and\n<!--agreement_by_day-->\nold\n<!--/agreement_by_day-->\n"
        )
        assert [fault for fault in wrong_numbers(old) if "agreement" in fault] == [
            f"the part '{name}' is not what the tables give" for name in ("agreement_in_words", "agreement_by_day")
        ]
        new = counted_again(old)
        assert list(wrong_numbers(new)) == []
        assert "| 2026-11-21 | 220 |" in new
        assert "<!--" not in plain(new)
        assert "\n| day | claims |" in plain(new)

    def test_what_the_codebook_says_of_its_raters_follows_their_ratings(self, monkeypatch):
        whole, dropped = rows_of("ratings"), ("S1-017", "second", published.rating_days()[1])
        others = [row for row in whole if (row["claim"], row["rater"], row["rated_on"]) != dropped]
        assert len(whole) - len(others) == 1  # rated again on the second day; the raters differed, and the first one's verdict stands
        monkeypatch.setattr(published, "rows_of", lambda _: others)
        without = counts_of_tables._ratings.__wrapped__()
        for name in ("rated_on", "rated_again_on", "differed_on"):
            assert without[f"{name}_2026_11_28"] == count(f"{name}_2026_11_28") - 1
        assert without["differed_on_2026_11_28_first"] == count("differed_on_2026_11_28_first") - 1
        assert without["differed_on_2026_11_28_S6"] == count("differed_on_2026_11_28_S6")

    @pytest.mark.parametrize(
        ("raters", "verdicts", "told"),
        [
            (("first",), ("supported", "contested"), None),
            (("first", "second"), ("supported",), "| 2030-01-01 | 1 | 100.0% | undefined | undefined |"),
            (("first", "second"), ("supported", "supported"), "| 2030-01-01 | 2 | 100.0% | undefined | undefined |"),
            (("first", "second"), ("supported", "contested"), "| 2030-01-01 | 2 | 100.0% | 1.00 | undefined |"),
        ],
    )
    def test_a_new_text_may_be_rated_on_a_day_of_its_own(self, raters, verdicts, told, monkeypatch):
        whole = rows_of("ratings")
        new = [
            {**whole[at], "verdict": verdict, "claim": f"S99-{at}", "rater": rater, "rated_on": date(2030, 1, 1)}
            for rater in raters
            for at, verdict in enumerate(verdicts)
        ]
        before = written("agreement_when_rated_again")
        monkeypatch.setattr(published, "rows_of", lambda _: [*whole, *new])
        assert written("agreement_when_rated_again") == before
        assert [line for line in written("agreement_by_day").splitlines() if "2030" in line] == ([told] if told else [])

    def test_no_number_of_the_codebook_that_a_table_gives_is_typed_by_hand(self):
        section = (ROOT / "data" / "codebook.md").read_text(encoding="utf-8").split("\n## 4. ")[1].split("\nRules that")[0]
        unwritten = re.sub(r"<!--(\w+)-->.*?<!--/\1-->", "", section, flags=re.DOTALL)
        by_hand = re.findall(r"(?<![\w.-])\d+(?![\w.-]|<!--)", unwritten)
        # Days of November, and what no table keeps: verdicts before the second day, and what an audit found.
        assert set(by_hand) <= {"21", "28", "2026", "35", "39"}

    def test_an_unknown_part_is_told_with_the_nearest(self):
        with pytest.raises(CountError, match="nearest: 'agreement_by_day'"):
            counted_again("<!--agreement_by_dy-->x<!--/agreement_by_dy-->")

    def test_notebooks_are_counted(self):
        number = len(list((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")))
        assert counted_again("Two<!--notebooks--> notebooks") == f"{in_words(number).capitalize()}<!--notebooks--> notebooks"


def test_a_fault_in_a_table_is_told_with_its_row_before_anything_is_written(monkeypatch, capsys):
    def faulty(_):
        raise TableError([Fault("claims/sources.csv", 8, "sha256", "does not have the form")])

    monkeypatch.setattr(check_counts, "counted_again", faulty)
    monkeypatch.setattr(shipped, "write", lambda: pytest.fail("wrote"))
    assert check_counts.main(["--write"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("Stopped, and nothing was written.")
    assert "claims/sources.csv, row 8, column sha256: does not have the form" in out


def test_write_names_the_files_that_it_changed(tmp_path, monkeypatch, capsys):
    path = tmp_path / "README.md"
    path.write_text("Zero<!--texts--> texts", encoding="utf-8")
    monkeypatch.setattr(check_counts, "ROOT", tmp_path)
    monkeypatch.setattr(check_counts, "files", lambda: [path])
    monkeypatch.setattr(shipped, "write", lambda: None)
    assert check_counts.main(["--write"]) == 0
    assert "Written: README.md" in capsys.readouterr().out
    assert check_counts.main(["--write"]) == 0
    assert "Nothing had to be written." in capsys.readouterr().out


def test_numbers_follow_the_rows(data_copy):
    additions.grow(data_copy)
    code = "from ketamine_course.models.counts import filled; print(filled('{texts} {accounts} {experiments} {factors} {claims}'))"
    environment = os.environ | {"KETAMINE_COURSE_DATA": str(data_copy)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    added = {"texts": 1, "accounts": 1, "experiments": 1, "factors": 1}
    assert done.stdout.split() == [*(in_words(count(name) + more) for name, more in added.items()), str(count("claims") + 3)]


def test_write_changes_nothing_but_the_numbers(tmp_path, monkeypatch):
    path = Path(shutil.copy(ROOT / "notebooks" / "05_claim_quality.ipynb", tmp_path / "one.ipynb"))
    before = path.read_text(encoding="utf-8")
    number = in_words(count("contradictions"))
    assert f"{number}<!--contradictions-->" in before
    path.write_text(before.replace(f"{number}<!--contradictions-->", "ten<!--contradictions-->"), encoding="utf-8")
    assert any("says 'ten' for 'contradictions'" in fault for fault in check_counts.faults(path))
    monkeypatch.setattr(check_counts, "files", lambda: [path])
    assert check_counts.rewritten() == [path]
    assert path.read_text(encoding="utf-8") == before
