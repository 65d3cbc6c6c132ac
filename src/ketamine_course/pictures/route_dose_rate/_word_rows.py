"""The uses of the word micro, and what stands before the row of each: who says it, and what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from ketamine_course.pictures._charts import MARGIN, NOTE, heading
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.references import work
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import wrapped
from ketamine_course.widgets.width import is_narrow

WORDS = 14
"""Letters for which a row has room before the scale."""
ELLIPSIS = "\u2026"


def uses() -> tuple[Row, ...]:
    """Return the uses of the word, in order."""
    return rows_of("microdose_uses")


def who(row: Row) -> str:
    """Return whose a use is: the text, or the work."""
    return row["source"] or re.sub(r" \(.*\)", "", work(row["ref"]).short)


def names(axes: Axes, colours: Sequence[str]) -> None:
    """Write the short name of each use before its row, and before those of one text or work whose they are."""
    groups: dict[str, list[Row]] = {}
    for row, colour in zip(uses(), colours, strict=True):
        groups.setdefault(_author(row), []).append(row)
        beside_left(axes, row["position"], _short(row), colour, fontweight="bold" if colour == "violet" else "normal")
    for author, rows in groups.items():
        first, last = rows[0]["position"], rows[-1]["position"]
        words = re.sub(r" \d{4}[a-z]?$", "", author) if is_narrow() else author
        heading(axes, first, words, NOTE, fontweight="normal", color=light("quiet"))
        if last > first:
            at = MARGIN + 4 + 5.2 * len(words) - axes.bbox.x0
            line: dict[str, Any] = {"color": light("line"), "linewidth": 1, "transform": axes.get_yaxis_transform(), "clip_on": False}
            axes.vlines(at / axes.bbox.width, first - 0.35, last + 0.35, **line)


def beside_left(axes: Axes, y: float, words: str, colour: str, **options: Any) -> None:
    """Write something before a row, up to where the scale begins."""
    style: dict[str, Any] = {"ha": "right", "va": "center_baseline", "fontsize": NOTE, "color": light(colour), "annotation_clip": False}
    axes.annotate(words, (0, y), (-5, 0), ("axes fraction", "data"), "offset points", **style | options)


def _author(row: Row) -> str:
    return who(row).replace(" et al.", "")


def _short(row: Row) -> str:
    """Return the name of a use for its row or, where it has none, its quoted words as far as there is room."""
    if row["short_name"] or not row["key_phrase"]:
        return str(row["short_name"])
    first, *more = wrapped(row["key_phrase"], WORDS - 3)
    return f"\u201c{first.rstrip(',') + ELLIPSIS if more else first}\u201d"
