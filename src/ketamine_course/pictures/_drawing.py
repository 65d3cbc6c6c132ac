"""Drawing shared by the pictures: a sheet in SVG units, text that fits, boxes, symbols and signs.

Text is laid out with one font and shown with the reader's own, so lines are broken early and boxes leave slack.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle

from ketamine_course import names
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures._planes import Sheet
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import blank, wrapped
from ketamine_course.widgets.width import is_narrow
from ketamine_course.widgets.width import width as sheet_width

CHARACTER_WIDTH = 0.56
"""Width of a character as a share of the font size, on the wide side."""
LINE_HEIGHT = 1.32
SMALLEST = 8.5
"""The smallest size of type."""

SIGNS = {"raises": "+", "lowers": "\u2212", "unknown": "?"}


def sheet(height: float, width: float | None = None) -> tuple[Figure, Axes]:
    """Return a figure and its one plane: x to the right and y down, in units of the SVG; as wide as pictures are drawn just now."""
    width = width or sheet_width()
    figure = blank(width / 72, height / 72)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), axes_class=Sheet)
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    return figure, axes


def plane_over(figure: Figure) -> Axes:
    """Return a sheet over the whole of a figure that has axes, in units of the SVG."""
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0), axes_class=Sheet)
    axes.set(xlim=(0, sheet_width()), ylim=(72 * figure.get_figheight(), 0))
    axes.axis("off")
    return axes


def end_at(figure: Figure, axes: Axes, bottom: float) -> None:
    """Let a sheet end at a height that is known only now."""
    figure.set_size_inches(figure.get_figwidth(), bottom / 72)
    axes.set_ylim(bottom, 0)


def titled(axes: Axes, text: str, size: float = 10.5, y: float = 18) -> float:
    """Write the title of a sheet: a line, or as many as it needs on a phone; return how much lower the rest begins then."""
    if not is_narrow():
        write(axes, 14, y, text, size, fontweight="bold")
        return 0.0
    return write_lines(axes, 14, y, text, sheet_width() - 34, size, fontweight="bold") - y - size * LINE_HEIGHT


def write(axes: Axes, x: float, y: float, text: str, size: float = 9.5, colour: str = "ink", **options: Any) -> None:
    """Write one line; `y` is its middle."""
    options.setdefault("va", "center_baseline")
    axes.text(x, y, text, fontsize=max(size, SMALLEST), color=light(colour), **options)


def write_lines(axes: Axes, x: float, y: float, text: str, width: float, size: float = 9.5, colour: str = "ink", **options: Any) -> float:
    """Write a text broken to a width, from `y` down; return where the next line would stand."""
    for line in _broken(text, width, size):
        write(axes, x, y, line, size, colour, **options)
        y += size * LINE_HEIGHT
    return y


def write_label(axes: Axes, x: float, y: float, text: str, width: float, size: float = 9.5, colour: str = "ink", **options: Any) -> None:
    """Write the name of a row, whose middle is `y`: in one line or, on a phone, broken to a width."""
    lines = _broken(text, width, size) if is_narrow() else [text]
    for number, line in enumerate(lines):
        write(axes, x, y + size * 1.25 * (number - (len(lines) - 1) / 2), line, size, colour, **options)


def _broken(text: str, width: float, size: float) -> Sequence[str]:
    return wrapped(text, max(8, int(width / (size * CHARACTER_WIDTH))))


def box(axes: Axes, left: float, top: float, width: float, height: float, fill: str = "panel", edge: str = "line", **options: Any) -> None:
    """Draw a rounded box."""
    options.setdefault("linewidth", 1.0)
    shape = "round,pad=0,rounding_size=4"
    axes.add_patch(FancyBboxPatch((left, top), width, height, boxstyle=shape, facecolor=light(fill), edgecolor=light(edge), **options))


def band(axes: Axes, left: float, top: float, width: float, height: float, fill: str) -> None:
    """Draw a plain ground without an edge."""
    axes.add_patch(Rectangle((left, top), width, height, facecolor=light(fill), edgecolor="none", zorder=0))


def arrow(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], sign: str = "raises", colour: str = "ink", **options: Any
) -> None:
    """Draw an arrow whose head tells its sign: a point for ``raises``, a bar for ``lowers``, none for ``unknown``."""
    heads = {"raises": "-|>,head_width=3,head_length=4.5", "lowers": "|-|,widthA=0,widthB=4", "unknown": "-"}
    options.setdefault("linewidth", 1.4)
    style = "dashed" if sign == "unknown" else "solid"
    axes.add_patch(
        FancyArrowPatch(start, end, arrowstyle=heads[sign], color=light(colour), linestyle=style, shrinkA=0, shrinkB=0, **options)
    )


def rule(axes: Axes, y: float, left: float = 12, right: float | None = None) -> None:
    """Draw a faint horizontal line, to the right margin or less far."""
    right = right or sheet_width() - 12
    axes.add_line(Line2D([left, right], [y, y], color=light("faint"), linewidth=0.8, zorder=0))


def symbol(axes: Axes, x: float, y: float, kind: str, colour: str, size: float = 7.0) -> None:
    """Draw one of `MARKS`: shapes differ, so that colour is never the only difference."""
    mark(axes, x, y, kind, colour, size)


def symbols(axes: Axes, places: Sequence[tuple[float, float]], kind: str, colour: str, size: float = 7.0) -> None:
    """Draw the same one of `MARKS` at several places: much less SVG than one by one."""
    mark(axes, [x for x, _ in places], [y for _, y in places], kind, colour, size)


def legend(axes: Axes, y: float, entries: Sequence[tuple[str, str, str]], left: float = 16, gap: float = 14, size: float = 8.5) -> float:
    """Write a row of symbols with their meaning: (symbol, colour, words); on a phone in several rows. Return where the last row stands."""
    size = max(size, SMALLEST)
    x = left
    for kind, colour, words in entries:
        if is_narrow() and left < x > sheet_width() - 20 - len(words) * size * CHARACTER_WIDTH:
            x, y = left, y + 13
        symbol(axes, x, y, kind, colour, 6.5)
        if is_narrow():
            y = write_lines(axes, x + 8, y, words, sheet_width() - x - 20, size, "quiet") - size * LINE_HEIGHT
        else:
            write(axes, x + 8, y, words, size, "quiet")
        x += 8 + len(words) * size * CHARACTER_WIDTH + gap
    return y


def crowded(columns: int) -> bool:
    """Whether so many columns stand beside each other on a phone that what belongs to them would touch."""
    return is_narrow() and columns > 6


def listed(words: Sequence[str], nothing: str = "none") -> str:
    """Join words as in a sentence, or say that there are none."""
    return names.listed(words) if words else nothing


def counted(number: int, thing: str) -> str:
    """Return a number with its noun, as in ``1 step`` or ``3 steps``."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def lowered(name: str) -> str:
    """Return a name for the middle of a sentence: its first letter small, unless it starts a short form such as ``NMDA``."""
    second = name[1:2]
    return name if second.isupper() or not second.isalpha() or name.startswith("TrkB") else name[:1].lower() + name[1:]
