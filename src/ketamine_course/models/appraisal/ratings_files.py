"""Ratings files of a class: a folder of untrusted files in, ratings and a list of problems out.

Nothing in a file can do anything here: files are read as text, links are not followed, and what cannot be used is named with
file and row instead of being dropped silently.
"""

from __future__ import annotations

import csv
import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ketamine_course.models.appraisal.untrusted_files import (
    FORMULA_STARTS,
    MAX_FILES,
    Numbered,
    Problem,
    content_of,
    numbered_rows,
    ordinary_files,
)
from ketamine_course.names import nearest


class Rating(NamedTuple):
    """What one person said of one claim: at first and in the end."""

    rater: str
    claim: str
    first: str
    final: str
    first_confidence: int | None
    confidence: int | None
    reason: str


class ClassRatings(NamedTuple):
    """All that a folder holds.

    Parameters
    ----------
    ratings : tuple of Rating
        In the order of file names and rows.
    problems : tuple of Problem
        Everything that could not be used, or was read with a change.
    files : int
        Files from which ratings were taken.
    other_rows : int
        Rows about other questions, left aside.
    """

    ratings: tuple[Rating, ...]
    problems: tuple[Problem, ...]
    files: int
    other_rows: int


def _check_folder(folder: Path) -> None:
    if not folder.exists():
        near = (
            nearest(folder.name, (each.name for each in folder.parent.glob("*/")))
            if folder.parent.is_dir()
            else "nor is there one above it"
        )
        raise FileNotFoundError(f"there is no folder {str(folder)!r} ({near})")
    if not folder.is_dir():
        raise NotADirectoryError(f"{str(folder)!r} is a file: give the folder that holds the ratings files")


def read_ratings(folder: Path, claims: Sequence[str], verdicts: Sequence[str], max_files: int = MAX_FILES) -> ClassRatings:
    """Read every CSV file that lies in a folder (not in folders below it).

    Parameters
    ----------
    folder : Path
        One file for each rater; the file's name stands for the rater.
    claims : sequence of str
        Names of the questions that count.
    verdicts : sequence of str
        What may be said of them.
    max_files : int
        Read no more files than this, by name; the rest is listed as a problem.

    Raises
    ------
    NotADirectoryError, PermissionError, FileNotFoundError
        There is no such folder, or it cannot be read.
    """
    _check_folder(folder)
    problems: list[Problem] = []
    ratings: list[Rating] = []
    seen: dict[str, str] = {}
    files = other_rows = 0
    for name, path in ordinary_files(folder, max_files, problems):
        content = content_of(name, path, problems)
        if content is None:
            continue
        digest = hashlib.sha256(content).hexdigest()
        if digest in seen:
            problems.append(Problem(name, None, f"holds the same as {seen[digest]}: left aside"))
            continue
        seen[digest] = name
        found, others = _ratings(name, numbered_rows(name, content, problems), claims, verdicts, problems)
        ratings += found
        other_rows += others
        files += bool(found)
    return ClassRatings(tuple(ratings), tuple(problems), files, other_rows)


def _ratings(
    name: str, rows: Iterable[Numbered], claims: Sequence[str], verdicts: Sequence[str], problems: list[Problem]
) -> tuple[list[Rating], int]:
    right_form = {verdict.casefold(): verdict for verdict in verdicts}
    found: dict[str, Rating] = {}
    others = 0
    for number, row in rows:
        claim = row["question"]
        if claim not in claims:
            others += 1
        elif claim in found:
            problems.append(Problem(name, number, f"{claim!r} stands twice: the first one counts"))
        elif row["answer"].casefold() not in right_form:
            what = "there is no answer" if not row["answer"] else f"the answer {nearest(row['answer'][:60], verdicts)}"
            problems.append(Problem(name, number, f"{claim}: {what}"))
        else:
            final = right_form[row["answer"].casefold()]
            first = row.get("first_answer", "") or final
            if first.casefold() not in right_form:
                problems.append(
                    Problem(name, number, f"{claim}: the first answer {nearest(first[:60], verdicts)}; only the last one counts")
                )
                first = final
            sure = [_percent(name, number, row.get(column, ""), problems) for column in ("first_confidence", "confidence")]
            found[claim] = Rating(name, claim, right_form[first.casefold()], final, sure[0], sure[1], row.get("reason", ""))
    if not found:
        problems.append(Problem(name, None, "holds no usable rating of these claims"))
    return list(found.values()), others


def _percent(name: str, number: int, text: str, problems: list[Problem]) -> int | None:
    plain = text.removesuffix("%").strip()
    if not plain:
        return None
    if plain.isascii() and plain.isdigit() and len(plain) <= 3 and 0 < int(plain) <= 100:
        return int(plain)
    problems.append(Problem(name, number, f"the confidence {text[:20]!r} is not a number from 1 to 100: left out"))
    return None


def check_writable(path: Path) -> None:
    """Make sure that a file can be written, before any work is done for it.

    Raises
    ------
    PermissionError
        It cannot; the message says why.
    """
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
        if path.is_dir():
            raise IsADirectoryError(21, "a folder has that name")
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(13, "the file is write-protected")
    except OSError as error:
        raise PermissionError(
            f"cannot write {path.name!r} in {str(path.parent)!r}: {error.strerror}. Nothing was read or changed."
        ) from error


def write_merged(ratings: Iterable[Rating], path: Path) -> None:
    """Write all ratings into one CSV file, guarded so that no spreadsheet takes a cell for a formula.

    The file is written beside its place and then moved there: an older one is whole until the new one is.
    """
    check_writable(path)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8-sig", newline="", delete=False, suffix=".part") as file:
        writer = csv.writer(file)
        writer.writerow(Rating._fields)
        writer.writerows(["" if cell is None else _guarded(str(cell)) for cell in rating] for rating in ratings)
    Path(file.name).replace(path)


def _guarded(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
