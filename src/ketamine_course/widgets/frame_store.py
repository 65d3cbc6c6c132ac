"""Frames on disk: drawn once for all that they are made from, then read by every kernel and every export.

They are never needed: what cannot be read is drawn. And they are never those of other code or other tables: each store reads one shelf,
which is named after a hash of everything that its frames follow from, and none where that changed after the process began.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import zstandard

if TYPE_CHECKING:
    from ketamine_course.widgets.definition import Definition

log = logging.getLogger(__name__)

LEVEL = 6
"""How hard Zstandard tries: frames lie on a disk here, and reading one should take less than a millisecond."""
ENDING = ".json.zst"


class FrameStore:
    """The frames of all explorables that one package defines, each in a file of its own, in a folder.

    Parameters
    ----------
    package : str
        The full name of the package, such as ``"ketamine_course.pictures"``.
    folder : Path
        Where the shelves are; where there is no such folder, nothing is read.
    made_from : callable
        Returns a name for all that the frames follow from, such as a hash, or nothing where that changed since this process began.
        Asked when the first frame is wanted.
    unchanged : callable, optional
        Whether that name holds still, asked each time that frames are kept: it should be quicker than making the name.
    """

    def __init__(
        self, package: str, folder: Path, made_from: Callable[[], str | None], unchanged: Callable[[], bool] = lambda: True
    ) -> None:
        self.package, self.folder, self.made_from, self.unchanged = package, folder, made_from, unchanged

    @cached_property
    def shelf(self) -> Path | None:
        """The folder of the frames that hold now, whether or not there is one yet."""
        name = self.made_from()
        return self.folder / name if name else None

    def holds(self, definition: Definition) -> bool:
        """Whether an explorable belongs here: a module of the package defines its function under its own name."""
        module = definition.draw.__module__ or ""
        own = getattr(sys.modules.get(module), definition.draw.__name__, None)
        return f"{module}.".startswith(f"{self.package}.") and definition.draw in (own, getattr(own, "draw", None))

    def read(self, definition: Definition, key: str) -> dict[str, Any] | None:
        """Return the frame of a state (`Definition.key`), or nothing where there is none or it cannot be read."""
        if not self.folder.is_dir() or not self.holds(definition) or self.shelf is None:
            return None
        try:
            packed = self._file(self.shelf, definition, key).read_bytes()
            frame: dict[str, Any] = json.loads(zstandard.ZstdDecompressor().decompress(packed))
        except (OSError, ValueError, zstandard.ZstdError):
            return None
        return frame

    def write(self, definition: Definition, frames: Mapping[str, Mapping[str, Any]]) -> bool:
        """Keep frames by key; return whether they are kept: not where what they follow from has changed since this process began.

        Raises
        ------
        OSError
            The folder cannot be written.
        """
        if self.shelf is None or not self.holds(definition) or not self.unchanged():
            return False
        for key, frame in frames.items():
            _write(self._file(self.shelf, definition, key), _packed(frame))
        return True

    def settle(self) -> bool:
        """Return whether the shelf still has the right name; where it has not, none of its frames can be trusted, and it is removed."""
        if self.shelf is None or self.made_from() == self.shelf.name:
            return self.shelf is not None
        shutil.rmtree(self.shelf, ignore_errors=True)
        return False

    def clear_others(self) -> None:
        """Remove the frames of other code and other tables."""
        for other in self.folder.iterdir() if self.folder.is_dir() else ():
            if other.is_dir() and other != self.shelf:
                shutil.rmtree(other, ignore_errors=True)

    def _file(self, shelf: Path, definition: Definition, key: str) -> Path:
        options = [[name, list(map(str, control.options))] for name, control in definition.controls.items()]
        controls = hashlib.sha256(json.dumps(options).encode()).hexdigest()[:8]  # a key counts places among them
        return shelf / f"{definition.draw.__module__}.{definition.name}-{controls}" / f"{key.replace('/', 'w')}{ENDING}"


def _packed(frame: Mapping[str, Any]) -> bytes:
    text = json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
    return zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compress(text.encode())


def _write(path: Path, content: bytes) -> None:
    """Put a whole file in place at once: others may be reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(partial).chmod(0o644)  # made for one user alone; those of a shared machine read it, too
    Path(partial).replace(path)


_stores: list[FrameStore] = []


def use(store: FrameStore) -> FrameStore:
    """Let explorables of a package read their frames from a store, in place of any that was named before."""
    _stores[:] = [each for each in _stores if each.package != store.package] + [store]
    return store


def kept(definition: Definition, key: str) -> dict[str, Any] | None:
    """Return the frame that a store holds for a state of an explorable, or nothing."""
    return next((frame for store in _stores if (frame := store.read(definition, key))), None)
