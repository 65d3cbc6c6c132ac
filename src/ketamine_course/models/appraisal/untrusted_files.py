"""Files of strangers, read as text: links are not followed, and what cannot be used is named with file and row."""

from __future__ import annotations

import csv
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

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


def _shown(name: str) -> str:
    """Return a file's name as printable text, whatever bytes it is made of."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def ordinary_files(folder: Path, max_files: int, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Yield name and path of each ordinary CSV file in a folder; whatever else lies there is a problem."""
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


def content_of(name: str, path: str, problems: list[Problem]) -> bytes | None:
    """Return a file's bytes, or None with the problem that stopped it."""
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


def numbered_rows(name: str, content: bytes, problems: list[Problem]) -> Iterator[Numbered]:
    """Yield the rows of a file as far as they can be used, with their numbers in the file."""
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
