"""Tables as spreadsheets leave them: bytes in, rows by column name out. The page's twin is ``widgets/js/core/csv_reader.js``.

Both read the same bytes as the same rows (``tests/csv_cases.json``, and files that Hypothesis makes up). A file is taken apart in
every way a spreadsheet may have put it together, and the first way under which most rows fit below a header counts.
"""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
import string
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

SEPARATORS = (",", ";", "\t", "|")
HEADER_WITHIN = 30
"""A header may have this many rows of titles and remarks above it, less one."""
WHITE = string.whitespace + "\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
WHITE += "\u2028\u2029\u202f\u205f\u3000\u200b\ufeff"
GUARD = re.compile(rf"'(?=[{re.escape(WHITE)}]*[=+\-@\t\n])")
NAME_GAPS = re.compile(rf"[{re.escape(WHITE)}_-]+")
PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d+))?%?", re.ASCII)
DAMAGED = "\ufffd"
LONGEST = 131_072
"""Characters of a cell. A quotation mark that is never closed ends here, whatever limit another library has set for all of Python."""

Cells = list[str]


class Left(NamedTuple):
    """A row that does not fit below the header.

    Parameters
    ----------
    number, cells : int
        Its number, and that of its cells.
    is_cut : bool
        Whether the file ends within it.
    is_line : bool
        Whether it is one cell that may be a whole line.
    """

    number: int
    cells: int
    is_cut: bool
    is_line: bool


class Table(NamedTuple):
    """A table as read.

    Parameters
    ----------
    header : list of str or None
        Names in lower case, joined by underscores; None where no row holds all columns that are needed.
    header_row : int
        Number of its row, from 1; without a header that of the row that comes closest.
    rows : list of (int, dict)
        Number of each row, and its cells by column.
    left : list of Left
        Rows left aside.
    closest : list of str
        The row that comes closest to a header.
    is_broken : bool
        Whether a cell is too long to be read: nothing from there on is.
    """

    header: Cells | None
    header_row: int
    rows: list[tuple[int, dict[str, str]]]
    left: list[Left]
    closest: Cells
    is_broken: bool = False


class Decoded(NamedTuple):
    """Text, and what was odd about its bytes."""

    text: str
    is_windows: bool
    has_nul: bool


def decoded(content: bytes) -> Decoded:
    """Decode what spreadsheets write: UTF-8 or UTF-16 with or without mark, else the Windows code page; line ends become line feeds."""
    encoding = _encoding(content)
    is_windows = False
    if encoding:
        text = content.decode(encoding, "replace")
    else:
        plain = content.removeprefix(codecs.BOM_UTF8)
        try:
            text = plain.decode("utf-8")
        except UnicodeDecodeError:
            text, is_windows = plain.decode("cp1252", "replace"), True
    bare = text.replace("\0", "")
    return Decoded(bare.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), is_windows, bare != text)


def _encoding(content: bytes) -> str:
    """Return which UTF-16 this is, by its mark or by where its zero bytes are; empty where it is not."""
    head = content[:400]
    for encoding, mark, zeros in (("utf-16-le", codecs.BOM_UTF16_LE, head[1::2]), ("utf-16-be", codecs.BOM_UTF16_BE, head[::2])):
        if content.startswith(mark) or zeros.count(0) * 4 > len(zeros):
            return encoding
    return ""


def read_table(text: str, needed: Sequence[str]) -> Table:
    """Read a table.

    Parameters
    ----------
    text : str
        As `decoded` returns it.
    needed : sequence of str
        The columns that make a row a header.
    """
    hint = re.match(r"sep=(.)\n", text, re.IGNORECASE)  # Excel's own
    text = text[hint.end() :] if hint else text
    separators = (hint[1],) if hint and hint[1] not in '" ' else SEPARATORS
    best: Table | None = None
    closest: Table | None = None
    outer = ""
    for separator, rows, is_broken in _readings(text, separators):
        table = _below_header(rows, needed, is_whole=text.endswith("\n"))._replace(is_broken=is_broken)
        if table.header is None:
            closest = table if closest is None or len(table.closest) > len(closest.closest) else closest
        elif best is None or _fitness(table) > _fitness(best):
            best, outer = table, separator
        if best and _is_clean(best) and not any(left.is_line for left in best.left):
            return best
    # Below a header that was found, a line that a spreadsheet kept whole is a row of one cell: no other reading may take its rows apart.
    pairs = [(outer, outer)] if best and _is_clean(best) else [(one, other) for one in reversed(separators) for other in SEPARATORS]
    for rows, is_broken in _kept_whole(text, pairs, needed):
        table = _below_header(rows, needed, is_whole=text.endswith("\n"))._replace(is_broken=is_broken)
        if table.header is not None and (best is None or _fitness(table) > _fitness(best)):
            best = table
        if best and _is_clean(best) and not best.left:
            break
    found = best or closest
    assert found is not None
    return found


