"""A list of answers from a stranger's file: rows as far as they can be used; what cannot is named with file and row."""

from __future__ import annotations

from ketamine_course.models.appraisal.csv_reader import DAMAGED, Decoded, Table, decoded, read_table
from ketamine_course.models.appraisal.problems import Problem

NEEDED = ("question", "answer")
READ = (*NEEDED, "prompt", "first_answer", "confidence", "first_confidence", "rounds", "reason", "id", "time")


def rows_of(name: str, content: bytes, problems: list[Problem]) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a file with their numbers in it.

    Parameters
    ----------
    name : str
        The file, as problems call it.
    content : bytes
    problems : list of Problem
        Gets what cannot be used, or was read with a change.
    """
    text = decoded(content)
    _tell_of_bytes(name, text, problems)
    if not text.text.strip():
        problems.append(Problem(name, None, "is empty", "empty"))
        return []
    table = read_table(text.text, NEEDED)
    _tell_of_table(name, table, problems)
    return table.rows


def _tell_of_bytes(name: str, text: Decoded, problems: list[Problem]) -> None:
    if text.is_windows:
        problems.append(Problem(name, None, "is not UTF-8: read as Windows text; look at its accents", "letters"))
    if DAMAGED in text.text:
        problems.append(Problem(name, None, f"has letters that cannot be read; each shows as {DAMAGED}", "letters"))
    if text.has_nul:
        problems.append(Problem(name, None, "has NUL bytes: they were taken out", "letters"))


def _tell_of_table(name: str, table: Table, problems: list[Problem]) -> None:
    if table.header is None:
        missing = [repr(column) for column in NEEDED if column not in table.closest]
        which = f"columns {' and '.join(missing)} are" if len(missing) > 1 else f"column {missing[0]} is"
        has = ", ".join(cell[:30] for cell in table.closest[:15]) or "nothing"
        problems.append(Problem(name, table.header_row, f"the {which} missing; it has: {has}", "header"))
    else:
        twice = [column for column in READ if table.header.count(column) > 1]
        problems.extend(
            Problem(name, table.header_row, f"the column {each!r} stands twice: the first one counts", "header") for each in twice
        )
        width = len(table.header)
        for left in table.left:
            why = "the file ends within this row" if left.is_cut else f"has {left.cells} cells; the header has {width}"
            problems.append(Problem(name, left.number, f"{why}, so it was skipped", "width"))
    if table.is_broken:
        at = table.rows[-1][0] + 1 if table.rows else table.header_row + 1
        problems.append(Problem(name, at, "is not readable as CSV from here: a cell is longer than any answer", "width"))
