"""Measuring how the words of the marks err: on the texts that somebody has, leaving what was measured on the others."""

from __future__ import annotations

import csv
import os
import subprocess
import sys

import additions


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
