"""Benchmark of the class mode: a large class merged, and a folder with far too many files."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.rows import Row
from ketamine_course.models.appraisal import ClassResults, read_ratings

VERDICTS = ["Supported", "Supported but imprecise", "Contested", "Overstated", "Contradicted", "Not checkable"]
CLAIMS = [f"rate-{number}" for number in range(1, 13)]


def class_mode(_: Path) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        random = np.random.default_rng(1)
        for student in range(500):
            lines = [f'{claim},"{random.choice(VERDICTS)}","{random.choice(VERDICTS)}",80,{student}' for claim in CLAIMS]
            (folder / f"{student:03}.csv").write_text(
                "question,answer,first_answer,confidence,reason\n" + "\n".join(lines), encoding="utf-8"
            )
        began = time.perf_counter()
        read = read_ratings(folder, CLAIMS, VERDICTS)
        results = ClassResults(read.ratings, dict.fromkeys(CLAIMS, VERDICTS[0]), VERDICTS)
        summary = (results.spread(), results.to_discuss(), results.changes(), results.agreement(), results.agreement(first_round=True))
        seconds = time.perf_counter() - began
        assert len(read.ratings) == 6000
        assert len(summary[0]) == 12
        yield Row("500 students x 12 claims: read, spread, agreement", f"{seconds:.2f} s", budget="2 s", within=seconds < 2)
    with tempfile.TemporaryDirectory() as place:
        for number in range(100_000):
            os.close(os.open(f"{place}/{number:06}.csv", os.O_CREAT | os.O_WRONLY))
        began = time.perf_counter()
        read = read_ratings(Path(place), CLAIMS, VERDICTS)
        assert len({problem.file for problem in read.problems}) == 100_000
        yield Row("folder of 100,000 files, each named in the list of problems", f"{time.perf_counter() - began:.2f} s")
