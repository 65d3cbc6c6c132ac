"""Measuring how the words of the marks err: on the texts that somebody has, leaving what was measured on the others."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys

import additions
import pytest

from checks import wording_marks
from ketamine_course.tables import Fault, TableError, load


def measured(folder):
    with (folder / "claims" / "wording_marks_measured.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_new_text_is_measured_alone(data_copy, tmp_path):
    additions.grow(data_copy, "text")
    before = measured(data_copy)
    texts = tmp_path / "texts"
    texts.mkdir()
    told = "Ketamine blocks receptors.\nMood may lift within hours, and may not.\nIt is entirely safe, studies show.\n"
    (texts / "S99.txt").write_text(told, encoding="utf-8")
    environment = os.environ | {"KETAMINE_COURSE_DATA": str(data_copy)}
    done = subprocess.run(
        [sys.executable, "-m", "checks.wording_marks", str(texts)], env=environment, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    after = measured(data_copy)
    assert after[:-3] == before[:-3]
    hedge, booster, authority = after[-3:]
    assert hedge == ["S99", "hedge", "1", "0", "0", "2", "derived"]
    assert booster[:2] == ["S99", "booster"]
    assert authority == ["S99", "vague_authority", "0", "0", "1", "2", "derived"]
    assert f"S99: {len(told.split())} words, sha256 {hashlib.sha256(told.encode()).hexdigest()}" in done.stdout


class TestWhatCannotBeMeasured:
    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            (
                "S1.txt",
                b"Nothing of it.",
                "claims/claims.csv, row 2, column key_phrase: no sentence of the text holds 'Psychedelic Medicine",
            ),
            ("S1.txt", b"Caf\xe9", "S1.txt: is not UTF-8 text at byte 3"),
            ("S11.txt", b"A text.", "S11.txt: 'S11' is unknown; nearest: 'S1'"),
            ("none.md", b"", "holds no text, such as S1.txt"),
        ],
    )
    def test_it_is_told_and_nothing_is_written(self, tmp_path, capsys, name, content, words):
        before = wording_marks.TARGET.read_bytes()
        (tmp_path / name).write_bytes(content)
        assert wording_marks.main([str(tmp_path)]) == 1
        assert wording_marks.TARGET.read_bytes() == before
        out = capsys.readouterr().out
        assert "Stopped, and nothing was written." in out
        assert words in out

    def test_size_and_checksum_are_told_while_the_tables_wait_for_them(self, tmp_path, monkeypatch, capsys):
        def waits(_):
            raise TableError([Fault("claims/sources.csv", 8, "sha256", "is still to be filled in: text")])

        (tmp_path / "S7.txt").write_bytes(b"Two words.")
        monkeypatch.setattr(wording_marks, "load", waits)
        assert wording_marks.main([str(tmp_path)]) == 1
        size, stopped, place = capsys.readouterr().out.splitlines()
        assert size == f"S7: 2 words, sha256 {hashlib.sha256(b'Two words.').hexdigest()}"
        assert stopped.startswith("Stopped, and nothing was written.")
        assert place.startswith("claims/sources.csv, row 8, column sha256")

    def test_a_claim_without_a_paragraph_is_told(self, monkeypatch):
        claims = load("claims")
        claims.loc[0, "locator"] = "the heading"
        monkeypatch.setattr(wording_marks, "load", lambda _: claims)
        with pytest.raises(TableError, match="row 2, column locator: 'the heading' names no paragraph"):
            wording_marks.measured("S1", "Psychedelic Medicine Association.")
