"""How wide a picture is drawn: drawing functions ask here, and lay out what they draw for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

WIDE, NARROW = 460.0, 240.0
"""Units of the SVG: for screens, and for phones from 320 px of width."""
_width: ContextVar[float] = ContextVar("width of the picture that is being drawn", default=WIDE)


def width() -> float:
    """Return the width for which a picture is being drawn, in units of the SVG."""
    return _width.get()


def is_narrow() -> bool:
    """Whether a picture is being drawn for a phone."""
    return width() < WIDE


@contextmanager
def drawn_at(units: float) -> Iterator[None]:
    """Draw for a width, in this thread, until the block ends."""
    token = _width.set(units)
    try:
        yield
    finally:
        _width.reset(token)
