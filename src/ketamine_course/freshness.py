"""Whether what was made is still what would be made: a hash of all that it is made from. Standard library only: it is quick."""

import hashlib
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ketamine_course.places import DATA, PACKAGE, ROOT

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: IO[str]) -> None:
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: IO[str]) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_ROOMS = ("widgets", "models", "pictures", "lesson", "publish/notebooks.py")
INGREDIENTS: tuple[str | Path, ...] = (*(PACKAGE / room for room in _ROOMS), *sorted(PACKAGE.glob("*.py")), DATA, "requirements")
"""What the outputs of every notebook depend on, beside the notebook itself."""

NOT_OURS = {"__pycache__", ".ipynb_checkpoints", "node_modules"}


def files_under(places: Iterable[str | Path]) -> list[Path]:
    """Return the files at and under some places of the project, sorted, without what Python and npm put beside its modules."""
    found: set[Path] = set()
    for place in places:
        path = ROOT / place
        found |= {path} if path.is_file() else set(_below(path))
    return sorted(each for each in found if not NOT_OURS & set(each.parts) and not each.name.startswith("."))


def _below(folder: Path) -> Iterator[Path]:
    for inside, folders, names in os.walk(folder):
        folders[:] = set(folders) - NOT_OURS  # they hold far more than all that is ours
        yield from (path for name in names if (path := Path(inside, name)).is_file())


def fingerprint(places: Iterable[str | Path]) -> str:
    """Return a hash of the names and bytes of all files at some places, and of the Python that reads them."""
    whole = hashlib.sha256(sys.version.encode())
    for path in files_under(places):
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        whole.update(f"\0{name.as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:24]


def _is_ours(handle: IO[str]) -> bool:
    """Try to take the lock; a file system that has no locks is no reason to wait for ever."""
    try:
        _lock(handle)
    except (BlockingIOError, PermissionError):  # held by another process, in the words of POSIX and of Windows
        return False
    except OSError:
        return True
    return True


@contextmanager
def one_at_a_time(path: Path, while_waiting: str = "") -> Iterator[None]:
    """Let another process that holds the same lock finish first. The system frees the lock of a process that dies.

    Parameters
    ----------
    path
        The file that stands for the lock; it is made where it is missing, and stays.
    while_waiting
        A sentence that is printed once where somebody else holds the lock.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as handle:
        if not _is_ours(handle):
            if while_waiting:
                print(while_waiting, flush=True)
            while not _is_ours(handle):
                time.sleep(0.1)
        yield
