"""Ratings files of a class: a folder of untrusted files in, ratings and a list of problems out.

Nothing in a file can do anything here: files are read as text, links are not followed, and what cannot be used is named with
file and row instead of being dropped silently.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ketamine_course.names import nearest

MAX_FILES = 5000
MAX_BYTES = 10_000_000
NEEDED = ("question", "answer")
READ = (*NEEDED, "first_answer", "confidence", "first_confidence", "rounds", "reason")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Problem(NamedTuple):
    """One thing wrong with one file; `row` counts from 1 for the header and is None for the whole file."""

    file: str
    row: int | None
    message: str

    def __str__(self) -> str:
        return f"{self.file}{'' if self.row is None else f', row {self.row}'}: {self.message}"


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
    if not folder.exists():
        near = (
            nearest(folder.name, (each.name for each in folder.parent.glob("*/")))
            if folder.parent.is_dir()
            else "nor is there one above it"
        )
        raise FileNotFoundError(f"there is no folder {str(folder)!r} ({near})")
    if not folder.is_dir():
        raise NotADirectoryError(f"{str(folder)!r} is a file: give the folder that holds the ratings files")
    problems: list[Problem] = []
    ratings: list[Rating] = []
    seen: dict[str, str] = {}
    files = other_rows = 0
    for name, path in _ordinary_files(folder, max_files, problems):
        content = _content(name, path, problems)
        if content is None:
            continue
        digest = hashlib.sha256(content).hexdigest()
        if digest in seen:
            problems.append(Problem(name, None, f"holds the same as {seen[digest]}: left aside"))
            continue
        seen[digest] = name
        found, others = _ratings(name, _rows(name, content, problems), claims, verdicts, problems)
        ratings += found
        other_rows += others
        files += bool(found)
    return ClassRatings(tuple(ratings), tuple(problems), files, other_rows)


def _shown(name: str) -> str:
    """Return a file's name as printable text, whatever bytes it is made of."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def _ordinary_files(folder: Path, max_files: int, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        found = sorted((entry for entry in entries), key=lambda entry: entry.name)
    left = 0
    for entry in found:
        name = _shown(entry.name)
        if entry.name.startswith("."):
            continue  # such as .DS_Store: the system's own
        if not entry.name.lower().endswith(".csv"):
            problems.append(Problem(name, None, "is not a .csv file: left aside"))
        elif entry.is_symlink():
            problems.append(Problem(name, None, "is a link to another place: not followed"))
        elif not entry.is_file(follow_symlinks=False):
            problems.append(Problem(name, None, "is a folder or device, not a file"))
        elif left >= max_files:
            problems.append(Problem(name, None, f"not read: the folder holds more than {max_files} files"))
        else:
            left += 1
            yield name, entry.path


def _content(name: str, path: str, problems: list[Problem]) -> bytes | None:
    # O_NOFOLLOW and O_NONBLOCK: a file that turns into a link or a pipe between looking and opening does no harm.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                problems.append(Problem(name, None, "is not an ordinary file"))
                return None
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        problems.append(Problem(name, None, f"cannot be read: {error.strerror}"))
        return None
    if len(content) > MAX_BYTES:
        problems.append(Problem(name, None, f"is larger than {MAX_BYTES // 1_000_000} MB: not a list of ratings"))
        return None
    return content


def _text(name: str, content: bytes, problems: list[Problem]) -> str:
    """Decode what spreadsheets write: UTF-8 with or without mark, UTF-16, or the Windows code page."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    elif content[1:2] == b"\0" and content[3:4] == b"\0":
        text = content.decode("utf-16-le", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
            problems.append(Problem(name, None, "is not UTF-8: read as Windows text; look at its accents"))
    if "\ufffd" in text:
        problems.append(Problem(name, None, "has letters that cannot be read; each shows as \ufffd"))
    if "\0" in text:
        problems.append(Problem(name, None, "has NUL bytes: they were taken out"))
        text = text.replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n")


Numbered = tuple[int, dict[str, str]]


def _rows(name: str, content: bytes, problems: list[Problem]) -> Iterator[Numbered]:
    text = _text(name, content, problems)
    if text.lower().startswith("sep="):  # Excel's own hint
        text = text.split("\n", 1)[-1]
    if not text.strip():
        problems.append(Problem(name, None, "is empty"))
        return
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
    try:
        header = [cell.strip().casefold() for cell in next(reader)]
        missing = [column for column in NEEDED if column not in header]
        if missing:
            has = ", ".join(cell[:30] for cell in header[:15]) or "nothing"
            problems.append(Problem(name, 1, f"the column {' and '.join(map(repr, missing))} is missing; it has: {has}"))
            return
        problems.extend(
            Problem(name, 1, f"the column {column!r} stands twice: the first one counts") for column in READ if header.count(column) > 1
        )
        place = {column: header.index(column) for column in READ if column in header}
        for number, cells in enumerate(reader, start=2):
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                problems.append(Problem(name, number, f"has {len(cells)} cells; the header has {len(header)}: left aside"))
                continue
            yield number, {column: _cell(cells[at]) for column, at in place.items()}
    except csv.Error as error:
        problems.append(Problem(name, reader.line_num, f"is not readable as CSV from here: {error}"))


def _cell(text: str) -> str:
    """Return a cell as it was before the download guarded it against spreadsheets."""
    text = text.strip()
    return text[1:] if text.startswith("'") and text[1:].lstrip().startswith(FORMULA_STARTS) else text


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
