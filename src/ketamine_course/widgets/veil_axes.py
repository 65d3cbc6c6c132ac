"""What a veil may show of a picture: the scale of its largest axes, never a mark, a title or a number of the data.

Only what stands at ticks and along an axis is read. Names of rows come in the order of the alphabet, because a chart often sorts its
rows by what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure

from ketamine_course.widgets.own_settings import own_settings

ROWS = 10
"""Names of rows at most; the rest is counted."""
_LETTER = re.compile(r"[^\W\d_]{2}")
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Scale:
    """The axes of a picture in words.

    Parameters
    ----------
    x_label, y_label : str
        What stands along each axis, empty where nothing does.
    x_ticks, y_ticks : tuple of (float, str)
        Where a tick is, as a share of the axis from the left or from below, and what stands at it.
    rows : tuple of str
        Names of rows in the order of the alphabet, in place of ticks of the y axis.
    """

    x_label: str
    x_ticks: tuple[tuple[float, str], ...]
    y_label: str
    y_ticks: tuple[tuple[float, str], ...]
    rows: tuple[str, ...]

    def in_words(self) -> str:
        """Return the axes as sentences, or nothing where none has anything at it."""
        ends = [text for _, text in (self.x_ticks[0], self.x_ticks[-1])] if len(self.x_ticks) > 1 else []
        across = ", ".join(filter(None, (self.x_label, _reach(ends))))
        up = ", ".join(filter(None, (self.y_label, _reach([text for _, text in self.y_ticks[:: len(self.y_ticks) - 1 or 1][:2]]))))
        told = [f"Horizontal axis: {across}."] if across else []
        told += [f"Vertical axis: {up}."] if up else []
        rows = "Rows, in alphabetical order" if len(self.rows) > 1 else "Row"
        told += [f"{rows}: {'; '.join(self.rows)}."] if self.rows else []
        return " ".join(told)


def _reach(ends: list[str]) -> str:
    """Return what an axis goes from and to; words are set off, so that they can be told from the sentence about them."""
    if any(_LETTER.match(end) for end in ends):
        return " to ".join(f"\u201c{end}\u201d" for end in ends)
    return " to ".join(ends)


def scale_of(figure: Figure) -> Scale | None:
    """Return the scale of a figure's largest axes, or None where it has none that are drawn."""
    drawn = [axes for axes in figure.axes if axes.axison]
    if not drawn:
        return None
    with own_settings():
        axes = max(drawn, key=lambda each: (bool(_ticks(each, each.xaxis)), each.get_position().width * each.get_position().height))
        x_ticks, y_ticks = _ticks(axes, axes.xaxis), _ticks(axes, axes.yaxis)
    named = any(_LETTER.search(text) for _, text in y_ticks)
    rows = _limited(sorted({text for _, text in y_ticks}, key=_natural)) if named else ()
    return Scale(_flat(axes.get_xlabel()), x_ticks, _flat(axes.get_ylabel()), () if named else y_ticks, rows)


def _ticks(axes: Axes, axis: Axis) -> tuple[tuple[float, str], ...]:
    """Return what stands at the ticks that lie on an axis, from its start to its end."""
    across = axis is axes.xaxis
    found = []
    axis.get_majorticklabels()  # has the axis work out what stands at its ticks
    for tick in axis.get_major_ticks():
        place, text = tick.get_loc(), _flat((tick.label1 if tick.label1.get_visible() else tick.label2).get_text())
        ends = axes.transData.transform((place, axes.get_ylim()[0]) if across else (axes.get_xlim()[0], place))
        share = float(axes.transAxes.inverted().transform(ends)[0 if across else 1])
        if text and -0.001 <= share <= 1.001:
            found.append((round(share, 4), text))
    return tuple(sorted(found))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _natural(text: str) -> list[tuple[int, str]]:
    """Return a key that puts 2 before 10."""
    return [(int(part), "") if part.isdigit() else (0, part.lower()) for part in _NUMBER.split(text)]


def _limited(names: Iterable[str]) -> tuple[str, ...]:
    every = tuple(names)
    return every if len(every) <= ROWS else (*every[: ROWS - 1], f"and {len(every) - ROWS + 1} more")
