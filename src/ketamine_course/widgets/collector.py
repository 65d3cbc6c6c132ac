"""Keep Python's garbage collector out of the way while a picture is drawn."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_waits() -> Iterator[None]:
    """Collect no garbage until the block ends.

    A figure is thousands of objects that refer to each other in circles. A collection in the middle of a drawing finds all of them in
    use, and hands them on to the generation of old objects, which is walked as a whole. After the block they are garbage, and young.
    The switch holds for the whole process; of threads that draw at once, only the one that turned the collector off turns it on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
