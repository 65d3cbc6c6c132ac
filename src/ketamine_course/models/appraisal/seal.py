"""By which class mode knows a file that it wrote, as long as nobody changed it: a digest of the file in its own header."""

from __future__ import annotations

import hashlib
import re

SEAL = re.compile(rb"seal_([0-9a-f]{16})(?=\r\n)")
"""The last name in the header: a digest of all the rest, by which class mode knows its own file."""


def seal(content: bytes) -> bytes:
    """Return what to append to the last, empty name in the header of a file."""
    return b"seal_" + hashlib.sha256(content).hexdigest()[:16].encode()


def is_own(content: bytes) -> bool:
    """Whether these bytes are a file exactly as class mode wrote it."""
    found = SEAL.search(content.split(b"\n", 1)[0] + b"\n")
    return found is not None and found[0] == seal(content.replace(found[0], b"", 1))
