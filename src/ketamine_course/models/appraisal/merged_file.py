"""All ratings of a class in one file, which is never written over anything but an older one of its own kind, left as it was written."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ketamine_course.models.appraisal.ratings_files import Rating
from ketamine_course.models.appraisal.seal import is_own, seal

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def check_writable(path: Path) -> None:
    """Make sure that a file can be written, and that nothing of anyone else's is lost, before any work is done for it.

    Raises
    ------
    FileExistsError
        There is a file of that name which class mode did not write, or which was changed since.
    PermissionError
        It cannot be written; the message says why.
    """
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
        if path.is_dir():
            raise IsADirectoryError(21, "a folder has that name")
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(13, "the file is write-protected")
        is_foreign = path.is_symlink() or (path.exists() and not is_own(path.read_bytes()))
    except OSError as error:
        raise PermissionError(
            f"cannot write {path.name!r} in {str(path.parent)!r}: {error.strerror}. Nothing was read or changed."
        ) from error
    if is_foreign:
        raise FileExistsError(
            f"{path.name!r} in {str(path.parent)!r} was not written by class mode, or was changed since: it stays as it is. "
            "Give save_to another name. Nothing was read or changed."
        )


def write_merged(ratings: Iterable[Rating], path: Path) -> None:
    """Write all ratings into one CSV file, guarded so that no spreadsheet takes a cell for a formula.

    The file is written beside its place and then moved there: an older one is whole until the new one is.
    """
    check_writable(path)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow((*Rating._fields, ""))
    writer.writerows(["" if cell is None else _guarded(str(cell)) for cell in (*rating, "")] for rating in ratings)
    plain = text.getvalue().encode("utf-8-sig")
    head, rest = plain.split(b"\r\n", 1)
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False, suffix=".part") as file:
        file.write(head + seal(plain) + b"\r\n" + rest)
    Path(file.name).replace(path)


def _guarded(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
