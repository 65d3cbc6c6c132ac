"""Charts: matplotlib's own axes in the course's style, with fixed margins, and words and keys around them.

`Explorable` draws inside `own_settings`, which holds `course.mplstyle`; scales, locators and formatters are matplotlib's. An axes with a
label (``axes.set_label("score")``) has its scales exported with the picture, so that a page can place something on them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import NullFormatter, NullLocator

from ketamine_course.pictures._marks import handle
from ketamine_course.pictures._planes import Plane
from ketamine_course.texts import MINUS
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import blank, wrapped
from ketamine_course.widgets.width import is_narrow, width

MARGIN = 12.0
TITLE, LABEL, NOTE = 13.0, 9.5, 8.5
"""Sizes of type: the finding; subtitles, labels and (bold) numbers at marks; notes and ticks. Nothing smaller."""
CHARACTER = 0.58
"""Width of a character as a share of the size of type, on the wide side: readers see their own font."""
BOLD = 0.615
"""The same for bold type."""
LINE = 1.35
OVER = 0.42
"""How far over its row a name stands on a phone, as a share of the distance of two rows."""
FOOT = 24.0
"""From the lower edge to the middle of the last line of notes; the status stands under it."""


def chart(
    height: float,
    title: str,
    subtitle: str = "",
    rows: int = 1,
    *,
    left: float = 56,
    right: float = 16,
    top: float = 52,
    bottom: float = 60,
    narrow: Mapping[str, Any] | None = None,
    **options: Any,
) -> tuple[Figure, Any]:
    """Return a figure with its title, and its axes.

    Parameters
    ----------
    height : float
        In units of the SVG, as are the margins around the axes.
    title, subtitle : str
        The finding; and what is shown, of whom, in which unit.
    narrow : mapping, optional
        What is different on a phone: any of the numbers, `rows` and ``ncols`` among them. Title and subtitle take as many lines there as
        they need, and what `key` writes stands that much lower; `top` must leave room for both.
    rows : int
        Number of axes, one under the other; with `ncols` among the options, of rows of axes.
    **options
        As for ``Figure.subplots`` (``ncols``, ``sharex``) and its grid (``hspace``, ``wspace``, ``height_ratios``, ``width_ratios``).
    """
    room = {"rows": rows, "height": height, "left": left, "right": right, "top": top, "bottom": bottom, **options}
    room |= (narrow or {}) if is_narrow() else {}
    rows, height, (left, right, top, bottom) = (
        room.pop("rows"),
        room.pop("height"),
        (room.pop(side) for side in ("left", "right", "top", "bottom")),
    )
    figure = blank(width() / 72, height / 72)
    grid: dict[str, float] = {name: room.pop(name) for name in ("hspace", "wspace") if name in room}
    place: dict[str, float] = {"left": left / width(), "right": 1 - right / width(), "top": 1 - top / height, "bottom": bottom / height}
    title_lines(figure, title, subtitle)
    return figure, figure.subplots(rows, subplot_kw={"axes_class": Plane}, gridspec_kw={**place, **grid}, **room)


def title_lines(figure: Figure, title: str, subtitle: str) -> float:
    """Write title and subtitle: a line each, or as many as they need on a phone; return how much lower the rest begins then."""
    y = 20.0
    for text, size, colour, weight, wide in ((title, TITLE, "ink", "bold", BOLD), (subtitle, LABEL, "quiet", "normal", CHARACTER)):
        lines = wrapped(text, int((width() - 2 * MARGIN) / (size * wide))) if is_narrow() else [text] if text else []
        for number, line in enumerate(lines):
            say(figure, MARGIN, y + number * size * LINE, line, size, colour, fontweight=weight)
        y += 17 + max(0, len(lines) - 1) * size * LINE
    _pushed[figure] = y - 54
    return y - 54


_pushed: WeakKeyDictionary[Figure, float] = WeakKeyDictionary()
"""How much lower than usual everything under the title of a figure begins, because the title takes more lines."""


def pushed(figure: Figure) -> float:
    """Return how much lower than usual a legend begins, because the title takes more lines."""
    return _pushed.get(figure, 0)


def say(figure: Figure, x: float, y: float, text: str, size: float = LABEL, colour: str = "ink", **options: Any) -> None:
    """Write one line at a place of the picture, in units from its upper left corner."""
    options.setdefault("va", "center_baseline")
    figure.text(x / width(), 1 - y / (72 * figure.get_figheight()), text, fontsize=size, color=light(colour), **options)


def note(
    figure: Figure,
    text: str,
    colour: str = "quiet",
    *,
    size: float = NOTE,
    above: float = 0,
    within: float | None = None,
    **options: Any,
) -> float:
    """Write words at the foot, broken to a width (the picture's) and moved up by `above`; return how far the next words must move."""
    lines = wrapped(text, int((within or width() - 2 * MARGIN) / (size * CHARACTER)))
    last = 72 * figure.get_figheight() - FOOT - above
    for number, line in enumerate(reversed(lines)):
        say(figure, MARGIN, last - number * size * LINE, line, size, colour, **options)
    return above + len(lines) * size * LINE + 3


def key(figure: Figure, y: float, entries: Sequence[tuple[str, str, str] | Line2D], x: float = MARGIN + 6, gap: float = 14) -> None:
    """Write a row of marks with their meaning: (mark, colour, words), or a labelled line or mark of matplotlib; on a phone in rows."""
    begin, y, rows = x, y + _pushed.get(figure, 0), 0
    for entry in entries:
        if isinstance(entry, Line2D):
            line, words, long = entry, str(entry.get_label()), 0.0 if entry.get_linestyle() == "None" else 18.0
        else:
            line, words, long = handle(entry[0], entry[1]), entry[2], 0.0
        needed = long + 7 + len(words) * NOTE * CHARACTER
        if is_narrow() and begin < x > width() - MARGIN - needed:
            x, y, rows = begin, y + NOTE * LINE + 2, rows + 1
        height = 1 - y / (72 * figure.get_figheight())
        line.set_data([x / width(), (x + long) / width()] if long else [x / width()], [height, height] if long else [height])
        line.set_transform(figure.transFigure)
        figure.add_artist(line)
        say(figure, x + long + 7, y, words, NOTE, "quiet")
        x += needed + gap
    _pushed[figure] = _pushed.get(figure, 0) + rows * (NOTE * LINE + 2)


def label(axes: Axes, x: float, y: float, text: str, colour: str = "quiet", shift: tuple[float, float] = (0, 0), **options: Any) -> None:
    """Write words at a place of the data, moved by some units: a direct label in place of a legend."""
    for name, usual in {"va": "center_baseline", "fontsize": LABEL, "annotation_clip": False}.items():
        options.setdefault(name, usual)
    axes.annotate(text, (x, y), shift, textcoords="offset points", color=light(colour), **options)


def heading(axes: Axes, y: float, text: str, size: float = LABEL, **options: Any) -> None:
    """Write a heading over rows of the y axis, at the picture's left margin."""
    place: dict[str, Any] = {
        "xycoords": ("figure fraction", "data"),
        "annotation_clip": False,
        "va": "center_baseline",
        "fontweight": "bold",
        "color": light("ink"),
    }
    axes.annotate(text, (MARGIN / width(), y), fontsize=size, **place | options)


def number_at(axes: Axes, x: float, y: float, text: str, colour: str = "ink", shift: tuple[float, float] = (8, 0), **options: Any) -> None:
    """Write a number beside its mark, in bold."""
    label(axes, x, y, text, colour, shift, fontweight="bold", **options)


def rows_of_labels(
    axes: Axes,
    labels: Sequence[str],
    at: Sequence[float] | None = None,
    *,
    most: int = 34,
    end: float = 0.6,
    size: float = LABEL,
    over: bool = False,
) -> None:
    """Make the y axis a list of names, the first on top, broken to lines of `most` characters.

    On a phone they are broken to the place beside the axes or, where they are long and few (`over`), each stands over its row.
    """
    places = list(range(len(labels))) if at is None else list(at)
    above = over and is_narrow()
    if is_narrow():
        most = int((axes.get_position().x0 * width() - MARGIN - 6) / (size * CHARACTER))
    lines = [[line for part in words.split("\n") for line in wrapped(part, most)] for words in labels]
    names = [""] * len(labels) if above else ["\n".join(each) for each in lines]
    axes.set_yticks(places, names, fontsize=size, linespacing=1.05, color=light("ink"))
    axes.set_ylim(max(places) + end, min(places) - (OVER + 0.25 if above else end))
    long = int((width() - 2 * MARGIN) / (size * CHARACTER))
    ground = {"facecolor": light("paper"), "edgecolor": "none", "pad": 0.6}  # lines of the axes pass behind the words
    for y, words in zip(places, labels, strict=True) if above else ():
        heading(axes, y - OVER, "\n".join(wrapped(words, long)), size, fontweight="normal", linespacing=1.05, bbox=ground)


def x_ticks(axes: Axes, ticks: Mapping[float, str] | Mapping[int, str], title: str = "") -> None:
    """Put words at some values of the x axis, without smaller ticks between them, and a title under it."""
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_xticks(list(ticks), list(ticks.values()))
    if title:
        across = axes.get_position().width * width()
        axes.set_xlabel("\n".join(wrapped(title, int(across / (LABEL * CHARACTER)))) if is_narrow() else title)


def y_ticks(axes: Axes, ticks: Mapping[float, str] | Mapping[int, str]) -> None:
    """Put words at some values of the y axis."""
    axes.set_yticks(list(ticks), list(ticks.values()))


def span(axes: Axes, y: float, low: float, high: float, colour: str, *, dashed: bool = False, width: float = 1.8) -> None:
    """Draw an interval at one height, as matplotlib's `errorbar` does, without a mark."""
    (_, _, (bar,)) = axes.errorbar(
        [(low + high) / 2], [y], xerr=[[(high - low) / 2], [(high - low) / 2]], fmt="none", ecolor=light(colour), elinewidth=width
    )
    if dashed:
        bar.set_linestyle((0, (3, 2)))


def shares(values: Sequence[float] | np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Return the share of values in each bin; what lies beyond the edges is in none."""
    return np.asarray(np.histogram(values, edges)[0] / len(values))


def outline(axes: Axes, heights: np.ndarray, edges: np.ndarray, colour: str, *, fill: str | None = None, dashed: bool = False) -> None:
    """Draw a histogram as matplotlib's `stairs`, on a ground of its own where `fill` names one."""
    if fill:
        axes.stairs(heights, edges, fill=True, facecolor=light(fill), edgecolor="none", zorder=0.9)
    axes.stairs(heights, edges, color=light(colour), linewidth=1.6, linestyle=(0, (4, 2)) if dashed else "solid")


def signed(value: float, digits: int = 1) -> str:
    """Return a number with a true minus sign, and zero without one."""
    text = f"{value:.{digits}f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", MINUS)
