"""Draw with matplotlib's own defaults and nothing else: whatever a reader set for plots of their own, and whichever threads draw at once.

matplotlib keeps its settings in one mapping for the whole process, read at about two hundred places while a figure is made and saved.
JupyterLab draws in a thread of its own while a cell draws. So `rc_context` would lend our settings to the reader's plots, and theirs to
ours; two of them at once may leave the wrong settings behind for good. Here the mapping itself is never written to: reading it answers
otherwise, and only in the thread (strictly: the context) in which a picture of ours is being made.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, cast

import matplotlib
from matplotlib import RcParams

STYLE = Path(__file__).with_name("course.mplstyle")
_drawing = threading.RLock()
_used: ContextVar[Mapping[str, Any] | None] = ContextVar("settings of our own", default=None)


class _SettingsByThread(RcParams):
    """matplotlib's settings, which answer with ours where a picture of ours is being made."""

    def __getitem__(self, key: Any) -> Any:
        ours = _used.get()
        if ours is not None and self is _everybodys:
            return ours[key]
        return super().__getitem__(key)

    def _get(self, key: Any) -> Any:
        ours = _used.get()
        if ours is not None and self is _everybodys:
            return ours[key]
        return super()._get(key)


_everybodys = cast("Any", matplotlib.rcParams)
_everybodys.__class__ = _SettingsByThread


@contextmanager
def own_settings() -> Iterator[None]:
    """Draw and save figures in this thread with matplotlib's defaults and ours, until the block ends.

    One thread draws at a time: matplotlib's fonts keep the glyph that was loaded last, and two threads would exchange theirs.
    """
    with _drawing:
        token = _used.set(_settings())
        try:
            yield
        finally:
            _used.reset(token)


def _settings() -> Mapping[str, Any]:
    """Return all settings: those that matplotlib comes with, then those of our style sheet."""
    if not _all:
        ours = matplotlib.rc_params_from_file(STYLE, use_default_template=False)
        _all.update(
            {**dict(dict.items(cast("dict[str, Any]", matplotlib.rcParamsDefault))), **dict(dict.items(cast("dict[str, Any]", ours)))}
        )
    return _all


_all: dict[str, Any] = {}
