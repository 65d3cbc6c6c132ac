"""A picture: a matplotlib figure together with the same facts in words, and its SVG."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure

from ketamine_course.texts import not_said_in, true_minus
from ketamine_course.widgets import palette
from ketamine_course.widgets.own_settings import own_settings
from ketamine_course.widgets.scales import scales
from ketamine_course.widgets.svg_lean import lean
from ketamine_course.widgets.svg_writer import written
from ketamine_course.widgets.touch import zones

STATUSES = ("conceptual", "our counts and judgement", "redrawn from reported numbers", "simulated")
PICK_PREFIX = "pick:"

FONTS = "system-ui,'Segoe UI',Roboto,'Helvetica Neue','DejaVu Sans',sans-serif"
_PLACE = re.compile(r'( [xy]=")(-?\d+\.\d+)"')
_STYLE = re.compile(r' style="[^"]*"')
_TAG = re.compile(r"<[^>]*>")
_LONG_NUMBER = re.compile(r"(\d+\.\d{2})\d+")
_PATH = re.compile(r'(?<= d=")[^"]*')
_HUNDREDTHS = re.compile(r"-?\d+\.\d\d")
_DOT = re.compile(r"(?<=M)([-\d.]+ [-\d.]+)L\1(?=[MZz]|$)")
_IDLE = re.compile(r"\s*\n\s*|(?<=[A-Z]) |(?:(?<=\.\d)|\.0?)0(?=\s)")


def _keep(part: Any, **fields: object) -> None:
    """Set fields of something frozen, while it is made."""
    for name, value in fields.items():
        object.__setattr__(part, name, value)


@dataclass(frozen=True)
class Table:
    """The facts of a picture as rows of text; `keys` name the first of them, where some may wait for a later question."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _keep(self, rows=tuple(tuple(true_minus(cell) if isinstance(cell, str) else cell for cell in row) for row in self.rows))
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"table {self.caption!r}: row {number} has {len(row)} cells for {len(self.columns)} columns")


@dataclass(frozen=True)
class Picture:
    """What a drawing function returns.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Drawn without pyplot, in the palette's light colours.
    description : str
        The same facts in two or three plain sentences: what a blind reader hears.
    status : str
        One of `STATUSES`; printed in the picture and under it.
    table : Table, optional
        The same facts as rows.
    notes : tuple of (str, str)
        Texts that belong to the picture, each with its heading: a page shows them under the drawing, where text can flow and grow.

    Raises
    ------
    ValueError
        The status is unknown, or the description is missing or is no sentence.
    """

    figure: Figure
    description: str
    status: str
    table: Table | None = None
    notes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ValueError(f"a picture needs a status: {self.status!r} is not one of {', '.join(map(repr, STATUSES))}")
        if not self.description.rstrip().endswith((".", "?", "!")):
            raise ValueError(f"a picture needs a description in full sentences, not {self.description!r}")
        notes = tuple((true_minus(heading), true_minus(text)) for heading, text in self.notes)
        _keep(self, description=true_minus(self.description), notes=notes)

    @property
    def beyond_notes(self) -> str:
        """What stands beside the picture and its notes: the description without the sentences that the notes hold."""
        return not_said_in(self.description, (text for _, text in self.notes))

    @property
    def caption(self) -> str:
        """What stands beside the picture where it is printed: its description, and its notes."""
        return " ".join([self.beyond_notes, *map(": ".join, self.notes)]).strip()

    def svg(self) -> str:
        """Return the picture as deterministic SVG text with its status printed in the lower right corner."""
        return to_svg(self.figure, self.status)

    def png(self, width: int) -> bytes:
        """Return the picture as a PNG of a width in pixels, in the light colours, with its status printed in it."""
        buffer = io.BytesIO()
        with _stamped(self.figure, self.status):
            self.figure.savefig(buffer, format="png", dpi=width / self.figure.get_figwidth(), metadata={"Software": None})
        return buffer.getvalue()


def blank(width: float, height: float) -> Figure:
    """Return an empty figure on paper colour, sized in inches (72 units of the SVG each)."""
    with own_settings():
        return Figure(figsize=(width, height), facecolor=palette.light("paper"))


