"""Keep Python's garbage collector out of the way while a picture is drawn."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


@contextmanager
def collector_waits() -> Iterator[None]:
    """Collect no garbage until the block ends.

    A figure is thousands of objects that refer to each other in circles. A collection in the middle of a drawing finds all of them in
    use, and hands them on to the generation of old objects, which is walked as a whole. After the block they are garbage, and young.
    The switch holds for the whole process; of threads that draw at once, only the one that turned the collector off turns it on again.
    """
    _spare_what_is_loaded()
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def _spare_what_is_loaded() -> None:
    """Take what is loaded by now out of garbage collection, once.

    Figures are full of cycles, so collections come often while frames are drawn; each of the large ones walked all of matplotlib and
    pandas and held up one frame by 0.2 to 0.4 s. Only what is young is collected before: a walk through everything takes as long.
    """
    gc.collect(1)
    gc.freeze()
