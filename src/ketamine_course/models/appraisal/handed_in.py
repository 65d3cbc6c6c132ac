"""What a class handed in: files in a folder, in a learning platform's folders (one for each student), and in zips.

Nothing is unpacked to disk, links are not followed, and sizes, depth and numbers are bounded: a zip that unpacks to far more than it
holds, or whose paths lead elsewhere, is named and left aside.
"""

from __future__ import annotations

import io
import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from ketamine_course.models.appraisal.problems import Problem

MAX_FILES = 5000
MAX_BYTES = 1_000_000
"""As in the page: the answers of a whole course are a tenth of it."""
MAX_ZIP_BYTES = 50_000_000
MAX_TOTAL_BYTES = 500_000_000
MAX_ENTRIES = 20_000
MAX_DEPTH = 5
MAX_RATIO = 200
"""A table packs to a twentieth or so; what packs to less than a two-hundredth was made to fill memories."""
SMALL_BYTES = 100_000
"""Below this no ratio matters."""
ZIPS_WITHIN = 2
TABLES = (".csv", ".tsv", ".txt")
SYSTEM_NAMES = ("__macosx", "thumbs.db", "desktop.ini")
SPREADSHEETS = (".xlsx", ".xls", ".ods", ".numbers")
UNREADABLE_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


class HandedIn(NamedTuple):
    """One file: its path from the folder, zips among the folders, and its bytes."""

    path: tuple[str, ...]
    content: bytes

    @property
    def label(self) -> str:
        """The path as shown."""
        return label_of(self.path)


def label_of(path: tuple[str, ...]) -> str:
    """Return a path as printable text, whatever bytes its names are made of."""
    text = "/".join(path).encode("utf-8", "replace").decode("utf-8")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