def to_svg(figure: Figure, status: str) -> str:
    """Save a figure as SVG text: same bytes for the same figure, scalable, no fonts or metadata inside."""
    with _stamped(figure, status):
        svg = written(figure)
    found = scales(figure)
    told = json.dumps(found, separators=(",", ":"))
    sets = html.escape(zones(figure), quote=False).replace("'", "&#39;")
    return _tidy(svg, (f"data-scales='{told}' " if found else "") + (f"data-sets='{sets}' " if sets else ""))


def described(svg: str, title: str, words: str, more: str = "") -> str:
    """Return an SVG with title and description for screen readers, and further metadata if there is some."""
    opening, rest = svg.split(">", 1)
    return f'{opening} role="img"><title>{html.escape(title)}</title><desc>{html.escape(words)}</desc>{more}{rest}'


@contextmanager
def _stamped(figure: Figure, status: str) -> Iterator[None]:
    """Print the status into the lower right corner while the figure is saved: by one thread at a time, since saving changes a figure."""
    with own_settings():
        right = 1 - 12 / (72 * figure.get_figwidth())  # the margin of all pictures
        style: dict[str, Any] = {"ha": "right", "va": "bottom", "fontsize": 8.5, "color": palette.light("quiet"), "gid": "status"}
        stamp = figure.text(right, 0.008, f"Status: {status}", **style)
        try:
            yield
        finally:
            stamp.remove()


def _tidy(svg: str, exported: str = "") -> str:
    """Cut what a page does not need: prologue, fixed size, global style, what a text is without saying, long numbers, font lists."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<defs>\s*<style[^>]*>.*?</style>\s*</defs>\s*", "", svg, count=1, flags=re.DOTALL)
    svg = re.sub(r' transform="rotate\(-0(?: [-\d.]+){2}\)"|text-anchor: start; ', "", svg)  # what says of a text what holds anyway
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;\"]*;? ?", "", svg)
    svg = _TAG.sub(lambda tag: _LONG_NUMBER.sub(r"\1", tag[0]), svg)  # what is written in the picture keeps its digits
    svg = _PATH.sub(lambda path: _DOT.sub(r"\1h0", _IDLE.sub("", path[0])), svg)  # line ends, zeros that end a number, dots
    svg = re.sub(r">\s+<", "><", svg)
    svg = _without_idle_ids(svg)
    svg = _STYLE.sub(lambda style: style[0].replace(": ", ":").replace("; ", ";"), svg)
    svg = lean(svg.replace("xlink:href=", "href="))
    svg = _PATH.sub(lambda path: _HUNDREDTHS.sub(_tenths, path[0]), svg)  # after discs and boxes were recognised by their exact outlines
    svg = _ungrouped(svg)
    svg = re.sub(r"(?<=<text)[^>]*", lambda text: _PLACE.sub(lambda at: f'{at[1]}{float(at[2]):.1f}"', text[0]), svg)
    box = re.search(r'viewBox="([^"]*)"', svg)
    if box is None:
        raise ValueError("matplotlib wrote an SVG without a viewBox")
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box[1]}" {exported}'
        f'style="stroke-linejoin:round;stroke-linecap:butt;font-family:{FONTS}">'
    )
    return opening + svg[svg.index(">") + 1 :].strip()


def _tenths(number: re.Match[str]) -> str:
    """Round a coordinate to tenths of a unit, which nobody sees on the largest projector, and never to minus zero."""
    return f"{round(float(number[0]), 1) + 0:g}"


def _ungrouped(svg: str) -> str:
    """Take away groups that say nothing of what is in them: a page has half as many elements to lay out then."""
    kept: list[bool] = []

    def needed(match: re.Match[str]) -> str:
        tag = match[0]
        if tag.startswith("</"):
            return tag if kept.pop() else ""
        if tag.endswith("/>"):
            return ""
        kept.append(tag != "<g>")
        return tag if kept[-1] else ""

    return re.sub(r"</?g\b[^>]*>", needed, svg)


def _without_idle_ids(svg: str) -> str:
    """Turn pick ids into data attributes and drop ids that nothing refers to: they would repeat in a page."""
    referred = set(re.findall(r"#([\w.-]+)", svg))

    def kept(match: re.Match[str]) -> str:
        name = match[1]
        if name.startswith(PICK_PREFIX):
            return f' data-pick="{name.removeprefix(PICK_PREFIX)}"'
        return match[0] if name in referred else ""

    return re.sub(r' id="([^"]*)"', kept, svg)


def wrapped(text: str, width: int) -> Sequence[str]:
    """Break a text into lines of at most `width` characters, leaving words whole."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line] if line else lines
