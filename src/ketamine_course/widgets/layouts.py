"""Frames for further widths beside the usual ones, without saying everything twice.

A picture is drawn once for each width, while its words are nearly always the same in all of them. On a page that carries every width, a
frame for a further width is therefore its drawing alone where all else is what the usual frame says (`lean`); where a width stands in a
file of its own, its frames are complete (`whole`), so that a screen loads one file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ketamine_course.widgets.definition import OTHER_WIDTH, Frame

_DRAWING = "svg"


def lean(frames: Mapping[str, Frame], usual: Mapping[str, Frame]) -> dict[str, Frame]:
    """Return frames for another width; those whose words are those of the usual frame hold their drawing alone."""
    return {key: {_DRAWING: frame[_DRAWING]} if _words(frame) == _words(_beside(key, usual)) else frame for key, frame in frames.items()}


def whole(frames: Mapping[str, Frame], usual: Mapping[str, Frame]) -> dict[str, Frame]:
    """Return frames for another width with the words that `lean` left to the usual ones."""
    return {key: frame if _words(frame) else {**_beside(key, usual), **frame} for key, frame in frames.items()}


def _beside(key: str, usual: Mapping[str, Frame]) -> Frame:
    return usual.get(key.partition(OTHER_WIDTH)[0], {})


def _words(frame: Frame) -> dict[str, Any]:
    return {field: value for field, value in frame.items() if field != _DRAWING}
