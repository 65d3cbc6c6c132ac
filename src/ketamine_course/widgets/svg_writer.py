"""matplotlib's SVG renderer, which remembers how large a text is.

matplotlib measures texts anew for every figure that is saved, and that is a quarter of the time a picture takes. Pictures of one kind
share nearly all their texts, and a size depends on nothing but the text and its font.
"""

from __future__ import annotations

import io
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias, cast

from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.textpath import text_to_path

_METADATA = dict.fromkeys(["Date", "Creator", "Format", "Type"])
UNITS_PER_INCH = 72
Size: TypeAlias = tuple[float, float, float]


def written(figure: Figure) -> str:
    """Return a figure as matplotlib's SVG, without metadata.

    Raises
    ------
    ValueError
        The figure's resolution is not that of our style: sizes of type would not fit.
    """
    if figure.dpi != UNITS_PER_INCH:
        raise ValueError(f"an SVG is drawn at {UNITS_PER_INCH} dots per inch, not at {figure.dpi:g}")
    buffer = io.StringIO()
    width, height = UNITS_PER_INCH * figure.get_size_inches()
    renderer: Any = _untyped(width, height, buffer, image_dpi=UNITS_PER_INCH, metadata=_METADATA)
    figure.draw(renderer)
    renderer.finalize()
    return buffer.getvalue()


class _Noting:
    """Stands in for the writer while matplotlib says once how a kind of text is styled."""

    style = ""

    def element(self, _: str, __: str, attrib: Mapping[str, str]) -> None:
        self.style = attrib["style"]


class _Renderer(RendererSVG):
    writer: Any
    height: float

    def _draw_text_as_text(
        self, gc: Any, x: float, y: float, s: str, prop: FontProperties, angle: float, ismath: bool, mtext: Any = None
    ) -> None:
        """Write a text as matplotlib does, with a style that was worked out once."""
        draw: Any = super()._draw_text_as_text
        if ismath or angle or mtext is None:
            draw(gc, x, y, s, prop, angle, ismath, mtext)
            return
        look = hash(prop), mtext.get_ha(), gc.get_rgb(), gc.get_alpha() if gc.get_forced_alpha() else None
        if look not in _looks:
            usual, self.writer = self.writer, _Noting()
            draw(gc, x, y, s, prop, angle, ismath, mtext)
            _looks[look] = self.writer.style
            self.writer = usual
        across, up = mtext.get_transform().transform(mtext.get_unitless_position())
        up = self.height - up
        up += y - up  # as matplotlib adds it: the last digits are the same
        place = _number(across), _number(up)
        turned = f"rotate(-0 {place[0]} {place[1]})"
        self.writer.element("text", s, attrib={"style": _looks[look], "x": place[0], "y": place[1], "transform": turned})

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: bool) -> Size:  # type: ignore[override]
        """Return the size of a text, as matplotlib does."""
        return _size(s, prop, ismath)

    def _get_font_height_metrics(self, prop: FontProperties) -> Size | tuple[None, None, None]:
        """Return ascent, descent and gap between lines, for which `Text` asks by this name; it looks them up itself if there are none."""
        name = hash(prop)
        if name not in _heights:
            _heights[name] = _heights_of(prop)
        return _heights[name] or (None, None, None)


_untyped = cast("Any", _Renderer)
_looks: dict[Hashable, str] = {}
"""The style of a text by its font, how it is aligned, and its colour."""
_heights: dict[int, Size | None] = {}
"""By a font's hash, which for matplotlib tells whether two are equal."""


@lru_cache(maxsize=20_000)
def _size(text: str, font: FontProperties, math: bool) -> Size:
    """Measure a text once. `Text` hands over a copy of its font that nothing changes later, so it can be a key."""
    return text_to_path.get_text_width_height_descent(text, font, math)


def _number(value: float) -> str:
    return f"{value:f}".rstrip("0").rstrip(".")


def _heights_of(font: FontProperties) -> Size | None:
    face = get_font(fontManager._find_fonts_by_props(font))  # noqa: SLF001 (as Text does)
    table, head = face.get_sfnt_table("OS/2"), face.get_sfnt_table("head")
    if table is None or head is None:
        return None
    scale = 1 / head["unitsPerEm"] * font.get_size_in_points()
    return table["sTypoAscender"] * scale, -table["sTypoDescender"] * scale, table["sTypoLineGap"] * scale