def _is_clean(table: Table) -> bool:
    return not any(separator in name for name in table.header or [] for separator in SEPARATORS)


def _fitness(table: Table) -> tuple[int, bool]:
    return len(table.rows), _is_clean(table)


def _readings(text: str, separators: Sequence[str]) -> Iterator[tuple[str, list[Cells], bool]]:
    """Yield the rows of a text by each separator, with the separator, and whether they are broken off."""
    for separator in separators:
        yield separator, *_cells(text, separator)


def _kept_whole(text: str, pairs: Sequence[tuple[str, str]], needed: Sequence[str]) -> Iterator[tuple[list[Cells], bool]]:
    """Yield the rows of a text as lines that a spreadsheet kept whole in its first column, and whether they are broken off.

    A comma is likely within such a line, so that pairs of separators (of the columns, of the lines) give it last for the columns.
    """
    for outer, inner in pairs:
        rows, is_broken = _cells(text, outer, skips_spaces=False)
        top = [_unwrapped(row, outer, inner) for row in rows[:HEADER_WITHIN]]
        if any(_is_header(_names(row), needed) for row in top):  # only then is the work for all other rows worth it
            yield top + [_unwrapped(row, outer, inner) for row in rows[HEADER_WITHIN:]], is_broken


def _cells(text: str, separator: str, *, skips_spaces: bool = True) -> tuple[list[Cells], bool]:
    rows: list[Cells] = []
    try:
        for row in csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=skips_spaces):
            if any(len(cell) > LONGEST for cell in row):
                return rows, True
            rows.append(row)
    except csv.Error:
        return rows, True
    return rows, False


def _unwrapped(row: Cells, outer: str, inner: str) -> Cells:
    cells = _without_blank_end(row)
    if outer == inner and len(cells) > 1:
        return row
    return [cell for line in _cells(outer.join(cells), inner)[0] for cell in line]


def _without_blank_end(row: Cells) -> Cells:
    end = len(row)
    while end and not row[end - 1].strip(WHITE):
        end -= 1
    return row[:end]


def _names(row: Cells) -> Cells:
    return _without_blank_end([NAME_GAPS.sub("_", cell.strip(WHITE).lower()) for cell in row])


def _is_header(names: Cells, needed: Sequence[str]) -> bool:
    return all(column in names for column in needed)


def _below_header(rows: list[Cells], needed: Sequence[str], *, is_whole: bool) -> Table:
    near: tuple[int, Cells] = (1, [])
    for number, row in enumerate(islice(rows, HEADER_WITHIN), start=1):
        header = _names(row)
        if _is_header(header, needed):
            return _filled(Table(header, number, [], [], header), rows, needed, is_whole=is_whole)
        if len(header) > len(near[1]):
            near = (number, header)
    return Table(None, near[0], [], [], near[1])


def _filled(table: Table, rows: list[Cells], needed: Sequence[str], *, is_whole: bool) -> Table:
    header = table.header or []
    place = {column: header.index(column) for column in header if column}
    least = max(place[column] for column in needed) + 1
    for number, row in enumerate(rows[table.header_row :], start=table.header_row + 1):
        cells = _without_blank_end(row)
        is_cut = not is_whole and number == len(rows) and len(row) < len(header)
        if not cells:
            continue
        if len(cells) > len(header) or len(row) < least or is_cut:
            is_line = len(cells) == 1 and any(separator in cells[0] for separator in SEPARATORS)
            table.left.append(Left(number, len(row) if len(row) < least else len(cells), is_cut, is_line))
            continue
        padded = cells + [""] * (len(header) - len(cells))
        table.rows.append((number, {column: cell_text(padded[at]) for column, at in place.items()}))
    return table


def cell_text(text: str) -> str:
    """Return a cell without the guard against spreadsheets that the download put before it."""
    bare = text.strip(WHITE)
    return bare[1:] if GUARD.match(bare) else bare


def percent(text: str) -> int | None:
    """Return a number from 1 to 100 as spreadsheets show it (``80``, ``80%``, ``80,0 %``), rounded; None where it is not one."""
    found = PERCENT.fullmatch("".join(letter for letter in text if letter not in WHITE))
    value = float(f"{found[1]}.{found[2] or 0}") if found else 0.0
    return math.floor(value + 0.5) if 1 <= value <= 100 else None