@dataclass
class Hand:
    """Reads what was handed in; what cannot be read becomes a problem.

    Parameters
    ----------
    problems : list of Problem
        Gets what goes wrong.
    max_files : int
        Read no more files than this.
    """

    problems: list[Problem]
    max_files: int = MAX_FILES
    files: int = 0
    total: int = 0

    def _tell(self, path: tuple[str, ...], message: str, kind: str) -> None:
        self.problems.append(Problem(label_of(path), None, message, kind))

    def folder(self, place: str, path: tuple[str, ...] = ()) -> Iterator[HandedIn]:
        """Yield the files of a folder and of those below it, by name."""
        try:
            with os.scandir(place) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            if not path:
                raise
            self._tell(path, f"cannot be read: {error.strerror}", "unreadable")
            return
        if path and not found:
            self._tell(path, "is an empty folder", "empty")
        for entry in found:
            if not _is_systems(entry.name):
                yield from self._entry(entry, (*path, entry.name))

    def _entry(self, entry: os.DirEntry[str], path: tuple[str, ...]) -> Iterator[HandedIn]:
        if entry.is_symlink() or getattr(entry, "is_junction", bool)():
            self._tell(path, "is a link to another place: not followed", "link")
        elif entry.is_dir(follow_symlinks=False):
            if len(path) > MAX_DEPTH:
                self._tell(path, f"lies more than {MAX_DEPTH} folders deep: not read", "deep")
            else:
                yield from self.folder(entry.path, path)
        elif not entry.is_file(follow_symlinks=False):
            self._tell(path, "is a device, not a file", "device")
        elif self._is_wanted(path):
            content = self._from_disk(entry.path, path)
            if content is not None:
                yield from self._file(path, content, 0)

    def _is_wanted(self, path: tuple[str, ...]) -> bool:
        name = path[-1].lower()
        if name.endswith((*TABLES, ".zip")):
            if self.files < self.max_files:
                self.files += 1
                return True
            self._tell(path, f"not read: the folder holds more than {self.max_files} files", "many")
        elif name.endswith(SPREADSHEETS):
            self._tell(path, "is a spreadsheet, not a .csv file, so it was skipped: save it as CSV", "kind")
        else:
            self._tell(path, "is not a .csv file, so it was skipped", "kind")
        return False

    def _from_disk(self, place: str, path: tuple[str, ...]) -> bytes | None:
        # O_NOFOLLOW and O_NONBLOCK: a file that turns into a link or a pipe between looking and opening does no harm.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            with os.fdopen(os.open(place, flags), "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    self._tell(path, "is not an ordinary file", "device")
                    return None
                content = file.read(_limit(path) + 1)
        except OSError as error:
            self._tell(path, f"cannot be read: {error.strerror}", "unreadable")
            return None
        return self._bounded(path, content)

    def _bounded(self, path: tuple[str, ...], content: bytes) -> bytes | None:
        if len(content) > _limit(path):
            self._tell(path, f"is larger than {_limit(path) // 1_000_000} MB: not a list of ratings", "large")
            return None
        self.total += len(content)
        if self.total > MAX_TOTAL_BYTES:
            self._tell(path, f"not read: the files before it hold more than {MAX_TOTAL_BYTES // 1_000_000} MB", "many")
            return None
        return content

    def _file(self, path: tuple[str, ...], content: bytes, zips: int) -> Iterator[HandedIn]:
        is_zip = path[-1].lower().endswith(".zip")
        if is_zip and zips >= ZIPS_WITHIN:
            self._tell(path, "is a zip within a zip within a zip: not read", "deep")
        elif is_zip:
            yield from self._zip(path, content, zips + 1)
        elif content.startswith(b"PK\x03\x04"):
            self._tell(path, "is a zip or a spreadsheet with another name, not text, so it was skipped", "kind")
        else:
            yield HandedIn(path, content)

    def _zip(self, path: tuple[str, ...], content: bytes, zips: int) -> Iterator[HandedIn]:
        if content.count(b"PK\x01\x02") > MAX_ENTRIES:
            self._tell(path, f"holds more than {MAX_ENTRIES:,} files: not read", "many")
            return
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                entries = sorted((each for each in archive.infolist() if not each.is_dir()), key=lambda each: each.filename)
                if not entries:
                    self._tell(path, "is an empty zip", "empty")
                for each in entries:
                    yield from self._zipped(archive, each, path, zips)
        except UNREADABLE_ZIP:
            self._tell(path, "is not readable as a zip", "unreadable")

    def _zipped(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, above: tuple[str, ...], zips: int) -> Iterator[HandedIn]:
        inner = PurePosixPath(entry.filename.replace("\\", "/"))
        path = (*above, *inner.parts)
        if any(_is_systems(part) for part in inner.parts if part != ".."):
            return
        if not inner.parts or inner.is_absolute() or ".." in inner.parts or ":" in inner.parts[0]:
            self._tell(path, "its path leads out of the zip: not read", "path")
        elif stat.S_ISLNK(entry.external_attr >> 16):
            self._tell(path, "is a link to another place: not followed", "link")
        elif len(inner.parts) > MAX_DEPTH:
            self._tell(path, f"lies more than {MAX_DEPTH} folders deep: not read", "deep")
        elif entry.file_size > max(SMALL_BYTES, MAX_RATIO * entry.compress_size):
            self._tell(path, f"unpacks to more than {MAX_RATIO} times its size: not read", "large")
        elif self._is_wanted(path):
            content = self._unpacked(archive, entry, path)
            if content is not None:
                yield from self._file(path, content, zips)

    def _unpacked(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: tuple[str, ...]) -> bytes | None:
        if entry.flag_bits & 1:
            self._tell(path, "is locked with a password: not read", "unreadable")
            return None
        try:
            with archive.open(entry) as file:
                content = file.read(_limit(path) + 1)
        except UNREADABLE_ZIP:
            self._tell(path, "is damaged within its zip: not read", "unreadable")
            return None
        return self._bounded(path, content)


def _is_systems(name: str) -> bool:
    """Whether a file is the operating system's own, such as ``.DS_Store``."""
    return name.startswith(".") or name.lower() in SYSTEM_NAMES


def _limit(path: tuple[str, ...]) -> int:
    return MAX_ZIP_BYTES if path[-1].lower().endswith(".zip") else MAX_BYTES
