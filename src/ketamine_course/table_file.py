"""The file of a table: whether it can be read as CSV, names its columns, and has a cell for each; every fault with its place."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ketamine_course.names import nearest
from ketamine_course.table_form import Fault, Row, TableError

OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}
CSV_ERRORS = {
    "unexpected end of data": "a quotation mark opens a cell and nothing closes it before the file ends",
    "',' expected after": "a quotation mark stands inside a cell: write it twice, and the whole cell in quotation marks",
    "new-line character": "a line ends here in a way that only old Macs use; save with LF",
}
MAX_BYTES = 20_000_000
"""Forty times the largest table of the collection."""


def read_rows(path: Path, resource: dict[str, Any], faults: list[Fault]) -> list[Row]:
    """Read the rows of a file as text; what is wrong with its form joins the faults.

    Raises
    ------
    TableError
        Nothing can be read.
    """
    file, expected = resource["path"], [field["name"] for field in resource["schema"]["fields"]]
    header, *lines = _records(file, _text(path, file, faults), faults)
    if header != expected:
        raise TableError([*faults, *header_faults(file, header, expected)])
    rows = []
    for number, cells in enumerate(lines, start=2):
        if cells == header:
            faults.append(Fault(file, number, header[0], "repeats the header"))
            continue
        if len(cells) != len(header):
            faults.append(_ragged(file, number, cells, header))
        if not cells:
            continue
        rows.append(Row(number, dict(zip(header, cells, strict=False)), len(cells) == len(header)))
    return rows


def _text(path: Path, file: str, faults: list[Fault]) -> str:
    """Return what stands in a file, with the line ends of Unix and without a mark of the byte order."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except OSError as error:
        raise TableError([Fault(file, None, None, f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise TableError([Fault(file, line, None, "is not UTF-8 text here; save the file as UTF-8")]) from error
    if len(data) > MAX_BYTES:
        raise TableError([Fault(file, None, None, f"has more than {MAX_BYTES // 1_000_000} MB")])
    if not text.strip("\ufeff \r\n"):
        raise TableError([Fault(file, None, None, "is empty; its first line must name the columns")])
    if text.startswith("\ufeff"):
        faults.append(Fault(file, 1, None, "starts with a byte order mark; save as UTF-8 without BOM"))
    if "\r\n" in text:
        faults.append(Fault(file, None, None, "has Windows line ends (CRLF); save with LF"))
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _records(file: str, text: str, faults: list[Fault]) -> list[list[str]]:
    records: list[list[str]] = []
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        records.extend(reader)
    except (csv.Error, ValueError) as error:
        told = next((words for start, words in CSV_ERRORS.items() if start in str(error)), str(error))
        raise TableError([*faults, Fault(file, len(records) + 1, None, f"is not readable as CSV: {told}")]) from error
    return records


def _ragged(file: str, number: int, cells: list[str], header: list[str]) -> Fault:
    if not cells:
        return Fault(file, number, header[0], "is an empty line")
    told = f"has {len(cells)} cell{'s' if len(cells) != 1 else ''}; the header has {len(header)}"
    if len(cells) < len(header):
        return Fault(file, number, header[len(cells)], f"{told}: from here on the row has none")
    return Fault(file, number, header[-1], f"{told}: something follows the last column. A cell that holds a comma needs quotation marks")


def header_faults(file: str, header: list[str], expected: list[str]) -> Iterator[Fault]:
    """Yield what is wrong with a header that is not as expected: each column once, an unknown one with the name it should bear."""
    separator = next((each for each in OTHER_SEPARATORS if len(header) == 1 < len(expected) and each in header[0]), None)
    if separator:
        yield Fault(file, 1, None, f"separates its columns by {OTHER_SEPARATORS[separator]}; save with commas")
        return
    if not set(header) & set(expected):
        yield Fault(file, 1, None, f"does not name the columns; expected: {', '.join(expected)}")
        return
    missing = [column for column in expected if column not in header]
    for place, column in enumerate(header):
        if column in expected:
            continue
        meant = expected[place] if place < len(expected) and expected[place] in missing else None
        if meant:
            missing.remove(meant)
        yield Fault(file, 1, column, f"{column!r} is unknown; nearest: {meant!r}" if meant else nearest(column, missing or expected))
    yield from (Fault(file, 1, column, "is missing") for column in missing)
    for column, times in Counter(header).items():
        if times > 1 and column in expected:
            yield Fault(file, 1, column, "stands twice" if times == 2 else f"stands {times} times")
    if sorted(header) == sorted(expected):
        yield Fault(file, 1, _first_misplaced(header, expected), f"stands elsewhere; expected: {', '.join(expected)}")


def _first_misplaced(header: list[str], expected: list[str]) -> str:
    return next(found for found, wanted in zip(header, expected, strict=True) if found != wanted)


def count_rows(path: Path, file: str) -> int:
    """Return how many rows a table's file has below its header.

    Raises
    ------
    TableError
        It cannot be read.
    """
    return sum(1 for cells in _records(file, _text(path, file, []), []) if cells) - 1
